import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import {
  writeChromiumStore,
  type ChromiumCookie,
} from '../../support/fakes/stores/chromium-store.ts';
import { writeFirefoxStore } from '../../support/fakes/stores/firefox-store.ts';
import { folderFingerprint } from '../../support/fakes/stores/folder-fingerprint.ts';
import { kimiToken } from '../../support/fakes/stores/kimi-token.ts';
import { sealByKey } from '../../support/fakes/stores/sealed-value.ts';
import { makeTempHome } from '../../support/fakes/stores/temp-home.ts';
import { digestOf, makeElsewhere } from './elsewhere.ts';

const host = '.kimi.com';
const token = kimiToken('windows');
const key = randomBytes(32);
const folders = {
  arc: 'Arc/User Data',
  chrome: 'Google/Chrome/User Data',
  edge: 'Microsoft/Edge/User Data',
  brave: 'BraveSoftware/Brave-Browser/User Data',
  chromium: 'Chromium/User Data',
} as const;

function windows(t: TestContext, cookie: ChromiumCookie) {
  const place = makeTempHome(t);
  for (const folder of Object.values(folders)) {
    const userData = join(place.home, 'AppData/Local', folder);
    writeChromiumStore(join(userData, 'Default/Network/Cookies'), [cookie], 20);
    const sealedKey = Buffer.concat([
      Buffer.from('DPAPI'),
      Buffer.from('sealed by Windows'),
    ]).toString('base64');
    writeFileSync(
      join(userData, 'Local State'),
      JSON.stringify({ os_crypt: { encrypted_key: sealedKey } }),
    );
  }
  const elsewhere = makeElsewhere(place, 'win32');
  return { place, elsewhere };
}

test('Chromium browsers on Windows: Windows opens the profile’s key, without a prompt', async (t) => {
  const { place, elsewhere } = windows(t, { host, sealed: sealByKey({ host, token }, 'v10', key) });
  elsewhere.program('powershell', `echo ${key.toString('base64')}`);
  const before = folderFingerprint(place.home);
  const { of } = await elsewhere.look();
  for (const id of ['arc', 'chrome', 'edge', 'brave', 'chromium'] as const)
    assert.equal(of(id)?.what, digestOf(token), id);
  const starts = elsewhere.started();
  assert.equal(starts.length, 5);
  assert.ok(
    starts.every((start) => start.includes(Buffer.from('sealed by Windows').toString('base64'))),
  );
  assert.deepEqual(folderFingerprint(place.home), before);
  assert.deepEqual(place.leftInTemp(), []);
});

test('a session bound to its browser is named, and no key is asked for', async (t) => {
  const { place, elsewhere } = windows(t, { host, sealed: sealByKey({ host, token }, 'v20', key) });
  elsewhere.program('powershell', `echo ${key.toString('base64')}`);
  const { of } = await elsewhere.look({ mayPrompt: true });
  for (const id of ['arc', 'chrome', 'edge', 'brave', 'chromium'] as const) {
    assert.deepEqual(of(id), { kind: 'blocked', what: 'app-bound' }, id);
  }
  assert.deepEqual(elsewhere.started(), []);
  assert.deepEqual(place.leftInTemp(), []);
});

test('without a key from Windows the session is undecryptable', async (t) => {
  const { elsewhere } = windows(t, { host, sealed: sealByKey({ host, token }, 'v10', key) });
  elsewhere.program('powershell', 'exit 1');
  assert.deepEqual((await elsewhere.look()).of('chrome'), {
    kind: 'blocked',
    what: 'undecryptable',
  });
});

test('Firefox on Windows, from the installer and from the store', async (t) => {
  const place = makeTempHome(t);
  const elsewhere = makeElsewhere(place, 'win32');
  const store =
    'AppData/Local/Packages/Mozilla.Firefox_n80bbvh6b1yt2/LocalCache/Roaming/Mozilla/Firefox/Profiles/x1.default-release';
  writeFirefoxStore(
    join(place.home, 'AppData/Roaming/Mozilla/Firefox/Profiles/a1.default-release/cookies.sqlite'),
    [],
  );
  writeFirefoxStore(join(place.home, store, 'cookies.sqlite'), [
    { host: 'www.kimi.com', value: token },
  ]);
  const { of } = await elsewhere.look();
  assert.deepEqual(of('firefox'), {
    kind: 'found',
    what: digestOf(token),
    detail: 'Firefox (x1.default-release, store)',
  });
});
