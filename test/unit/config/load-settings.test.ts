import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { loadSettings } from '../../../src/config/load-settings.ts';
import type { Env } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { failureOf } from '../../support/failure-of.ts';
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
];

const alwaysOn = {
  refresh: { cadence: 5 },
  notifications: { enabled: true, thresholds: [50, 20, 10], events: usualEvents },
  server: { host: '127.0.0.1', port: 8737, metricsAccountNames: false },
  tray: { title: 'icon', panel: 'auto', colour: 'alert' },
  hooks: [],
};

const canary = 'sk-kimi-CANARY0123456789';

function hostIn(home: string, env: Env = {}) {
  return createNodeHost({
    env: { HOME: home, USERPROFILE: home, APPDATA: join(home, '.config'), ...env },
  });
}

test('without a file the defaults hold', async (t) => {
  const home = tempFolder(t);
  const loaded = await loadSettings(hostIn(home));
  assertSame(loaded.settings, {
    provider: { enabled: true, source: 'auto', cookieSource: 'auto', region: 'auto', accounts: [] },
    meters: 'left',
    ...alwaysOn,
  });
  assert.equal(loaded.path, join(home, '.config', 'kimibar', 'config.json'));
  assert.equal(loaded.fileExists, false);
  assert.ok(Object.values(loaded.origins).every(({ from }) => from === 'default'));
});

test('the file wins over defaults, the environment over the file, and each value knows its origin', async (t) => {
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
  assert.equal(settings.meters, 'used');
  assert.equal(settings.codeBaseUrl, 'https://x.example');
  assertSame(origins.source, { from: 'file' });
  assertSame(origins.cookieHeader, { from: 'default' });
  assertSame(origins.language, { from: 'environment', variable: 'KIMIBAR_LANG' });
  assert.equal(settings.languageFixedBy, 'KIMIBAR_LANG');
  assertSame(origins.codeBaseUrl, { from: 'environment', variable: 'KIMI_CODE_BASE_URL' });
  assertSame(origins.webBaseUrl, { from: 'default' });
});

test('null everywhere means unset, and a language of auto follows the system', async (t) => {
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
    (await loadSettings(hostIn('/nowhere'), { path: join(folder, 'config.json') })).settings.meters,
    'used',
  );
});

const brokenFiles = [
  ['an empty file', '', 'config-syntax', '1:1 (expected a value)'],
  [
    'a trailing comma',
    '{\n  "version": 1,\n}',
    'config-syntax',
    '2:15 (expected no "," before "}")',
  ],
  [
    'a trailing comma in a list',
    '{"providers": [1, ]}',
    'config-syntax',
    '1:17 (expected no "," before "]")',
  ],
  ['a comment', '// mine\n{}', 'config-syntax', '1:1 (expected no comments)'],
  [
    'a cut-off file',
    `{"providers":[{"id":"kimi","apiKey":"${canary}"`,
    'config-syntax',
    `1:${37 + canary.length + 2} (expected "}")`,
  ],
  ['a cut-off text', `{"a":"${canary}`, 'config-syntax', '1:6 (expected a closing double quote)'],
  ['a missing comma', `{\r\n"a": "${canary}"\r\n"b": 1}`, 'config-syntax', '3:1 (expected ",")'],
  ['a name without quotes', '{a: 1}', 'config-syntax', '1:2 (expected a name in double quotes)'],
  ['a missing colon', '{"a" 1}', 'config-syntax', '1:6 (expected ":")'],
  ['a value that is none', `{"a": ${canary}}`, 'config-syntax', '1:7 (expected a value)'],
  ['text after the end', `{} ${canary}`, 'config-syntax', '1:4 (expected the end of the file)'],
  ['a wrong escape', '{"a":"\\x"}', 'config-syntax', '1:6 (expected a valid escape)'],
  [
    'a file in UTF-16',
    Buffer.from('\uFEFF{"version":1}', 'utf16le'),
    'config-syntax',
    '1:1 (expected UTF-8 text)',
  ],
  [
    'brackets without end',
    '['.repeat(500_000),
    'config-syntax',
    '1:1 (expected at most 100 levels)',
  ],
  ['a list', '[]', 'config-value', '1:1 (config: object)'],
  [
    'a wrong word',
    `{"providers":[\n  {"id":"kimi","source":"${canary}"}]}`,
    'config-value',
    '2:16 (providers[0].source: auto | api | cli | web)',
  ],
  [
    'a word for a switch',
    '{"providers":[{"id":"kimi","enabled":"yes"}]}',
    'config-value',
    '1:28 (providers[0].enabled: true | false)',
  ],
  [
    'a key that is a number',
    '{"providers":[{"id":"kimi","apiKey":123}]}',
    'config-value',
    '1:28 (providers[0].apiKey: string)',
  ],
  ['providers as an object', '{"providers":{}}', 'config-value', '1:2 (providers: array)'],
  ['a list as provider', '{"providers":[[]]}', 'config-value', '1:15 (providers[0]: object)'],
  ['a provider without id', '{"providers":[{}]}', 'config-value', '1:15 (providers[0].id: string)'],
  [
    'Kimi twice',
    '{"providers":[{"id":"kimi"},{"id":"kimi"}]}',
    'config-value',
    '1:2 (providers: one entry with the id kimi)',
  ],
  [
    'an account without name',
    '{"providers":[{"id":"kimi","accounts":[{}]}]}',
    'config-value',
    '1:40 (providers[0].accounts[0].name: string)',
  ],
  ['a wrong language', '{"language":"de"}', 'config-value', '1:2 (language: auto | en | zh-CN)'],
  [
    'wrong cadence',
    '{"refresh":{"cadence":2}}',
    'config-value',
    '1:13 (refresh.cadence: 1 | 5 | 15 | 30 | adaptive)',
  ],
  [
    'wrong threshold',
    '{"notifications":{"thresholds":[100]}}',
    'config-value',
    '1:33 (notifications.thresholds[0]: 1 to 99)',
  ],
  ['wrong port', '{"server":{"port":65536}}', 'config-value', '1:12 (server.port: 0 to 65535)'],
  [
    'wrong meters',
    '{"display":{"meters":"up"}}',
    'config-value',
    '1:13 (display.meters: left | used)',
  ],
  ['a wrong version', '{"version":"1"}', 'config-value', '1:2 (version: number)'],
  ['a huge file', ' '.repeat(1024 * 1024 + 1), 'config-unreadable', ' (larger than 1 MiB)'],
] as const;

for (const [title, content, code, where] of brokenFiles) {
  test(`${title} is refused, named and left alone`, async (t) => {
    const path = join(tempFolder(t), 'config.json');
    writeFileSync(path, content);
    const failure = await failureOf(loadSettings(hostIn('/nowhere'), { path }));
    assert.equal(failure.kind, 'invalid-config');
    assert.equal(failure.detail?.code, code);
    assert.equal(
      failure.detail?.subject,
      code === 'config-unreadable' ? `${path}${where}` : `${path}:${where}`,
    );
    assert.ok(
      !`${failure.stack} ${JSON.stringify(failure)} ${String(failure.cause)}`.includes('CANARY'),
      'quotes a value',
    );
    assertSame(readFileSync(path), Buffer.from(content));
  });
}

test('a folder in place of the file is named', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  mkdirSync(path);
  const failure = await failureOf(loadSettings(hostIn('/nowhere'), { path }));
  assertSame(failure.detail, { code: 'config-unreadable', subject: `${path} (a folder)` });
});

test('a file without permission is named by the system’s word', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(path, '{}');
  chmodSync(path, 0o000);
  const host = hostIn('/nowhere');
  const failure = await failureOf(
    loadSettings({ ...host, files: { ...host.files, readText: refuse } }, { path }),
  );
  assertSame(failure.detail, { code: 'config-unreadable', subject: `${path} (EACCES)` });
});

/** The superuser reads everything, so the refusal is played. */
function refuse(): never {
  throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
}

test('the always-on sections are read, thresholds falling, and the token of the environment wins', async (t) => {
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
    events: ['quota-reset'],
    quietHours: { from: '22:00', to: '7:30' },
  });
  const { token, ...server } = settings.server;
  assertSame(server, { host: '0.0.0.0', port: 9000, metricsAccountNames: true });
  assert.equal(token?.open(), 'from-the-environment');
  assertSame(origins['server.token'], { from: 'environment', variable: 'KIMIBAR_TOKEN' });
  assertSame(origins['server.port'], { from: 'file' });
  assertSame(settings.tray, { title: 'percent', panel: 'auto', colour: 'alert' });
  assertSame(
    [origins['tray.title'], origins['tray.panel']],
    [{ from: 'file' }, { from: 'default' }],
  );
});
