import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { writeChromiumStore } from '../../support/fakes/stores/chromium-store.ts';
import { folderFingerprint } from '../../support/fakes/stores/folder-fingerprint.ts';
import { kimiToken } from '../../support/fakes/stores/kimi-token.ts';
import { writeSafariStore } from '../../support/fakes/stores/safari-store.ts';
import { sealByPassword } from '../../support/fakes/stores/sealed-value.ts';
import { makeTempHome } from '../../support/fakes/stores/temp-home.ts';
import { digestOf, makeElsewhere } from './elsewhere.ts';

const host = '.kimi.com';
const token = kimiToken('macos');
const folders = {
  arc: 'Arc/User Data',
  chrome: 'Google/Chrome',
  edge: 'Microsoft Edge',
  brave: 'BraveSoftware/Brave-Browser',
  chromium: 'Chromium',
} as const;

function mac(t: TestContext) {
  const place = makeTempHome(t);
  for (const [id, folder] of Object.entries(folders)) {
    const sealed = sealByPassword({ host, token }, 'v10', `${id} password`, 1003);
    writeChromiumStore(
      join(place.home, 'Library/Application Support', folder, 'Default/Cookies'),
      [{ host, sealed }],
      20,
    );
  }
  return { place, elsewhere: makeElsewhere(place, 'darwin') };
}

/** Answers as the Keychain does: each browser's own password under its own entry. */
const openKeychain = `case "$*" in
  *"Microsoft Edge Safe Storage"*) echo "edge password";; *"Chrome Safe Storage"*) echo "chrome password";;
  *"Brave Safe Storage"*) echo "brave password";; *"Arc Safe Storage"*) echo "arc password";;
  *"Chromium Safe Storage"*) echo "chromium password";; *) exit 44;; esac`;

test('Chromium on macOS: the Keychain may prompt only in the foreground, then the session is cached', async (t) => {
  const { place, elsewhere } = mac(t);
  elsewhere.program('security', openKeychain);
  const before = folderFingerprint(place.home);
  const quiet = await elsewhere.look();
  const asked = await elsewhere.look({ mayPrompt: true });
  for (const id of ['arc', 'chrome', 'edge', 'brave', 'chromium'] as const) {
    assert.deepEqual(quiet.of(id), { kind: 'blocked', what: 'needs-person' }, id);
    assert.deepEqual(
      { kind: asked.of(id)?.kind, what: asked.of(id)?.what },
      { kind: 'found', what: digestOf(token) },
      id,
    );
  }
  assert.equal(asked.of('chrome')?.detail, 'Chrome (Default)');
  assert.equal(
    elsewhere.started().length,
    5,
    'one question for each browser, all of them in the run that may ask',
  );

  const later = await elsewhere.look();
  assert.equal(later.of('arc')?.what, digestOf(token), 'a background run uses what was found');
  assert.equal(elsewhere.started().length, 5);
  assert.deepEqual(folderFingerprint(place.home), before);
  assert.deepEqual(place.leftInTemp(), []);
});

test('a cached session is used while the store changes around it, until the user signs out', async (t) => {
  const { place, elsewhere } = mac(t);
  elsewhere.program('security', openKeychain);
  await elsewhere.look({ mayPrompt: true });
  const store = join(place.home, 'Library/Application Support/Google/Chrome/Default/Cookies');
  const rewrite = (cookies: Parameters<typeof writeChromiumStore>[1]) => {
    chmodSync(store, 0o600);
    writeChromiumStore(`${store}.new`, cookies, 40);
    return import('node:fs').then(({ renameSync }) => renameSync(`${store}.new`, store));
  };
  await rewrite([
    {
      host,
      sealed: sealByPassword({ host, token: kimiToken('newer') }, 'v10', 'chrome password', 1003),
    },
  ]);
  assert.equal(
    (await elsewhere.look()).of('chrome')?.what,
    digestOf(token),
    'the newer one needs a person',
  );
  assert.equal(
    (await elsewhere.look({ mayPrompt: true })).of('chrome')?.what,
    digestOf(kimiToken('newer')),
  );
  await rewrite([]);
  assert.deepEqual((await elsewhere.look()).of('chrome'), { kind: 'absent', what: 'no-session' });
});

test('after a denial the Keychain is left alone until the user asks for the browsers', async (t) => {
  const { place, elsewhere } = mac(t);
  elsewhere.program(
    'security',
    'echo "security: SecKeychainSearchCopyNext: User canceled the operation." >&2; exit 128',
  );
  assert.deepEqual((await elsewhere.look({ mayPrompt: true })).of('chrome'), {
    kind: 'blocked',
    what: 'keychain-denied',
  });
  const asked = elsewhere.started().length;
  assert.deepEqual((await elsewhere.look({ mayPrompt: true })).of('chrome'), {
    kind: 'blocked',
    what: 'keychain-denied',
  });
  assert.deepEqual((await elsewhere.look()).of('chrome'), {
    kind: 'blocked',
    what: 'keychain-denied',
  });
  assert.equal(elsewhere.started().length, asked, 'nothing was asked again');
  elsewhere.program('security', openKeychain);
  assert.equal(
    (await elsewhere.look({ mayPrompt: true, fresh: true })).of('chrome')?.what,
    digestOf(token),
  );
  assert.deepEqual(place.leftInTemp(), []);
});

test('no key is asked for where no session is stored', async (t) => {
  const place = makeTempHome(t);
  const elsewhere = makeElsewhere(place, 'darwin');
  elsewhere.program('security', openKeychain);
  writeChromiumStore(
    join(place.home, 'Library/Application Support/Google/Chrome/Default/Cookies'),
    [],
    20,
  );
  const { of } = await elsewhere.look({ mayPrompt: true });
  assert.deepEqual(of('chrome'), { kind: 'absent', what: 'no-session' });
  assert.deepEqual(of('arc'), { kind: 'absent', what: 'not-found' });
  assert.deepEqual(elsewhere.started(), []);
});

const safariStore =
  'Library/Containers/com.apple.Safari/Data/Library/Cookies/Cookies.binarycookies';
const soon = { name: 'kimi-auth', expiresAtMs: 2_000_000_000_000 };

test('Safari: the session of any of its profiles, without a prompt', async (t) => {
  const place = makeTempHome(t);
  const elsewhere = makeElsewhere(place, 'darwin');
  const other = {
    domain: '.example.com',
    name: 'kimi-auth',
    value: 'no',
    expiresAtMs: soon.expiresAtMs,
  };
  const profile =
    'Library/Containers/com.apple.Safari/Data/Library/WebKit/WebsiteDataStore/0A1B2C3D-FFFF/Cookies/Cookies.binarycookies';
  writeSafariStore(join(place.home, safariStore), [other]);
  writeSafariStore(join(place.home, profile), [
    other,
    { ...soon, domain: '.kimi.com', value: token },
  ]);
  const before = folderFingerprint(place.home);
  const { of, lines, stdout } = await elsewhere.look({ list: true });
  assert.deepEqual(of('safari'), {
    kind: 'found',
    what: digestOf(token),
    detail: 'Safari (0A1B2C3D)',
  });
  assert.deepEqual(
    lines.filter((line) => line.browser === 'Safari'),
    [
      { browser: 'Safari', profile: 'Default', state: 'no-session' },
      { browser: 'Safari', profile: '0A1B2C3D', state: 'session', expiresAtMs: 2_000_000_000_000 },
    ],
  );
  assert.ok(!stdout.includes(token));
  assert.deepEqual(folderFingerprint(place.home), before);
  assert.deepEqual(place.leftInTemp(), []);
});
