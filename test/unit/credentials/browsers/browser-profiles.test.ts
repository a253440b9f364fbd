import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { type TestContext } from 'node:test';
import {
  findProfiles,
  profileLabel,
} from '../../../../src/credentials/browsers/browser-profiles.ts';
import { browsers, type BrowserId } from '../../../../src/credentials/browsers/browser-table.ts';
import { createNodeFiles } from '../../../../src/host/files/node-files.ts';
import { openSqlite } from '../../../../src/host/sqlite.ts';
import type { Env, Platform } from '../../../../src/host/host.ts';
import { appDataIn } from '../../../support/fakes/app-data-in.ts';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';
import { noPosixPaths } from '../../../support/this-system.ts';

/** Finds a browser's profiles below a home with the given files; labels and paths from there, with `/` on every system. */
async function found(
  t: TestContext,
  os: Platform['os'],
  id: BrowserId,
  paths: readonly string[],
  env: (home: string) => Env = () => ({}),
) {
  const { home, temp } = makeTempHome(t);
  for (const file of paths) {
    const [path = '', text = ''] = file.split(' <- ');
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text.replaceAll('|', '\n'));
  }
  return profilesIn({ home, temp, os }, id, env(home));
}

async function profilesIn(
  { home, temp, os }: { home: string; temp: string; os: Platform['os'] },
  id: BrowserId,
  env: Env = {},
): Promise<string[]> {
  const platform: Platform = { os, homeDir: home, tempDir: temp, pid: 1 };
  const browser = browsers.find((one) => one.id === id);
  assert.ok(browser);
  const files = createNodeFiles(platform);
  const environment = { ...appDataIn(home, os), ...env };
  const profiles = await findProfiles(
    { files, platform, env: environment, openSqlite, site: 'mainland' },
    browser,
    AbortSignal.timeout(60_000),
  );
  return profiles.map(
    (profile) =>
      `${profileLabel(profile)} ${relative(home, profile.storePath).replaceAll(sep, '/')}`,
  );
}

test('all profiles of a Chromium browser, the default first, each with its newer store', async (t) => {
  const root = '.config/google-chrome';
  const files = [
    'Profile 10/Cookies',
    'Profile 2/Network/Cookies',
    'Profile 2/Cookies',
    'Default/Cookies',
    'Local State',
  ];
  assert.deepEqual(
    await found(t, 'linux', 'chrome', [
      ...files.map((file) => `${root}/${file}`),
      `${root}/Crashpad/settings.dat`,
    ]),
    [
      `Chrome (Default) ${root}/Default/Cookies`,
      `Chrome (Profile 2) ${root}/Profile 2/Network/Cookies`,
      `Chrome (Profile 10) ${root}/Profile 10/Cookies`,
    ],
  );
});

test('snap and flatpak homes are further installs of the same browser', async (t) => {
  const snap = 'snap/chromium/common/chromium/Default/Cookies';
  const flatpak = '.var/app/org.chromium.Chromium/config/chromium/Default/Network/Cookies';
  assert.deepEqual(await found(t, 'linux', 'chromium', [snap, flatpak]), [
    `Chromium (Default, snap) ${snap}`,
    `Chromium (Default, flatpak) ${flatpak}`,
  ]);
  const brave = 'snap/brave/current/.config/BraveSoftware/Brave-Browser/Default/Cookies';
  assert.deepEqual(await found(t, 'linux', 'brave', [brave]), [`Brave (Default, snap) ${brave}`]);
});

test(
  'XDG_CONFIG_HOME moves the profiles, a relative one does not',
  { skip: noPosixPaths },
  async (t) => {
    const files = ['conf/microsoft-edge/Default/Cookies', '.config/microsoft-edge/Default/Cookies'];
    assert.deepEqual(
      await found(t, 'linux', 'edge', files, (home) => ({ XDG_CONFIG_HOME: join(home, 'conf') })),
      [`Edge (Default) ${files[0]}`],
    );
    assert.deepEqual(await found(t, 'linux', 'edge', files, () => ({ XDG_CONFIG_HOME: 'conf' })), [
      `Edge (Default) ${files[1]}`,
    ]);
  },
);

test('Windows: profiles are below LOCALAPPDATA and APPDATA', async (t) => {
  const chrome = 'AppData/Local/Google/Chrome/User Data/Default/Network/Cookies';
  assert.deepEqual(await found(t, 'win32', 'chrome', [chrome]), [`Chrome (Default) ${chrome}`]);
  const moved = 'Elsewhere/Google/Chrome/User Data/Default/Network/Cookies';
  assert.deepEqual(
    await found(t, 'win32', 'chrome', [chrome, moved], (home) => ({
      LOCALAPPDATA: join(home, 'Elsewhere'),
    })),
    [`Chrome (Default) ${moved}`],
  );
  const arc =
    'AppData/Local/Packages/TheBrowserCompany.Arc_ttt1ap7aakyb4/LocalCache/Local/Arc/User Data/Default/Network/Cookies';
  assert.deepEqual(await found(t, 'win32', 'arc', [arc]), [`Arc (Default, store) ${arc}`]);
});

test('Firefox: the install’s own default first, names as given, absolute and vanished folders', async (t) => {
  const root = '.config/mozilla/firefox';
  const ini =
    '[Install4F96D1932A9F858E]|Default=bbb.work|Locked=1||[Profile2]|Name=old|IsRelative=1|Path=ccc.old|Default=1||' +
    '[Profile1]|Name=Work|IsRelative=1|Path=bbb.work||[Profile0]|Name=plain|IsRelative=1|Path=aaa.plain||[Profile3]|Name=gone|Path=ddd';
  const stores = ['aaa.plain', 'bbb.work', 'ccc.old', 'zzz.unlisted'].map(
    (name) => `${root}/${name}/cookies.sqlite`,
  );
  assert.deepEqual(
    await found(t, 'linux', 'firefox', [`${root}/profiles.ini <- ${ini}`, ...stores]),
    [
      `Firefox (Work) ${root}/bbb.work/cookies.sqlite`,
      `Firefox (old) ${root}/ccc.old/cookies.sqlite`,
      `Firefox (plain) ${root}/aaa.plain/cookies.sqlite`,
    ],
  );
});

test('Firefox: installs.ini names the default, without profiles.ini the folders do', async (t) => {
  const root = '.mozilla/firefox';
  const ini = '[Profile0]|Name=a|Path=a|[Profile1]|Name=b|Path=b';
  const stores = ['a', 'b'].map((name) => `${root}/${name}/cookies.sqlite`);
  assert.deepEqual(
    await found(t, 'linux', 'firefox', [
      `${root}/profiles.ini <- ${ini}`,
      `${root}/installs.ini <- [X]|Default=b`,
      ...stores,
    ]),
    [`Firefox (b) ${stores[1]}`, `Firefox (a) ${stores[0]}`],
  );
  assert.deepEqual(await found(t, 'linux', 'firefox', stores), [
    `Firefox (a) ${stores[0]}`,
    `Firefox (b) ${stores[1]}`,
  ]);
  const mac = 'Library/Application Support/Firefox/Profiles/x.default-release/cookies.sqlite';
  assert.deepEqual(await found(t, 'darwin', 'firefox', [mac]), [
    `Firefox (x.default-release) ${mac}`,
  ]);
});

test('Firefox: lists that can not be read are done without', async (t) => {
  const root = '.mozilla/firefox';
  const files = [
    `${root}/profiles.ini/not-a-file <- x`,
    `${root}/installs.ini/not-a-file <- x`,
    `${root}/a/cookies.sqlite`,
  ];
  assert.deepEqual(await found(t, 'linux', 'firefox', files), [
    `Firefox (a) ${root}/a/cookies.sqlite`,
  ]);
});

test('Firefox: the profiles of a group, which profiles.ini does not list', async (t) => {
  const root = '.mozilla/firefox';
  const { home, temp } = makeTempHome(t);
  const ini = '[Profile0]\nName=default-release\nIsRelative=1\nPath=abc.default\nStoreID=1a2b';
  for (const name of ['abc.default', 'xyz.Work'])
    mkdirSync(join(home, root, name), { recursive: true });
  for (const name of ['abc.default', 'xyz.Work'])
    writeFileSync(join(home, root, name, 'cookies.sqlite'), '');
  writeFileSync(join(home, root, 'profiles.ini'), ini);
  mkdirSync(join(home, root, 'Profile Groups'));
  const group = new DatabaseSync(join(home, root, 'Profile Groups/1a2b.sqlite'));
  group.exec(`CREATE TABLE Profiles (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
    INSERT INTO Profiles (path, name) VALUES ('abc.default', 'Original profile'), ('xyz.Work', 'Work'), ('gone', 'Gone')`);
  group.close();
  writeFileSync(join(home, root, 'Profile Groups/broken.sqlite'), 'no database, but long enough');
  assert.deepEqual(await profilesIn({ home, temp, os: 'linux' }, 'firefox'), [
    `Firefox (default-release) ${root}/abc.default/cookies.sqlite`,
    `Firefox (Work) ${root}/xyz.Work/cookies.sqlite`,
  ]);
});

test('Safari: its own store, its profiles’, and the place of old versions', async (t) => {
  const data = 'Library/Containers/com.apple.Safari/Data/Library';
  const own = `${data}/Cookies/Cookies.binarycookies`;
  const profile = `${data}/WebKit/WebsiteDataStore/ABCDEF01-2345/Cookies/Cookies.binarycookies`;
  assert.deepEqual(await found(t, 'darwin', 'safari', [own, profile]), [
    `Safari (Default) ${own}`,
    `Safari (ABCDEF01) ${profile}`,
  ]);
  const old = 'Library/Cookies/Cookies.binarycookies';
  assert.deepEqual(await found(t, 'darwin', 'safari', [old]), [`Safari (Default) ${old}`]);
});
