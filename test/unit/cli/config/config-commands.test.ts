import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'node:test';
import { configDump, configPath } from '../../../../src/cli/commands/config/config-file.ts';
import {
  configDisable,
  configEnable,
  configProviders,
} from '../../../../src/cli/commands/config/providers.ts';
import { configSet } from '../../../../src/cli/commands/config/set-setting.ts';
import { configShow } from '../../../../src/cli/commands/config/show.ts';
import { configValidate } from '../../../../src/cli/commands/config/validate.ts';
import { configFileIn } from '../../../support/config-file-in.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { refusal } from './refusal.ts';

function writeConfig(home: string, config: unknown): void {
  mkdirSync(dirname(configFileIn(home)), { recursive: true });
  writeFileSync(configFileIn(home), typeof config === 'string' ? config : JSON.stringify(config));
}

test('path prints the path, whether or not the file exists', async (t) => {
  const home = tempFolder(t);
  const run = recordedContext(home);
  assert.equal(await configPath(run.ctx), 0);
  assert.equal(run.stdout(), `${configFileIn(home)}\n`);
  const asked = recordedContext(home, { configPath: '/x/y.json' });
  await configPath(asked.ctx);
  assert.equal(asked.stdout(), '/x/y.json\n');
});

test('show prints every value with its origin, of secrets the last four characters', async (t) => {
  const home = tempFolder(t);
  const account = { name: '工作', apiKey: 'sk-kimi-CANARY-CANARY-w0rk' };
  writeConfig(home, {
    providers: [
      { id: 'kimi', source: 'api', apiKey: 'sk-kimi-CANARY-CANARY-a1b2', accounts: [account] },
    ],
    hooks: { rules: [{ on: '*', command: '/bin/true' }] },
  });
  const env = {
    KIMI_AUTH_TOKEN: '"CANARY-CANARY-CANARY-t0k3"',
    KIMI_CODE_BASE_URL: 'https://u:CANARY@x.example',
    KIMIBAR_LANG: 'en',
  };
  const run = recordedContext(home, { env });
  assert.equal(await configShow(run.ctx, {}), 0);
  assert.equal(
    run.stdout(),
    `${configFileIn(home)}
  enabled                     true                             default
  source                      api                              config file
  apiKey                      …a1b2                            config file
  cookieSource                auto                             default
  cookieHeader                …t0k3                            KIMI_AUTH_TOKEN
  region                      auto                             default
  accounts.工作               API key …w0rk, region auto       config file
  codeBaseUrl                 https://…@x.example              KIMI_CODE_BASE_URL
  language                    en                               KIMIBAR_LANG
  display.meters              left                             default
  refresh.cadence             5                                default
  statusPage                  true                             default
  updates.notice              true                             default
  notifications.enabled       true                             default
  notifications.thresholds    50,20,10                         default
  notifications.lowIfLasting  false                            default
  notifications.events        quota-low,quota-exhausted,quota-restored,will-run-out,credential-lost,credential-recovered,service-failing,service-recovered,price-changed  default
  notifications.quietHours    not set                          default
  server.host                 127.0.0.1                        default
  server.port                 8737                             default
  server.metricsAccountNames  false                            default
  server.token                not set                          default
  tray.title                  icon                             default
  tray.panel                  auto                             default
  tray.colour                 alert                            default
  export.enabled              false                            default
  export.endpoint             not set                          default
  export.headers              not set                          default
  export.host                 not set                          default
  export.team                 not set                          default
  export.projects             false                            default
  fleet.url                   not set                          default
  fleet.token                 not set                          default
  hooks.rules                 1 rule (see kimibar hooks list)  config file
`,
  );
  const json = recordedContext(home, { env });
  await configShow(json.ctx, { format: 'json' });
  const { path, exists, settings } = JSON.parse(json.stdout());
  assert.deepEqual([path, exists], [configFileIn(home), true]);
  assert.deepEqual(settings.apiKey, { value: { set: true, hint: '…a1b2' }, origin: 'file' });
  assert.deepEqual(settings.cookieHeader, {
    value: { set: true, hint: '…t0k3' },
    origin: 'environment',
    variable: 'KIMI_AUTH_TOKEN',
  });
  assert.deepEqual(settings.enabled, { value: true, origin: 'default' });
  assert.doesNotMatch(run.stdout() + json.stdout(), /CANARY/);
});

test('show without a file says so and shows the defaults', async (t) => {
  const home = tempFolder(t);
  const run = recordedContext(home);
  await configShow(run.ctx, { format: 'text' });
  assert.match(run.stdout(), /\(not created yet\)\n[\s\S]*apiKey +not set +default/);
});

test('validate says OK', async (t) => {
  const home = tempFolder(t);
  const without = recordedContext(home);
  assert.equal(await configValidate(without.ctx, {}), 0);
  assert.equal(without.stdout(), 'Config: OK\n');
  assert.match(without.stderr(), /No config file at .* yet/);
  writeConfig(home, { version: 1 });
  const good = recordedContext(home);
  assert.equal(await configValidate(good.ctx, {}), 0);
  assert.deepEqual([good.stdout(), good.stderr()], ['Config: OK\n', '']);
});

test('validate prints a line per problem and fails on errors only', async (t) => {
  const home = tempFolder(t);
  writeConfig(home, '{"colour": "CANARY", "providers": [{"id": "kimi", "source": "CANARY"}]}');
  const bad = recordedContext(home);
  assert.equal(await configValidate(bad.ctx, {}), 1);
  assert.equal(
    bad.stdout(),
    `${configFileIn(home)}:1:2 warning: colour: unknown key, ignored\n${configFileIn(home)}:1:51 error: providers[0].source: expected auto | api | cli | web\n`,
  );
  const json = recordedContext(home);
  assert.equal(await configValidate(json.ctx, { format: 'json' }), 1);
  assert.deepEqual(JSON.parse(json.stdout()), [
    { severity: 'warning', code: 'unknown-key', key: 'colour', line: 1, column: 2 },
    {
      severity: 'error',
      code: 'value',
      expected: 'auto | api | cli | web',
      key: 'providers[0].source',
      line: 1,
      column: 51,
    },
  ]);
  writeConfig(home, '{"apikey": "CANARY"}');
  const odd = recordedContext(home);
  assert.equal(await configValidate(odd.ctx, {}), 0);
  writeConfig(home, '{"providers": [{"id": "kimi", "apiKey": "CANARY",}]}');
  const broken = recordedContext(home);
  assert.equal(await configValidate(broken.ctx, {}), 1);
  assert.equal(
    broken.stdout(),
    `${configFileIn(home)}:1:49 error: invalid JSON: expected no "," before "}"\n`,
  );
  assert.doesNotMatch(bad.stdout() + json.stdout() + odd.stdout() + broken.stdout(), /CANARY/);
});

test('providers, enable and disable', async (t) => {
  const home = tempFolder(t);
  const off = recordedContext(home);
  assert.equal(await configDisable(off.ctx, {}), 0);
  assert.equal(off.stdout(), 'Config: Kimi Code is disabled\n');
  const json = recordedContext(home);
  await configProviders(json.ctx, { format: 'json' });
  assert.equal(
    json.stdout(),
    '[{"provider":"kimi","displayName":"Kimi Code","enabled":false,"defaultEnabled":true}]\n',
  );
  const on = recordedContext(home);
  await configEnable(on.ctx, { provider: 'kimi', format: 'json' });
  assert.equal(
    on.stdout(),
    `${JSON.stringify({ provider: 'kimi', enabled: true, configPath: configFileIn(home) })}\n`,
  );
  const text = recordedContext(home);
  await configProviders(text.ctx, {});
  assert.equal(text.stdout(), 'Kimi Code: enabled\n');
  assert.match(
    await refusal(configEnable(on.ctx, { provider: 'codex' })),
    /^Unknown or missing provider/,
  );
});

test('dump prints the whole file, secrets only if requested', async (t) => {
  const home = tempFolder(t);
  const config = {
    mine: { password: 'CANARY' },
    providers: [{ id: 'kimi', apiKey: 'sk-kimi-CANARY-CANARY-a1b2' }],
  };
  writeConfig(home, config);
  const masked = recordedContext(home);
  await configDump(masked.ctx, {});
  assert.deepEqual(JSON.parse(masked.stdout()), {
    mine: { password: '…' },
    providers: [{ id: 'kimi', apiKey: '…a1b2' }],
  });
  const open = recordedContext(home);
  await configDump(open.ctx, { showSecrets: true });
  assert.deepEqual(JSON.parse(open.stdout()), config);
});

test('in Chinese every sentence is Chinese, and the JSON is the same', async (t) => {
  const home = tempFolder(t);
  writeConfig(home, { colour: 1 });
  const run = recordedContext(home, { language: 'zh-CN' });
  await configValidate(run.ctx, {});
  await configShow(run.ctx, {});
  await configSet(run.ctx, { name: 'source', value: 'web' });
  await configDisable(run.ctx, {});
  for (const line of run.stdout().trim().split('\n'))
    assert.ok(line === configFileIn(home) || /[\u4e00-\u9fff]/.test(line), line);
  const json = recordedContext(home, { language: 'zh-CN' });
  await configShow(json.ctx, { format: 'json' });
  assert.doesNotMatch(json.stdout(), /[\u4e00-\u9fff]/);
});
