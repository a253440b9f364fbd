import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { BrowserDeps } from '../../../src/credentials/browsers/session-look.ts';
import { browserMachine } from '../../support/fakes/stores/browser-machine.ts';
import { folderFingerprint } from '../../support/fakes/stores/folder-fingerprint.ts';
import { kimiToken } from '../../support/fakes/stores/kimi-token.ts';
import { makeTempHome, type TempHome } from '../../support/fakes/stores/temp-home.ts';
import { chromiumPath, startChromium } from './chromium.ts';
import { findIn, tokenIn } from '../../support/fakes/stores/find-in.ts';
import { missingKeyringTool, startKeyring } from './keyring.ts';
import { startKimiSite } from './kimi-site.ts';
import { untilFound } from './until.ts';
import { testTimeoutMs } from '../../support/until.ts';

const noChromium = chromiumPath === undefined && 'needs the package chromium';
const missing = missingKeyringTool();
const noKeyring =
  noChromium ||
  (missing !== undefined && `needs ${missing} (packages dbus gnome-keyring libsecret-tools)`);

const layouts = {
  chrome: 'google-chrome',
  brave: 'BraveSoftware/Brave-Browser',
  edge: 'microsoft-edge',
} as const;

/** Signs a real Chromium in, finds the session while it runs, lets it end and finds it again. */
async function signInAndFind(
  place: TempHome,
  deps: BrowserDeps,
  keyStore: 'basic' | 'gnome-libsecret',
): Promise<string> {
  const { home } = place;
  const token = kimiToken(keyStore);
  const site = await startKimiSite(place, token);
  const userDataFolder = join(home, '.config/chromium');
  mkdirSync(userDataFolder, { recursive: true });
  const chromium = await startChromium(place, {
    userDataFolder,
    sitePort: site.port,
    keyStore,
    env: deps.env,
  });
  await chromium.visit('https://www.kimi.com/code/console');
  const profile = join(userDataFolder, 'Default');
  // Half a minute may pass before it writes by itself; 600 further cookies make it write at once.
  await chromium.visit('https://filler.example/');
  const names = () => readdirSync(profile).filter((name) => name.startsWith('Cookies'));
  const running = await untilFound(profile, async () => {
    const finding = await findIn(deps, 'chromium');
    return finding.kind === 'absent' ? undefined : { finding, names: names() };
  });
  assert.equal(tokenIn(running.finding), token, 'while Chromium runs');
  assert.deepEqual(
    running.names.filter((name) => name !== 'Cookies' && name !== 'Cookies-journal'),
    [],
  );

  await chromium.close();
  await deps.cache.clear();
  const before = folderFingerprint(home);
  assert.equal(tokenIn(await findIn(deps, 'chromium')), token, 'after Chromium ended');
  assert.deepEqual(folderFingerprint(home), before);
  return token;
}

/** Puts Chromium's own files where another browser of its family keeps them. */
function layOutAs(home: string, folder: string): void {
  cpSync(join(home, '.config/chromium/Default'), join(home, '.config', folder, 'Default'), {
    recursive: true,
  });
}

test(
  'a real Chromium without a key store: found while it runs and after',
  { skip: noChromium, timeout: testTimeoutMs },
  async (t) => {
    const place = makeTempHome(t);
    const env = { PATH: process.env['PATH'], HOME: place.home };
    const deps = browserMachine(place, { env });
    const token = await signInAndFind(place, deps, 'basic');
    for (const [id, folder] of Object.entries(layouts)) {
      layOutAs(place.home, folder);
      assert.equal(tokenIn(await findIn(deps, id as keyof typeof layouts)), token, id);
    }
    assert.deepEqual(place.leftInTemp(), []);
  },
);

test(
  "a real Chromium's local storage of kimi.ai: found while it runs and after",
  { skip: noChromium, timeout: testTimeoutMs },
  async (t) => {
    const place = makeTempHome(t);
    const env = { PATH: process.env['PATH'], HOME: place.home };
    const deps = browserMachine(place, { env, site: 'global' });
    const token = kimiToken('local storage');
    const site = await startKimiSite(place, token);
    const userDataFolder = join(place.home, '.config/chromium');
    const folder = join(userDataFolder, 'Default/Local Storage/leveldb');
    mkdirSync(folder, { recursive: true });
    const launch = { userDataFolder, sitePort: site.port, keyStore: 'basic', env } as const;

    const first = await startChromium(place, launch);
    await first.visit('https://www.kimi.ai/');
    const running = await untilFound(folder, async () => {
      const finding = await findIn(deps, 'chromium');
      return finding.kind === 'absent' ? undefined : finding;
    });
    assert.equal(tokenIn(running), token, 'while Chromium runs');
    assert.ok(running.kind === 'found' && running.credential.kind === 'web');
    assert.equal(running.credential.detail, 'Chromium (Default, local storage)');
    await first.close();
    await deps.cache.clear();
    const before = folderFingerprint(place.home);
    assert.equal(tokenIn(await findIn(deps, 'chromium')), token, 'after Chromium ended');
    assert.deepEqual(folderFingerprint(place.home), before);

    // Chromium turns a log of more than 4 MiB into a table when it opens the log again.
    const names = () => readdirSync(folder);
    for (let starts = 1; !names().some((name) => name.endsWith('.ldb')); starts += 1) {
      assert.ok(starts <= 50, `no table: ${names()}`);
      const again = await startChromium(place, launch);
      await again.visit('https://full.example/');
      await again.close();
    }
    await deps.cache.clear();
    for (const log of names().filter((name) => name.endsWith('.log'))) rmSync(join(folder, log));
    assert.equal(tokenIn(await findIn(deps, 'chromium')), token, 'in a table');
    assert.deepEqual(place.leftInTemp(), []);
  },
);

test(
  'a real Chromium with GNOME Keyring: found while open, named when locked',
  { skip: noKeyring, timeout: testTimeoutMs },
  async (t) => {
    const place = makeTempHome(t);
    const keyring = await startKeyring(place);
    const env = { ...keyring.env, HOME: place.home };
    const deps = browserMachine(place, { env });
    const token = await signInAndFind(place, deps, 'gnome-libsecret');
    for (const [id, folder] of Object.entries(layouts)) {
      layOutAs(place.home, folder);
      keyring.shareKey('chromium', id === 'edge' ? 'msedge' : id);
      assert.equal(tokenIn(await findIn(deps, id as keyof typeof layouts)), token, id);
    }

    keyring.lock();
    assert.equal(
      tokenIn(await findIn(deps, 'chromium')),
      token,
      'a session found before needs no key',
    );
    await deps.cache.clear();
    const before = folderFingerprint(place.home);
    for (const id of ['chromium', 'chrome', 'brave', 'edge'] as const) {
      assert.equal(tokenIn(await findIn(deps, id)), 'blocked: keyring-locked', id);
    }
    const asked = (await keyring.trafficSinceLock())
      .split('\n')
      .map((line) => line.split('\t').at(-1));
    assert.ok(asked.includes('SearchItems'));
    assert.deepEqual(
      asked.filter((member) => /Unlock|Prompt|GetSecret/.test(member ?? '')),
      [],
      'nothing asked for a password',
    );
    assert.equal(
      tokenIn(await findIn(deps, 'chromium', { mayPrompt: true })),
      'blocked: keyring-locked',
      'asked, but nobody answers on this bus',
    );
    assert.deepEqual(folderFingerprint(place.home), before);
    assert.deepEqual(place.leftInTemp(), []);
  },
);

test(
  'an encrypted session without a reachable key store says so',
  { skip: noKeyring, timeout: testTimeoutMs },
  async (t) => {
    const place = makeTempHome(t);
    const keyring = await startKeyring(place);
    await signInAndFind(
      place,
      browserMachine(place, { env: { ...keyring.env, HOME: place.home } }),
      'gnome-libsecret',
    );
    const nowhere = {
      PATH: process.env['PATH'],
      HOME: place.home,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${place.temp}/none`,
    };
    const deps = browserMachine(place, { env: nowhere });
    await deps.cache.clear();
    assert.equal(tokenIn(await findIn(deps, 'chromium')), 'blocked: keyring-missing');
  },
);
