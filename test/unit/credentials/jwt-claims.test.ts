import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import test from 'node:test';
import { readJwtClaims } from '../../../src/credentials/jwt-claims.ts';

function jwtOf(claims: unknown): string {
  return `${part({ alg: 'HS512', typ: 'JWT' })}.${part(claims)}.c2ln`;
}

function part(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString(
    'base64url',
  );
}

test('reads the four claims, in our units', () => {
  assertSame(
    readJwtClaims(
      jwtOf({ exp: 1_800_000_000, sub: 'user', ssid: '173', device_id: '7420', other: 1 }),
    ),
    {
      expiresAtMs: 1_800_000_000_000,
      subject: 'user',
      sessionId: '173',
      deviceId: '7420',
    },
  );
});

test('identifiers may be numbers; claims that no header can carry are left out', () => {
  assertSame(readJwtClaims(jwtOf({ device_id: 7420, ssid: 'a\r\nb', sub: 'имя', exp: 'soon' })), {
    deviceId: '7420',
  });
  assertSame(readJwtClaims(jwtOf({ device_id: 1.5, ssid: null, sub: '', exp: -1 })), {});
});

test('other texts than JWTs have no claims', () => {
  for (const token of [
    '',
    'a.b.c',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9',
    'eyJ.$.x',
    jwtOf('{'),
    jwtOf('null'),
    jwtOf('[]'),
    jwtOf('7'),
  ]) {
    assert.equal(readJwtClaims(token), undefined, token);
  }
  assertSame(readJwtClaims(jwtOf('{"exp":1e999}')), {});
});
