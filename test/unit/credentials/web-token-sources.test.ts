import assert from 'node:assert/strict';
import test from 'node:test';
import { createEnvTokenSource } from '../../../src/credentials/env-token-source.ts';
import { createManualCookieSource } from '../../../src/credentials/manual-cookie-source.ts';
import { Secret } from '../../../src/domain/secret.ts';
import { quietAsk, tokenOf } from '../../contract/credentials/found-token.ts';

const nowMs = 1_800_000_000_000;
const clock = { now: () => nowMs, sleep: () => assert.fail('nothing to wait for') };

function jwtUntil(expSeconds: number): string {
  return `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ exp: expSeconds })).toString('base64url')}.c2ln`;
}

const living = jwtUntil(nowMs / 1000 + 1);
const dead = jwtUntil(nowMs / 1000);

const inEnv = (env: Record<string, string>) => createEnvTokenSource({ clock, env }).find(quietAsk);

const inConfig = (text?: string) =>
  createManualCookieSource({ clock }, text === undefined ? undefined : new Secret(text)).find(
    quietAsk,
  );

test('the pasted session of the config file', async () => {
  assert.equal(tokenOf(await inConfig(`curl x -b 'a=1; kimi-auth=${living}'`)), living);
  assert.deepEqual(await inConfig(), { kind: 'absent', location: 'config', reason: 'not-set' });
  assert.deepEqual(await inConfig(`kimi-auth=${dead}`), {
    kind: 'absent',
    location: 'config',
    reason: 'expired',
  });
  assert.deepEqual(await inConfig('a=1; b=2'), {
    kind: 'absent',
    location: 'config',
    reason: 'no-session',
  });
  assert.deepEqual(await inConfig('sk-kimi-abcdef'), {
    kind: 'absent',
    location: 'config',
    reason: 'not-recognised',
  });
  assert.deepEqual(await inConfig('two words'), {
    kind: 'absent',
    location: 'config',
    reason: 'not-recognised',
  });
});

test('the variables in their order, the name as detail', async () => {
  const all = {
    KIMI_MANUAL_COOKIE: 'kimi-auth=first',
    KIMI_AUTH_TOKEN: 'second',
    kimi_auth_token: 'third',
  };
  const first = await inEnv(all);
  assert.equal(tokenOf(first), 'first');
  assert.ok(
    first.kind === 'found' &&
      first.credential.kind === 'web' &&
      first.credential.detail === 'KIMI_MANUAL_COOKIE',
  );
  assert.equal(tokenOf(await inEnv({ ...all, KIMI_MANUAL_COOKIE: ' ' })), 'second');
  assert.equal(tokenOf(await inEnv({ kimi_auth_token: all.kimi_auth_token })), 'third');
});

test('an unusable variable gives way to the next; if none is usable the first says why', async () => {
  assert.equal(tokenOf(await inEnv({ KIMI_MANUAL_COOKIE: dead, KIMI_AUTH_TOKEN: living })), living);
  assert.deepEqual(await inEnv({ KIMI_MANUAL_COOKIE: dead, KIMI_AUTH_TOKEN: 'two words' }), {
    kind: 'absent',
    location: 'KIMI_MANUAL_COOKIE',
    reason: 'expired',
  });
});

test('one word is a token if it is declared to be one, but an API key or half a JWT never is', async () => {
  assert.equal(tokenOf(await inEnv({ KIMI_AUTH_TOKEN: "'opaque'" })), 'opaque');
  for (const env of [
    { KIMI_MANUAL_COOKIE: 'opaque' },
    { KIMI_AUTH_TOKEN: 'sk-kimi-abc' },
    { KIMI_AUTH_TOKEN: living.split('.').slice(0, 2).join('.') },
  ]) {
    const finding = await inEnv(env);
    assert.equal(finding.kind === 'absent' && finding.reason, 'not-recognised');
  }
});

test('an aborted walk looks at nothing', async () => {
  const aborted = { signal: AbortSignal.abort(new Error('stop')), mayPrompt: false };
  await assert.rejects(createEnvTokenSource({ clock, env: {} }).find(aborted), /stop/);
  await assert.rejects(createManualCookieSource({ clock }, undefined).find(aborted), /stop/);
});
