import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { fitsHeader } from '../../../../src/domain/header-text.ts';
import { readJwtClaims } from '../../../../src/credentials/jwt-claims.ts';
import { recognisePastedToken } from '../../../../src/credentials/pasted/pasted-token.ts';
import { runs } from '../../../support/property-runs.ts';

const base64url = fc.stringMatching(/^[\w-]{1,40}$/);
const jwt = fc.tuple(base64url, base64url, base64url).map((parts) => `eyJ${parts.join('.')}`);

/** Pieces of what people paste, in any order and number. */
const junk = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'curl ',
        '-H ',
        '--cookie=',
        '-b ',
        "$'",
        "'",
        '"',
        '^"',
        '^\n',
        '\\',
        '\\u00',
        '; ',
        '=',
        ':',
        '\t',
        '\n',
        '%22',
        '%',
        '[',
      ),
      fc.constantFrom(
        'kimi-auth',
        'Cookie: ',
        'authorization',
        'Bearer ',
        '{"name":"kimi-auth","value":"',
        '"}]',
        'sk-kimi-',
        'eyJ',
      ),
      jwt,
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 20 },
  )
  .map((pieces) => pieces.join(''));

test('whatever is pasted, nothing is thrown, and a token found is one word that a header can carry', () => {
  fc.assert(
    fc.property(junk, (text) => {
      const pasted = recognisePastedToken(text);
      if (pasted.kind !== 'token') return;
      const token = pasted.token.open();
      assert.ok(fitsHeader(token) && !/[\s;,"]/.test(token), JSON.stringify(token));
      assert.ok(pasted.expiresAtMs === undefined || Number.isFinite(pasted.expiresAtMs));
    }),
    runs(5000),
  );
});

const forms: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => `kimi-auth=${token}`,
  (token) => `Cookie: a=1; kimi-auth=${token}; b=2`,
  (token) => `curl 'https://www.kimi.com/' -H 'accept: */*' -H 'Cookie: kimi-auth=${token}'`,
  (token) => `curl ^"https://www.kimi.com/^" ^\r\n -b ^"a=^\\^"1^\\^"; kimi-auth=${token}^"`,
  (token) => `curl 'https://www.kimi.com/' -b $'a=\\'; kimi-auth=${token}'`,
  (token) => encodeURIComponent(`a=1; kimi-auth=${token}`),
  (token) => JSON.stringify([{ name: 'kimi-auth', value: token }]),
];

test('every token comes out of every form exactly as it went in', () => {
  fc.assert(
    fc.property(jwt, fc.constantFrom(...forms), (token, dress) => {
      const pasted = recognisePastedToken(dress(token));
      assert.equal(pasted.kind === 'token' && pasted.token.open(), token);
    }),
    runs(2000),
  );
});

const base64urlOf = (text: string) => Buffer.from(text).toString('base64url');

test('claims of any JSON are read without throwing, and only what a header can carry', () => {
  fc.assert(
    fc.property(fc.json(), fc.jsonValue(), (payload, id) => {
      for (const text of [payload, JSON.stringify({ exp: id, sub: id, ssid: id, device_id: id })]) {
        const claims = readJwtClaims(`eyJhIjoxfQ.${base64urlOf(text)}.c2ln`);
        for (const value of [claims?.subject, claims?.sessionId, claims?.deviceId])
          assert.ok(value === undefined || fitsHeader(value));
        assert.ok(claims?.expiresAtMs === undefined || Number.isFinite(claims.expiresAtMs));
      }
    }),
    runs(2000),
  );
});
