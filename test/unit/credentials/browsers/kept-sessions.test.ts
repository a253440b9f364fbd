import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { Commands } from '../../../../src/host/host.ts';
import { Secret } from '../../../../src/domain/secret.ts';
import { noFileRights } from '../../../support/this-system.ts';
import { browserMachine } from '../../../support/fakes/stores/browser-machine.ts';
import { writeChromiumStore } from '../../../support/fakes/stores/chromium-store.ts';
import { findIn, tokenIn } from '../../../support/fakes/stores/find-in.ts';
import { kimiToken } from '../../../support/fakes/stores/kimi-token.ts';
import { linuxSession } from '../../../support/fakes/stores/linux-session.ts';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';

const hour = 3_600_000;
const start = 1_795_000_000_000;

/** A signed-in Chromium on Linux; with `password` its session is sealed by the key store that `keyring` plays. */
function signedIn(t: TestContext, token: string, password?: string) {
  const place = makeTempHome(t);
  const store = join(place.home, '.config/chromium/Default/Cookies');
  const sealed = (value: string) => linuxSession(value, {}, password);
  writeChromiumStore(store, [sealed(token)]);
  const now = { ms: start };
  const keyring = { locked: false, personOpens: false, lookups: 0 };
  const deps = browserMachine(place, {
    nowMs: () => now.ms,
    commands: playKeyring(keyring, password ?? ''),
  });
  const rewrite = (value?: string) => {
    writeChromiumStore(`${store}.new`, value === undefined ? [] : [sealed(value)], 50);
    renameSync(`${store}.new`, store);
  };
  return {
    ...place,
    cacheFile: join(place.dataDir, 'web-sessions.json'),
    deps,
    now,
    keyring,
    rewrite,
    store,
  };
}

function playKeyring(
  state: { locked: boolean; personOpens: boolean; lookups: number },
  password: string,
): Commands {
  return {
    async run(file) {
      if (file === 'dbus-send') {
        return {
          kind: 'ran',
          exitCode: 0,
          stdout: state.locked ? 'array [ ] array [ "/o/1" ]' : 'array [ "/o/1" ] array [ ]',
          stderr: '',
        };
      }
      state.lookups += 1;
      const opens = !state.locked || state.personOpens;
      return { kind: 'ran', exitCode: opens ? 0 : 1, stdout: opens ? password : '', stderr: '' };
    },
  };
}

test('a session found once is used without opening the store again, and kept in a private file', async (t) => {
  const { deps, cacheFile } = signedIn(t, kimiToken('a'));
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('a'));
  const copied = deps.opened.length;
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('a'));
  assert.equal(deps.opened.length, copied, 'no file of the browser was read');
  if (noFileRights === false) assert.equal(statSync(cacheFile).mode & 0o777, 0o600);
});

test('that there is no session is remembered as well, until the store changes', async (t) => {
  const { deps, rewrite } = signedIn(t, kimiToken('a'));
  rewrite();
  assert.equal(tokenIn(await findIn(deps, 'chromium')), 'absent: no-session');
  const copied = deps.opened.length;
  assert.equal(tokenIn(await findIn(deps, 'chromium')), 'absent: no-session');
  assert.equal(deps.opened.length, copied);
  rewrite(kimiToken('b'));
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('b'));
});

test('signing out in the browser ends the kept session, and its token leaves the file', async (t) => {
  const { deps, rewrite, cacheFile } = signedIn(t, kimiToken('a'));
  await findIn(deps, 'chromium');
  assert.ok(readFileSync(cacheFile, 'utf8').includes(kimiToken('a')));
  rewrite();
  assert.equal(tokenIn(await findIn(deps, 'chromium')), 'absent: no-session');
  assert.ok(!readFileSync(cacheFile, 'utf8').includes(kimiToken('a')));
});

test('a kept session ends with its token, and with its profile', async (t) => {
  const { deps, now, cacheFile, store } = signedIn(t, kimiToken('a', start + hour));
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('a', start + hour));
  now.ms += hour;
  assert.equal(tokenIn(await findIn(deps, 'chromium')), 'absent: expired');
  assert.ok(!readFileSync(cacheFile, 'utf8').includes(kimiToken('a', start + hour)));
  rmSync(store);
  writeChromiumStore(join(store, '../../Profile 1/Cookies'), []);
  await findIn(deps, 'chromium');
  assert.ok(!readFileSync(cacheFile, 'utf8').includes('Default'));
});

test('forget drops one token, clear drops everything', async (t) => {
  const { deps, cacheFile, dataDir } = signedIn(t, kimiToken('a'));
  await findIn(deps, 'chromium');
  await deps.cache.forget(new Secret('another'));
  assert.ok(readFileSync(cacheFile, 'utf8').includes(kimiToken('a')));
  await deps.cache.forget(new Secret(kimiToken('a')));
  assert.ok(!readFileSync(cacheFile, 'utf8').includes(kimiToken('a')));
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('a'), 'the browser still has it');
  await deps.cache.clear();
  assert.throws(() => statSync(join(dataDir, 'web-sessions.json')), /ENOENT/);
  await deps.cache.clear();
});

test('a fresh look opens the stores again', async (t) => {
  const { deps } = signedIn(t, kimiToken('a'));
  await findIn(deps, 'chromium');
  const copied = deps.opened.length;
  assert.equal(tokenIn(await findIn({ ...deps, fresh: true }, 'chromium')), kimiToken('a'));
  assert.equal(deps.opened.length, copied + 2);
});

test('an unreadable or unwritable file is done without', async (t) => {
  const { deps, cacheFile, dataDir } = signedIn(t, kimiToken('a'));
  await findIn(deps, 'chromium');
  for (const text of ['{"version":1,"stores":[]}', 'not json', '{"version":9}', '']) {
    writeFileSync(cacheFile, text);
    assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('a'), text);
  }
  rmSync(dataDir, { recursive: true });
  writeFileSync(dataDir, 'a file where the folder should be');
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('a'));
});

test('a sealed session asks the key store once; the same sealed value never again', async (t) => {
  const { deps, keyring, store } = signedIn(t, kimiToken('a'), 'secret of the key store');
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('a'));
  const bytes = readFileSync(store);
  writeFileSync(store, bytes);
  keyring.locked = true;
  assert.equal(
    tokenIn(await findIn(deps, 'chromium')),
    kimiToken('a'),
    'the store changed, the session did not',
  );
  assert.equal(keyring.lookups, 1);
});

test('with the key store locked an earlier session serves, until the service refuses it', async (t) => {
  const { deps, keyring, rewrite } = signedIn(t, kimiToken('a'), 'secret of the key store');
  await findIn(deps, 'chromium');
  keyring.locked = true;
  rewrite(kimiToken('b'));
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('a'));
  await deps.cache.forget(new Secret(kimiToken('a')));
  assert.equal(tokenIn(await findIn(deps, 'chromium')), 'blocked: keyring-locked');
  assert.equal(keyring.lookups, 1, 'nobody was asked for a password');
  keyring.locked = false;
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('b'));
});

test('after a denial there is no prompt for six hours, unless the user asks for the browsers', async (t) => {
  const { deps, keyring, now, home } = signedIn(t, kimiToken('a'), 'secret of the key store');
  keyring.locked = true;
  assert.equal(
    tokenIn(await findIn(deps, 'chromium', { mayPrompt: true })),
    'blocked: keyring-locked',
  );
  assert.equal(keyring.lookups, 1);
  now.ms += 6 * hour - 1;
  assert.equal(
    tokenIn(await findIn(deps, 'chromium', { mayPrompt: true })),
    'blocked: keyring-locked',
  );
  assert.equal(keyring.lookups, 1);
  assert.equal(
    tokenIn(await findIn({ ...deps, fresh: true }, 'chromium')),
    'blocked: keyring-locked',
  );
  assert.equal(keyring.lookups, 1, 'a background run never asks');
  await findIn({ ...deps, fresh: true }, 'chromium', { mayPrompt: true });
  assert.equal(keyring.lookups, 2);
  writeChromiumStore(join(home, '.config/BraveSoftware/Brave-Browser/Default/Cookies'), [
    linuxSession(kimiToken('b'), {}, 'another'),
  ]);
  assert.equal(
    tokenIn(await findIn(deps, 'brave', { mayPrompt: true })),
    'blocked: keyring-locked',
  );
  assert.equal(keyring.lookups, 2, 'it is the same key store');
  now.ms += 6 * hour;
  keyring.personOpens = true;
  assert.equal(tokenIn(await findIn(deps, 'chromium', { mayPrompt: true })), kimiToken('a'));
});

test('a denial noted by a clock that was ahead does not prevent prompts', async (t) => {
  const { deps, keyring, now } = signedIn(t, kimiToken('a'), 'secret of the key store');
  keyring.locked = true;
  await findIn(deps, 'chromium', { mayPrompt: true });
  now.ms -= 1;
  await findIn(deps, 'chromium', { mayPrompt: true });
  assert.equal(keyring.lookups, 2);
});
