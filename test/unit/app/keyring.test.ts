import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import {
  forgettingKeys,
  forgetUnusedKey,
  keyBehind,
  storeInKeyring,
} from '../../../src/app/keyring.ts';
import { Secret } from '../../../src/domain/secret.ts';
import type { Platform } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { placeFakeSecurity } from '../../support/fakes/fake-security.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { noScripts } from '../../support/this-system.ts';

const key = new Secret('sk-kimi-a-key-of-the-test');
const ask = { mayPrompt: false, signal: new AbortController().signal };

/** The real host as if on another system, with `path` as its search path. */
function hostOn(os: Platform['os'], path = '') {
  const host = createNodeHost({ env: { PATH: path } });
  return { ...host, platform: { ...host.platform, os } };
}

function onMac(t: TestContext) {
  const folder = tempFolder(t);
  const security = placeFakeSecurity(folder);
  const entries = () => readdirSync(security.folder).filter((name) => name.startsWith('entry-'));
  return { folder, security, entries, host: hostOn('darwin', `${security.folder}:/usr/bin:/bin`) };
}

async function stored(host: ReturnType<typeof hostOn>): Promise<string> {
  const result = await storeInKeyring(host, key, ask);
  assert.ok(typeof result === 'object', String(result));
  return result.reference;
}

test('the Keychain keeps a key that no argument shows', { skip: noScripts }, async (t) => {
  const { security, host } = onMac(t);
  const reference = await stored(host);
  const found = await keyBehind(host, new Secret(reference), ask);
  assert.ok(found instanceof Secret);
  assert.equal(found.open(), key.open());
  assert.match(security.arguments(), /^-i\nfind-generic-password -s KimiBar -a [0-9a-f]{32} -w\n$/);
});

test(
  'a key leaves the Keychain once the file no longer names it',
  { skip: noScripts },
  async (t) => {
    const { folder, host, entries } = onMac(t);
    const path = join(folder, 'config.json');
    const [kept, dropped] = [await stored(host), await stored(host)];
    writeFileSync(path, JSON.stringify([kept, dropped]));
    await forgettingKeys(host, { path, ask }, async () =>
      writeFileSync(path, JSON.stringify([kept])),
    );
    assert.equal(entries().length, 1);
    assert.ok((await keyBehind(host, new Secret(kept), ask)) instanceof Secret);
    assert.equal(await keyBehind(host, new Secret(dropped), ask), 'missing');
  },
);

test('a key that the Keychain keeps is not forgotten', { skip: noScripts }, async (t) => {
  const { folder, host, entries, security } = onMac(t);
  const path = join(folder, 'config.json');
  const reference = await stored(host);
  writeFileSync(path, JSON.stringify([reference]));
  assert.equal(await forgetUnusedKey(host, reference, { path, ask }), true);
  assert.equal(entries().length, 1);
  security.become('locked');
  const removeAll = async (): Promise<void> => writeFileSync(path, '[]');
  assert.equal(await forgettingKeys(host, { path, ask }, removeAll), false);
  assert.equal(entries().length, 1);
});

for (const state of ['locked', 'denied'] as const) {
  test(`a Keychain that is ${state} neither gives nor takes`, { skip: noScripts }, async (t) => {
    const { security, host, entries } = onMac(t);
    const reference = await stored(host);
    security.become(state);
    assert.equal(await keyBehind(host, new Secret(reference), ask), 'locked');
    assert.equal(await storeInKeyring(host, key, ask), 'locked');
    assert.equal(entries().length, 1);
  });
}

test(
  'a key that could end a command of the Keychain is not written',
  { skip: noScripts },
  async (t) => {
    const { host, entries } = onMac(t);
    for (const text of ['sk-kimi-1\ndelete-keychain', 'sk-kimi 1', "sk-kimi-'1"])
      assert.equal(await storeInKeyring(host, new Secret(text), ask), 'unavailable');
    assert.deepEqual(entries(), []);
  },
);

test('without its tool the Keychain is not reachable', async (t) => {
  const host = hostOn('darwin', tempFolder(t));
  assert.equal(await storeInKeyring(host, key, ask), 'unavailable');
});

test(
  'without koffi the Credential Manager says so',
  { skip: process.platform === 'win32' },
  async () => {
    const host = hostOn('win32');
    assert.equal(await storeInKeyring(host, key, ask), 'koffi-missing');
    const reference = new Secret(`@keyring:${'0'.repeat(32)}`);
    assert.equal(await keyBehind(host, reference, ask), 'koffi-missing');
  },
);
