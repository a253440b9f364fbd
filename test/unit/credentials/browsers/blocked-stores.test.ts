import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { BrowserDeps } from '../../../../src/credentials/browsers/session-look.ts';
import type { Commands, Platform } from '../../../../src/host/host.ts';
import { browserMachine } from '../../../support/fakes/stores/browser-machine.ts';
import { writeChromiumStore } from '../../../support/fakes/stores/chromium-store.ts';
import { findIn, tokenIn } from '../../../support/fakes/stores/find-in.ts';
import { writeFirefoxStore } from '../../../support/fakes/stores/firefox-store.ts';
import { kimiToken } from '../../../support/fakes/stores/kimi-token.ts';
import { linuxSession } from '../../../support/fakes/stores/linux-session.ts';
import { writeSafariStore } from '../../../support/fakes/stores/safari-store.ts';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';

/** The same machine, where copying fails as the system says. */
function refusing(deps: BrowserDeps, code: string): BrowserDeps {
  const copyPrivate = async () => {
    throw Object.assign(new Error(`${code}: refused`), { code });
  };
  return { ...deps, files: { ...deps.files, copyPrivate } };
}

function refuseToLook(): never {
  throw Object.assign(new Error('EPERM: refused'), { code: 'EPERM' });
}

function on(t: TestContext, os: Platform['os']) {
  const place = makeTempHome(t);
  return { ...place, deps: browserMachine(place, { os }) };
}

test('Windows keeps a running browser’s store locked: named, and an earlier session still serves', async (t) => {
  const { deps, home } = on(t, 'win32');
  const store = join(home, 'AppData/Roaming/Mozilla/Firefox/Profiles/a.default/cookies.sqlite');
  writeFirefoxStore(store, [{ host: '.kimi.com', value: kimiToken('a') }]);
  for (const code of ['EBUSY', 'EPERM', 'EACCES']) {
    assert.equal(
      tokenIn(await findIn(refusing(deps, code), 'firefox')),
      'blocked: browser-running',
      code,
    );
  }
  assert.equal(tokenIn(await findIn(deps, 'firefox')), kimiToken('a'));
  appendFileSync(store, 'changed since');
  assert.equal(tokenIn(await findIn(refusing(deps, 'EBUSY'), 'firefox')), kimiToken('a'));
  assert.equal(
    tokenIn(await findIn(refusing({ ...deps, fresh: true }, 'EBUSY'), 'firefox')),
    'blocked: browser-running',
  );
});

test('macOS protects Safari’s files: Full Disk Access is missing', async (t) => {
  const { deps, home, leftInTemp } = on(t, 'darwin');
  const cookie = {
    domain: '.kimi.com',
    name: 'kimi-auth',
    value: kimiToken('a'),
    expiresAtMs: 2_000_000_000_000,
  };
  writeSafariStore(
    join(home, 'Library/Containers/com.apple.Safari/Data/Library/Cookies/Cookies.binarycookies'),
    [cookie],
  );
  for (const code of ['EPERM', 'EACCES']) {
    assert.equal(
      tokenIn(await findIn(refusing(deps, code), 'safari')),
      'blocked: full-disk-access',
      code,
    );
  }
  assert.deepEqual(leftInTemp(), []);
});

test('Safari is found even if access to its folder is denied', async (t) => {
  const { deps } = on(t, 'darwin');
  const files = { ...deps.files, facts: refuseToLook, list: refuseToLook };
  assert.equal(tokenIn(await findIn({ ...deps, files }, 'safari')), 'blocked: full-disk-access');
});

test('a store that Linux does not let us read is unreadable', async (t) => {
  const { deps, home } = on(t, 'linux');
  writeChromiumStore(join(home, '.config/chromium/Default/Cookies'), [
    linuxSession(kimiToken('a')),
  ]);
  assert.equal(tokenIn(await findIn(refusing(deps, 'EACCES'), 'chromium')), 'absent: unreadable');
});

test('a problem in one profile hides no session in another, and an empty profile hides no problem', async (t) => {
  const { deps, home } = on(t, 'linux');
  const host = '.kimi.com';
  writeChromiumStore(join(home, '.config/google-chrome/Default/Cookies'), [
    { host, sealed: Buffer.from('v20x'), usedAtMs: 1_794_999_000_000 },
  ]);
  writeChromiumStore(join(home, '.config/google-chrome/Profile 1/Cookies'), []);
  assert.equal(tokenIn(await findIn(deps, 'chrome')), 'blocked: app-bound');
  writeChromiumStore(join(home, '.config/google-chrome/Profile 2/Cookies'), [
    linuxSession(kimiToken('b')),
  ]);
  assert.equal(tokenIn(await findIn(deps, 'chrome')), kimiToken('b'));
});

test('Edge’s key is found under any of the names it has used', async (t) => {
  const { home, deps } = on(t, 'linux');
  writeChromiumStore(join(home, '.config/microsoft-edge/Default/Cookies'), [
    linuxSession(kimiToken('a'), {}, 'key of chromium'),
  ]);
  const commands: Commands = {
    async run(file, args) {
      const application = args.at(-1)?.split(',').at(-1) ?? '';
      const there = application !== 'microsoft-edge';
      const stdout =
        file === 'secret-tool' ? `key of ${application}` : there ? '["/o/1"] []' : '[] []';
      return { kind: 'ran', exitCode: 0, stdout, stderr: '' };
    },
  };
  assert.equal(tokenIn(await findIn({ ...deps, commands }, 'edge')), kimiToken('a'));
});

test('KWallet may open a dialog, so it is used only if prompting is allowed', async (t) => {
  const { home, deps } = on(t, 'linux');
  writeChromiumStore(join(home, '.config/chromium/Default/Cookies'), [
    linuxSession(kimiToken('a'), {}, 'a wallet’s password'),
  ]);
  const kde = { ...deps, env: { XDG_CURRENT_DESKTOP: 'KDE' } };
  assert.equal(tokenIn(await findIn(kde, 'chromium')), 'blocked: needs-person');
});
