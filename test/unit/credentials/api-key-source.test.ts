import assert from 'node:assert/strict';
import test from 'node:test';
import { createApiKeySource } from '../../../src/credentials/api-key-source.ts';
import type { KeyringReading } from '../../../src/credentials/keyring/keyring.ts';
import { Secret } from '../../../src/domain/secret.ts';
import { quietAsk, tokenOf } from '../../contract/credentials/found-token.ts';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.c2ln';

/** One entry that is open and one that is locked. */
async function readKeyring(id: string): Promise<KeyringReading> {
  if (id === '00000000') return { kind: 'found', text: 'sk-kimi-kept' };
  return { kind: id === '11111111' ? 'locked' : 'missing' };
}

function find(configKey: string | undefined, env: Record<string, string> = {}, readEnv = true) {
  const places = {
    readEnv,
    readKeyring,
    configKey: configKey === undefined ? undefined : new Secret(configKey),
  };
  return createApiKeySource({ env }, places).find(quietAsk);
}

test('the key in the config comes before the environment, and each names its source', async () => {
  const both = await find('sk-kimi-config', { KIMI_CODE_API_KEY: 'sk-kimi-env' });
  assert.equal(tokenOf(both), 'sk-kimi-config');
  assert.ok(
    both.kind === 'found' &&
      both.credential.kind === 'api-key' &&
      both.credential.origin === 'config',
  );
  const one = await find(undefined, { KIMI_CODE_API_KEY: ' "sk-kimi-env" ' });
  assert.equal(tokenOf(one), 'sk-kimi-env');
  assert.ok(
    one.kind === 'found' && one.credential.kind === 'api-key' && one.credential.origin === 'env',
  );
});

test('KIMI_API_KEY is never read', async () => {
  const env = new Proxy({} as Record<string, string>, {
    get: (_, name) =>
      name === 'KIMI_API_KEY' ? assert.fail('it is the Open Platform’s') : undefined,
  });
  assert.deepEqual(await find(undefined, env), {
    kind: 'absent',
    location: 'KIMI_CODE_API_KEY',
    reason: 'not-set',
  });
});

test("what can't be a Kimi Code key is named, unless the environment has a good one", async () => {
  assert.deepEqual(await find('sk-open-platform'), {
    kind: 'blocked',
    location: 'config',
    reason: 'open-platform-key',
  });
  assert.deepEqual(await find(jwt), {
    kind: 'blocked',
    location: 'config',
    reason: 'jwt-as-api-key',
  });
  const inEnv = { KIMI_CODE_API_KEY: 'sk-elsewhere' };
  assert.deepEqual(await find(undefined, inEnv), {
    kind: 'blocked',
    location: 'KIMI_CODE_API_KEY',
    reason: 'open-platform-key',
  });
  assert.deepEqual(await find(jwt, inEnv), {
    kind: 'blocked',
    location: 'config',
    reason: 'jwt-as-api-key',
  });
  assert.equal(tokenOf(await find(jwt, { KIMI_CODE_API_KEY: 'sk-kimi-env' })), 'sk-kimi-env');
});

test('a key is cleaned of everything that certainly is no part of it', async () => {
  for (const raw of [
    '\u200bsk-kimi-1',
    'sk-ki\u00admi-\ufeff1',
    '\u201csk-kimi-1\u201d',
    '\u2018sk-kimi-1\u2019',
    '\uff53\uff4b\uff0dkimi\u20111',
    'KIMI_CODE_API_KEY=sk-kimi-1',
    "export KIMI_CODE_API_KEY='sk-kimi-1'",
    '"ANTHROPIC_AUTH_TOKEN=sk-kimi-1"',
    '$env:KIMI_CODE_API_KEY = "sk-kimi-1"',
    'Bearer sk-kimi-1',
    'Authorization: Bearer sk-kimi-1\r\n',
  ]) {
    assert.equal(tokenOf(await find(raw)), 'sk-kimi-1', `config ${JSON.stringify(raw)}`);
    assert.equal(tokenOf(await find(undefined, { KIMI_CODE_API_KEY: raw })), 'sk-kimi-1', raw);
  }
  assert.equal(tokenOf(await find('a-new-kind-of-key=')), 'a-new-kind-of-key=');
});

test('a key with other characters is named as unusable, never as missing', async () => {
  for (const key of [
    'sk-kimi-a\nb',
    'sk-kimi-a b',
    'sk-kimi-\u0000',
    'sk-kimi-ключ',
    'sk-kimi-\u2013x',
    'sk-kimi-\u007f',
    'key: sk-kimi-1',
  ]) {
    assert.deepEqual(await find(key), {
      kind: 'blocked',
      location: 'config',
      reason: 'unusable-key',
    });
    const inEnv = await find(undefined, { KIMI_CODE_API_KEY: key });
    assert.equal(inEnv.kind === 'blocked' && inEnv.reason, 'unusable-key');
  }
});

test("a named account has its own key only, never the environment's", async () => {
  const env = { KIMI_CODE_API_KEY: 'sk-kimi-env' };
  assert.deepEqual(await find(undefined, env, false), {
    kind: 'absent',
    location: 'config',
    reason: 'not-set',
  });
  assert.equal(tokenOf(await find('sk-kimi-own', env, false)), 'sk-kimi-own');
});

test('a key that the keyring keeps is read from there, or the reason why not', async () => {
  assert.equal(tokenOf(await find('@keyring:00000000')), 'sk-kimi-kept');
  for (const [reference, reason] of [
    ['@keyring:11111111', 'api-key-locked'],
    ['@keyring:22222222', 'api-key-unreachable'],
  ] as const)
    assert.deepEqual(await find(reference), { kind: 'blocked', location: 'keyring', reason });
});

test('an aborted walk looks at nothing', async () => {
  const source = createApiKeySource({ env: {} }, { readEnv: true, readKeyring });
  const reason = new Error('stop');
  await assert.rejects(
    source.find({ signal: AbortSignal.abort(reason), mayPrompt: false }),
    reason,
  );
});
