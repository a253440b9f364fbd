import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { credentialDigest } from '../../../../src/credentials/credential-digest.ts';
import { Secret } from '../../../../src/domain/secret.ts';
import test, { type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { browsers } from '../../../../src/credentials/browsers/browser-table.ts';
import { openSqlite } from '../../../../src/host/sqlite.ts';
import { noFileRights } from '../../../support/this-system.ts';
import { browserMachine } from '../../../support/fakes/stores/browser-machine.ts';
import {
  writeChromiumStore,
  type ChromiumCookie,
} from '../../../support/fakes/stores/chromium-store.ts';
import { findIn, sourcesOf, tokenIn } from '../../../support/fakes/stores/find-in.ts';
import { writeFirefoxStore } from '../../../support/fakes/stores/firefox-store.ts';
import { folderFingerprint } from '../../../support/fakes/stores/folder-fingerprint.ts';
import { kimiToken } from '../../../support/fakes/stores/kimi-token.ts';
import { linuxSession } from '../../../support/fakes/stores/linux-session.ts';
import { sealByPassword } from '../../../support/fakes/stores/sealed-value.ts';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';

function machine(t: TestContext, stores: Record<string, readonly ChromiumCookie[]>) {
  const place = makeTempHome(t);
  for (const [path, cookies] of Object.entries(stores))
    writeChromiumStore(join(place.home, path), cookies);
  return { ...place, deps: browserMachine(place) };
}

test('browsers are tried in the agreed order, each where the system has it', (t) => {
  assert.deepEqual(
    browsers.map((browser) => browser.name),
    ['Arc', 'Chrome', 'Safari', 'Edge', 'Brave', 'Chromium', 'Firefox'],
  );
  const place = makeTempHome(t);
  const count = (os: 'linux' | 'darwin' | 'win32') =>
    sourcesOf(browserMachine(place, { os })).length;
  assert.deepEqual([count('linux'), count('darwin'), count('win32')], [5, 7, 6]);
});

test('a browser that is not installed is absent, one without a session too', async (t) => {
  const { deps } = machine(t, {
    '.config/google-chrome/Default/Cookies': [{ host: '.example.com', plain: 'x' }],
  });
  assert.deepEqual(await findIn(deps, 'brave'), {
    kind: 'absent',
    location: 'Brave',
    reason: 'not-found',
  });
  const finding = await findIn(deps, 'chrome');
  assert.ok(finding.kind === 'absent' && finding.reason === 'no-session');
  assert.match(finding.location, /^Chrome \(Default\): .*google-chrome[\\/]Default[\\/]Cookies$/);
});

test('the session used last wins among all profiles, and only its token is opened', async (t) => {
  const [old, latest] = [kimiToken('old'), kimiToken('latest')];
  const { deps, home, leftInTemp } = machine(t, {
    '.config/google-chrome/Default/Cookies': [linuxSession(old, { usedAtMs: 1_794_000_000_000 })],
    '.config/google-chrome/Profile 2/Network/Cookies': [
      linuxSession(latest, { host: 'www.kimi.com', usedAtMs: 1_794_900_000_000 }),
    ],
    '.config/google-chrome/Profile 3/Cookies': [linuxSession(old, { usedAtMs: 1_793_000_000_000 })],
  });
  const before = folderFingerprint(home);
  const finding = await findIn(deps, 'chrome');
  assert.equal(tokenIn(finding), latest);
  assert.ok(
    finding.kind === 'found' &&
      finding.credential.kind === 'web' &&
      finding.credential.detail === 'Chrome (Profile 2)',
  );
  assert.equal(
    deps.opened.filter((path) => path.includes('Profile 2')).length,
    2,
    'looked at, then opened',
  );
  assert.equal(deps.opened.length, 4);
  assert.deepEqual(folderFingerprint(home), before);
  assert.deepEqual(leftInTemp(), []);
});

test('copies are private while they are there', { skip: noFileRights }, async (t) => {
  const { deps } = machine(t, {
    '.config/chromium/Default/Cookies': [linuxSession(kimiToken('a'))],
  });
  const modes: number[] = [];
  const watching: typeof openSqlite = (path, options) => {
    modes.push(statSync(dirname(path)).mode & 0o777, statSync(path).mode & 0o777);
    return openSqlite(path, options);
  };
  assert.equal(
    tokenIn(await findIn({ ...deps, openSqlite: watching }, 'chromium')),
    kimiToken('a'),
  );
  assert.deepEqual(modes, [0o700, 0o600, 0o700, 0o600]);
});

test('a finding never shows its token when printed', async (t) => {
  const token = kimiToken('canary');
  const { deps } = machine(t, { '.config/chromium/Default/Cookies': [linuxSession(token)] });
  const finding = await findIn(deps, 'chromium');
  assert.equal(tokenIn(finding), token);
  const printed =
    inspect(finding, { depth: 9, showHidden: true }) + JSON.stringify(finding) + String(finding);
  assert.ok(!printed.includes(token.slice(-20)) && !printed.includes(token.slice(0, 40)));
});

test('sessions past their end are left out, by the cookie and by the token itself', async (t) => {
  const passed = 1_794_999_999_000;
  const { deps } = machine(t, {
    '.config/google-chrome/Default/Cookies': [
      linuxSession(kimiToken('a'), { expiresAtMs: passed }),
    ],
    '.config/google-chrome/Profile 1/Cookies': [linuxSession(kimiToken('b', passed))],
    '.config/chromium/Default/Cookies': [
      linuxSession(kimiToken('dead', passed), { usedAtMs: 1_794_900_000_000 }),
      linuxSession(kimiToken('living'), { host: 'kimi.com', usedAtMs: 1_794_000_000_000 }),
    ],
  });
  assert.equal(tokenIn(await findIn(deps, 'chrome')), 'absent: expired');
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('living'));
});

test('cookies of other names, other hosts and other partitions are not Kimi’s session', async (t) => {
  const { deps } = machine(t, {
    '.config/chromium/Default/Cookies': [
      linuxSession('x', { name: 'theme' }),
      linuxSession(kimiToken('evil'), { host: 'kimi.com.evil.example' }),
      linuxSession(kimiToken('evil'), { host: 'notkimi.com' }),
      linuxSession(kimiToken('framed'), { partition: 'https://elsewhere.example' }),
      { host: '.www.kimi.com' },
    ],
  });
  assert.equal(tokenIn(await findIn(deps, 'chromium')), 'absent: no-session');
});

test('a session that cannot be read is undecryptable, app-bound or unreadable, by its cause', async (t) => {
  const host = '.kimi.com';
  const { deps, home } = machine(t, {
    '.config/google-chrome/Default/Cookies': [
      { host, sealed: sealByPassword({ host, token: kimiToken('a') }, 'v10', 'other', 1) },
    ],
    '.config/chromium/Default/Cookies': [{ host, sealed: Buffer.from('v20whatever-it-is') }],
  });
  const firefox = join(home, '.mozilla/firefox/a.default/cookies.sqlite');
  writeFirefoxStore(firefox, []);
  writeFileSync(firefox, 'not a database at all, but long enough to be looked at');
  assert.equal(tokenIn(await findIn(deps, 'chrome')), 'blocked: undecryptable');
  assert.equal(tokenIn(await findIn(deps, 'chromium')), 'blocked: app-bound');
  assert.equal(tokenIn(await findIn(deps, 'firefox')), 'absent: unreadable');
});

test('a plain value needs no key, and every Firefox container has its own session', async (t) => {
  const { deps, home } = machine(t, {
    '.config/chromium/Default/Cookies': [{ host: '.kimi.com', plain: kimiToken('plain') }],
  });
  assert.equal(tokenIn(await findIn(deps, 'chromium')), kimiToken('plain'));
  writeFirefoxStore(join(home, '.config/mozilla/firefox/a.default/cookies.sqlite'), [
    {
      host: 'www.kimi.com',
      value: kimiToken('boxed'),
      container: '^userContextId=2',
      usedAtMs: 1_794_999_000_000,
    },
    {
      host: 'www.kimi.com',
      value: kimiToken('inside another page'),
      container: '^userContextId=2&partitionKey=%28https%2Cexample.com%29',
      usedAtMs: 1_794_999_500_000,
    },
    {
      host: '.kimi.com',
      value: kimiToken('seconds'),
      usedAtMs: 1_794_000_000_000,
      expiry: 1_900_000_000,
    },
    {
      host: 'kimi.com',
      value: kimiToken('gone'),
      usedAtMs: 1_794_500_000_000,
      expiry: 1_700_000_000_000,
    },
  ]);
  const [boxed, seconds] = [kimiToken('boxed'), kimiToken('seconds')];
  assert.equal(tokenIn(await findIn(deps, 'firefox')), boxed);
  const without = (...tokens: string[]) =>
    findIn(deps, 'firefox', {
      rejected: new Set(tokens.map((token) => credentialDigest(new Secret(token)))),
    });
  assert.equal(tokenIn(await without(boxed)), seconds);
  assert.equal(tokenIn(await without(boxed, seconds)), 'absent: expired');
});

test('every profile has its turn until a session works', async (t) => {
  const { deps } = machine(t, {
    '.config/google-chrome/Default/Cookies': [
      linuxSession(kimiToken('works'), { usedAtMs: 1_794_000_000_000 }),
    ],
    '.config/google-chrome/Profile 1/Cookies': [
      linuxSession(kimiToken('refused'), { usedAtMs: 1_794_999_000_000 }),
    ],
  });
  assert.equal(tokenIn(await findIn(deps, 'chrome')), kimiToken('refused'));
  const rejected = new Set([credentialDigest(new Secret(kimiToken('refused')))]);
  assert.equal(tokenIn(await findIn(deps, 'chrome', { rejected })), kimiToken('works'));
  rejected.add(credentialDigest(new Secret(kimiToken('works'))));
  assert.equal(tokenIn(await findIn(deps, 'chrome', { rejected })), 'absent: no-session');
});

test('an aborted look ends with the reason and leaves nothing behind', async (t) => {
  const { deps, leftInTemp } = machine(t, {
    '.config/chromium/Default/Cookies': [linuxSession(kimiToken('a'))],
  });
  const source = sourcesOf(deps)[3];
  assert.ok(source);
  await assert.rejects(
    source.find({ signal: AbortSignal.abort(new Error('enough')), mayPrompt: false }),
    /enough/,
  );
  assert.deepEqual(leftInTemp(), []);
});
