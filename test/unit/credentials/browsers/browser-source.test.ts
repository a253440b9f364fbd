import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { createBrowserSources } from '../../../../src/credentials/browsers/browser-source.ts';
import { browsers } from '../../../../src/credentials/browsers/browser-table.ts';
import type { BrowserDeps } from '../../../../src/credentials/browsers/session-look.ts';
import type { Finding } from '../../../../src/credentials/credential.ts';
import { browserMachine } from './stores/browser-machine.ts';
import { writeChromiumStore, type ChromiumCookie } from './stores/chromium-store.ts';
import { writeFirefoxStore } from './stores/firefox-store.ts';
import { folderFingerprint } from './stores/folder-fingerprint.ts';
import { kimiToken } from './stores/kimi-token.ts';
import { sealByPassword } from './stores/sealed-value.ts';
import { makeTempHome } from './stores/temp-home.ts';

const ask = { signal: new AbortController().signal, mayPrompt: false };

/** A session as Chromium on Linux stores it where there is no key store. */
function session(token: string, more: Partial<ChromiumCookie> = {}): ChromiumCookie {
  const host = more.host ?? '.kimi.com';
  return { host, sealed: sealByPassword({ host, token }, 'v10', 'peanuts', 1), ...more };
}

function find(deps: BrowserDeps, name: string): Promise<Finding> {
  const known = browsers.filter((browser) => browser.roots[deps.platform.os].length > 0);
  const source = createBrowserSources(deps)[known.findIndex((browser) => browser.name === name)];
  assert.ok(source);
  return source.find(ask);
}

function tokenOf(finding: Finding): string {
  assert.equal(finding.kind, 'found');
  assert.ok(finding.kind === 'found' && finding.credential.kind === 'web');
  return finding.credential.secret.open();
}

function machine(t: TestContext, stores: Record<string, readonly ChromiumCookie[]>) {
  const place = makeTempHome(t);
  for (const [path, cookies] of Object.entries(stores)) writeChromiumStore(join(place.home, path), cookies);
  return { ...place, deps: browserMachine(place) };
}

test('browsers are tried in the agreed order, each where the system has it', () => {
  assert.deepEqual(
    browsers.map((browser) => browser.name),
    ['Arc', 'Chrome', 'Safari', 'Edge', 'Brave', 'Chromium', 'Firefox'],
  );
});

test('a browser that is not installed is absent, one without a session too', async (t) => {
  const { deps } = machine(t, { '.config/google-chrome/Default/Cookies': [{ host: '.example.com', plain: 'x' }] });
  assert.deepEqual(await find(deps, 'Brave'), { kind: 'absent', looked: 'Brave', reason: 'not-found' });
  const finding = await find(deps, 'Chrome');
  assert.ok(finding.kind === 'absent' && finding.reason === 'no-session');
  assert.match(finding.looked, /^Chrome \(Default\): .*google-chrome\/Default\/Cookies$/);
});

test('the session used last wins among all profiles, and only its token is opened', async (t) => {
  const [old, latest] = [kimiToken('old'), kimiToken('latest')];
  const { deps, home, leftInTemp } = machine(t, {
    '.config/google-chrome/Default/Cookies': [session(old, { usedAtMs: 1_794_000_000_000 })],
    '.config/google-chrome/Profile 2/Network/Cookies': [session(latest, { host: 'www.kimi.com', usedAtMs: 1_794_900_000_000 })],
    '.config/google-chrome/Profile 3/Cookies': [session(old, { usedAtMs: 1_793_000_000_000 })],
  });
  const before = folderFingerprint(home);
  const finding = await find(deps, 'Chrome');
  assert.equal(tokenOf(finding), latest);
  assert.ok(finding.kind === 'found' && finding.credential.kind === 'web' && finding.credential.detail === 'Chrome (Profile 2)');
  assert.deepEqual(folderFingerprint(home), before);
  assert.deepEqual(leftInTemp(), []);
});

test('a finding never shows its token when printed', async (t) => {
  const token = kimiToken('canary');
  const { deps } = machine(t, { '.config/chromium/Default/Cookies': [session(token)] });
  const finding = await find(deps, 'Chromium');
  assert.equal(tokenOf(finding), token);
  const printed = inspect(finding, { depth: 9, showHidden: true }) + JSON.stringify(finding) + String(finding);
  assert.ok(!printed.includes(token.slice(-20)) && !printed.includes(token.slice(0, 40)));
});

test('sessions past their end are left out, by the cookie and by the token itself', async (t) => {
  const passed = 1_794_999_999_000;
  const { deps } = machine(t, {
    '.config/google-chrome/Default/Cookies': [session(kimiToken('a'), { expiresAtMs: passed })],
    '.config/google-chrome/Profile 1/Cookies': [session(kimiToken('b', passed))],
  });
  const finding = await find(deps, 'Chrome');
  assert.ok(finding.kind === 'absent' && finding.reason === 'expired');
  const living = machine(t, {
    '.config/chromium/Default/Cookies': [
      session(kimiToken('dead', passed), { usedAtMs: 1_794_900_000_000 }),
      session(kimiToken('living'), { host: 'kimi.com', usedAtMs: 1_794_000_000_000 }),
    ],
  });
  assert.equal(tokenOf(await find(living.deps, 'Chromium')), kimiToken('living'));
});

test('cookies of other names, other hosts and other partitions are not Kimi’s session', async (t) => {
  const { deps } = machine(t, {
    '.config/chromium/Default/Cookies': [
      session('x', { name: 'theme' }),
      session(kimiToken('evil'), { host: 'kimi.com.evil.example' }),
      session(kimiToken('evil'), { host: 'notkimi.com' }),
      session(kimiToken('framed'), { partition: 'https://elsewhere.example' }),
      { host: '.www.kimi.com' },
    ],
  });
  const finding = await find(deps, 'Chromium');
  assert.ok(finding.kind === 'absent' && finding.reason === 'no-session');
});

test('what no key opens is undecryptable, what is no database unreadable; a v20 session is bound to its browser', async (t) => {
  const host = '.kimi.com';
  const { deps, home } = machine(t, {
    '.config/google-chrome/Default/Cookies': [{ host, sealed: sealByPassword({ host, token: kimiToken('a') }, 'v10', 'other', 1) }],
    '.config/chromium/Default/Cookies': [{ host, sealed: Buffer.from('v20whatever-it-is') }],
  });
  writeFirefoxStore(join(home, '.mozilla/firefox/a.default/cookies.sqlite'), []);
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(home, '.mozilla/firefox/a.default/cookies.sqlite'), 'not a database at all, but long enough to be looked at');
  const [chrome, chromium, firefox] = [await find(deps, 'Chrome'), await find(deps, 'Chromium'), await find(deps, 'Firefox')];
  assert.ok(chrome.kind === 'blocked' && chrome.reason === 'undecryptable');
  assert.ok(chromium.kind === 'blocked' && chromium.reason === 'app-bound');
  assert.ok(firefox.kind === 'absent' && firefox.reason === 'unreadable');
});

test('a plain value needs no key, a container’s session is not the person’s', async (t) => {
  const { deps, home } = machine(t, { '.config/chromium/Default/Cookies': [{ host: '.kimi.com', plain: kimiToken('plain') }] });
  assert.equal(tokenOf(await find(deps, 'Chromium')), kimiToken('plain'));
  writeFirefoxStore(join(home, '.config/mozilla/firefox/a.default/cookies.sqlite'), [
    { host: 'www.kimi.com', value: kimiToken('boxed'), container: '^userContextId=2', usedAtMs: 1_794_999_000_000 },
    { host: '.kimi.com', value: kimiToken('seconds'), usedAtMs: 1_794_000_000_000, expiry: 1_900_000_000 },
    { host: 'kimi.com', value: kimiToken('gone'), usedAtMs: 1_794_500_000_000, expiry: 1_700_000_000_000 },
  ]);
  assert.equal(tokenOf(await find(deps, 'Firefox')), kimiToken('seconds'));
});

test('an aborted look ends with the reason and leaves nothing behind', async (t) => {
  const { deps, leftInTemp } = machine(t, { '.config/chromium/Default/Cookies': [session(kimiToken('a'))] });
  const source = createBrowserSources(deps)[4];
  assert.ok(source);
  await assert.rejects(source.find({ ...ask, signal: AbortSignal.abort(new Error('enough')) }), /enough/);
  assert.deepEqual(leftInTemp(), []);
});
