import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { loadSettings } from '../../../src/config/load-settings.ts';
import type { Env } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { noLinks } from '../../support/this-system.ts';

const usualEvents = [
  'quota-low',
  'quota-exhausted',
  'quota-restored',
  'will-run-out',
  'credential-lost',
  'credential-recovered',
  'service-failing',
  'service-recovered',
  'price-changed',
];

const alwaysOn = {
  refresh: { cadence: 5 },
  notifications: {
    enabled: true,
    thresholds: [50, 20, 10],
    lowIfLasting: false,
    events: usualEvents,
    targets: [],
  },
  server: { host: '127.0.0.1', port: 8737, metricsAccountNames: false },
  tray: { title: 'icon', panel: 'auto', colour: 'alert' },
  export: { enabled: false, projects: false },
  fleet: {},
  hooks: { rules: [] },
};

const canary = 'sk-kimi-CANARY0123456789';

function hostIn(home: string, env: Env = {}) {
  return createNodeHost({
    env: { HOME: home, USERPROFILE: home, APPDATA: join(home, '.config'), ...env },
  });
}

test('without a file the defaults apply', async (t) => {
  const home = tempFolder(t);
  const loaded = await loadSettings(hostIn(home));
  assertSame(loaded.settings, {
    provider: { enabled: true, source: 'auto', cookieSource: 'auto', region: 'auto', accounts: [] },
    statusPage: true,
    updates: { notice: true },
    display: { meters: 'left' },
    ...alwaysOn,
  });
  assert.equal(loaded.path, join(home, '.config', 'kimibar', 'config.json'));
  assert.equal(loaded.fileExists, false);
  assert.ok(Object.values(loaded.origins).every(({ from }) => from === 'default'));
});

test('the file wins over defaults, the environment over the file, and each origin is known', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  const file = {
    version: 1,
    language: 'en',
    display: { meters: 'used' },
    providers: [
      { id: 'other', source: 42 },
      {
        id: 'kimi',
        enabled: false,
        source: 'api',
        cookieSource: 'off',
        region: 'global',
        apiKey: ` "${canary}" `,
        cookieHeader: null,
        accounts: [
          { name: ' work ', apiKey: 'sk-kimi-work', region: 'mainland' },
          { name: 'home', apiKey: '', region: null },
        ],
      },
    ],
    somethingNew: { a: 1 },
  };
  writeFileSync(path, JSON.stringify(file));
  const env = {
    KIMIBAR_CONFIG: path,
    KIMIBAR_LANG: 'zh_CN.UTF-8',
    KIMI_CODE_BASE_URL: '"https://x.example"',
    KIMI_CODE_API_KEY: 'from-env',
  };
  const { settings, origins, fileExists } = await loadSettings(hostIn('/nowhere', env));
  assert.equal(fileExists, true);
  const { apiKey, accounts, ...provider } = settings.provider;
  assertSame(provider, {
    enabled: false,
    source: 'api',
    cookieSource: 'off',
    region: 'global',
  });
  assert.equal(apiKey?.open(), canary);
  assertSame(
    accounts.map((account) => [account.name, account.apiKey?.open(), account.region]),
    [
      ['work', 'sk-kimi-work', 'mainland'],
      ['home', undefined, 'auto'],
    ],
  );
  assert.equal(settings.language, 'zh-CN');
  assert.equal(settings.display.meters, 'used');
  assert.equal(settings.codeBaseUrl, 'https://x.example');
  assertSame(origins.source, { from: 'file' });
  assertSame(origins.cookieHeader, { from: 'default' });
  assertSame(origins.language, { from: 'environment', variable: 'KIMIBAR_LANG' });
  assert.equal(settings.languageFixedBy, 'KIMIBAR_LANG');
  assertSame(origins.codeBaseUrl, { from: 'environment', variable: 'KIMI_CODE_BASE_URL' });
  assertSame(origins.webBaseUrl, { from: 'default' });
});

test('null means unset, and the language auto follows the system', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(
    path,
    '{"version":null,"language":"auto","display":null,"providers":[{"id":"kimi","source":null,"accounts":null}]}',
  );
  const { settings } = await loadSettings(hostIn('/nowhere'), { path });
  assert.equal(settings.language, undefined);
  assert.equal(settings.provider.source, 'auto');
  const german = await loadSettings(hostIn('/nowhere', { KIMIBAR_LANG: 'de_DE' }), { path });
  assert.equal(german.settings.language, 'en');
});

test('a byte-order mark and Windows line ends are fine', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(
    path,
    '\uFEFF{\r\n  "providers": [\r\n    {"id": "kimi", "source": "web"}\r\n  ]\r\n}\r\n',
  );
  assert.equal((await loadSettings(hostIn('/nowhere'), { path })).settings.provider.source, 'web');
});

test('a link to a config file is read', { skip: noLinks }, async (t) => {
  const folder = tempFolder(t);
  writeFileSync(join(folder, 'real.json'), '{"display":{"meters":"used"}}');
  symlinkSync(join(folder, 'real.json'), join(folder, 'config.json'));
  assert.equal(
    (await loadSettings(hostIn('/nowhere'), { path: join(folder, 'config.json') })).settings.display
      .meters,
    'used',
  );
});

test('thresholds are sorted, and the token of the environment wins', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  const file = {
    refresh: { cadence: 'adaptive' },
    notifications: {
      enabled: false,
      thresholds: [5, 50, 5],
      events: ['quota-reset'],
      quietHours: { from: '22:00', to: '7:30' },
    },
    server: {
      host: ' 0.0.0.0 ',
      port: 9000,
      token: 'from-the-file-0001',
      metricsAccountNames: true,
    },
    tray: { title: 'percent', panel: null },
  };
  writeFileSync(path, JSON.stringify(file));
  const { settings, origins } = await loadSettings(
    hostIn('/nowhere', { KIMIBAR_TOKEN: '"from-the-environment"' }),
    { path },
  );
  assertSame(settings.refresh, { cadence: 'adaptive' });
  assertSame(settings.notifications, {
    enabled: false,
    thresholds: [50, 5],
    lowIfLasting: false,
    events: ['quota-reset'],
    targets: [],
    quietHours: { from: '22:00', to: '7:30' },
  });
  const { token, ...server } = settings.server;
  assertSame(server, { host: '0.0.0.0', port: 9000, metricsAccountNames: true });
  assert.equal(token?.open(), 'from-the-environment');
  assertSame(origins['server.token'], { from: 'environment', variable: 'KIMIBAR_TOKEN' });
  const foreign = { CODEXBAR_DASHBOARD_TOKEN: 'of-codexbar' };
  const { settings: other } = await loadSettings(hostIn('/nowhere', foreign), { path });
  assert.equal(other.server.token?.open(), 'of-codexbar');
  assertSame(origins['server.port'], { from: 'file' });
  assertSame(settings.tray, { title: 'percent', panel: 'auto', colour: 'alert' });
  assertSame(
    [origins['tray.title'], origins['tray.panel']],
    [{ from: 'file' }, { from: 'default' }],
  );
});
