import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'node:test';
import {
  configSet,
  configSetCookieSource,
  configSetSource,
  configUnset,
} from '../../../../src/cli/commands/config/set-setting.ts';
import { settableNames, settingsTable } from '../../../../src/config/settings-table.ts';
import { Failure } from '../../../../src/domain/failure.ts';
import { configFileIn } from '../../../support/config-file-in.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { refusal } from './refusal.ts';

function writeConfig(home: string, config: unknown): void {
  mkdirSync(dirname(configFileIn(home)), { recursive: true });
  writeFileSync(configFileIn(home), typeof config === 'string' ? config : JSON.stringify(config));
}

test('set changes a setting, unset restores the default, unknown keys stay', async (t) => {
  const home = tempFolder(t);
  writeConfig(home, { mine: 1 });
  const run = recordedContext(home);
  await configSetSource(run.ctx, { value: 'API' });
  await configSetCookieSource(run.ctx, { value: 'manual' });
  await configSet(run.ctx, { name: 'region', value: 'global' });
  await configSet(run.ctx, { name: 'language', value: 'zh-cn' });
  await configSet(run.ctx, { name: 'DISPLAY.meters', value: 'used' });
  await configSet(run.ctx, { name: 'enabled', value: 'false' });
  const provider = {
    id: 'kimi',
    source: 'api',
    cookieSource: 'manual',
    region: 'global',
    enabled: false,
  };
  assert.deepEqual(JSON.parse(readFileSync(configFileIn(home), 'utf8')), {
    mine: 1,
    providers: [provider],
    language: 'zh-CN',
    display: { meters: 'used' },
  });
  assert.match(run.stdout(), /^Config: source is now api\nConfig: cookieSource is now manual\n/);
  await configUnset(run.ctx, { name: 'source' });
  await configUnset(run.ctx, { name: 'display.meters' });
  await configUnset(run.ctx, { name: 'apiKey' });
  const after = JSON.parse(readFileSync(configFileIn(home), 'utf8'));
  assert.equal('source' in after.providers[0], false);
  assert.deepEqual(after.display, {});
});

test('set parses free values and rejects invalid ones', async (t) => {
  const home = tempFolder(t);
  const { ctx } = recordedContext(home);
  await configSet(ctx, { name: 'refresh.cadence', value: '15' });
  await configSet(ctx, { name: 'notifications.thresholds', value: '50, 5' });
  await configSet(ctx, { name: 'server.port', value: '9000' });
  await configSet(ctx, { name: 'server.host', value: '::1' });
  const { refresh, notifications, server } = JSON.parse(readFileSync(configFileIn(home), 'utf8'));
  assert.deepEqual(
    [refresh, notifications, server],
    [{ cadence: 15 }, { thresholds: [50, 5] }, { port: 9000, host: '::1' }],
  );
  const wrong = {
    'notifications.thresholds': '0,50',
    'server.port': '70000',
    'server.host': 'a b',
    'refresh.cadence': '2',
  };
  for (const [name, value] of Object.entries(wrong))
    assert.match(await refusal(configSet(ctx, { name, value })), /Use(?: one of)?: /, name);
});

test('set and unset list the names that they take', async (t) => {
  const home = tempFolder(t);
  const { ctx } = recordedContext(home);
  const names =
    'enabled, source, cookieSource, region, language, display.meters, refresh.cadence, statusPage, updates.notice, notifications.enabled, notifications.thresholds, notifications.lowIfLasting, notifications.events, notifications.quietHours, server.host, server.port, server.metricsAccountNames, server.token, tray.title, tray.panel, tray.colour, export.enabled, export.endpoint, export.headers, export.host, export.team, export.projects, fleet.url, fleet.token';
  assert.equal(
    await refusal(configSet(ctx, { name: 'colour', value: 'x' })),
    `Unknown setting colour. Did you mean tray.colour? Use one of: ${names}.`,
  );
  assert.equal(
    await refusal(configSet(ctx, { name: 'sk-kimi-1', value: 'x' })),
    `Unknown setting …. Use one of: ${names}.`,
  );
  assert.equal(
    await refusal(configSet(ctx, { name: 'source', value: 'CANARY' })),
    'Invalid value for source. Use one of: auto, api, cli, web.',
  );
  assert.equal(
    await refusal(configUnset(ctx, { name: 'x' })),
    `Unknown setting x. Use one of: ${names}, apiKey, cookieHeader, defaultAccount.`,
  );
  assert.equal(existsSync(configFileIn(home)), false);
});

test('set says where settings are changed that it does not take', async (t) => {
  const { ctx } = recordedContext(tempFolder(t));
  const places = {
    apikey: 'apiKey has a command of its own: kimibar config set-api-key',
    cookieHeader: 'cookieHeader has a command of its own: kimibar config set-cookie',
    accounts: 'accounts has a command of its own: kimibar accounts',
    defaultAccount: 'defaultAccount has a command of its own: kimibar accounts default NAME',
    codeBaseUrl: 'codeBaseUrl can only be set in the environment, as KIMI_CODE_BASE_URL.',
    webBaseUrl: 'webBaseUrl can only be set in the environment, as KIMI_WEB_BASE_URL.',
    statusPageUrl: 'statusPageUrl can only be set in the environment, as KIMI_STATUS_PAGE_URL.',
    'notifications.targets': 'notifications.targets has a command of its own: kimibar notify',
    'hooks.rules': 'hooks.rules can only be set in the config file.',
  };
  for (const [name, message] of Object.entries(places))
    assert.equal(await refusal(configSet(ctx, { name, value: 'CANARY' })), message);
  assert.equal(settingsTable.length, settableNames.length + Object.keys(places).length);
});

test('an error is printed in the user’s language and recorded in English', async (t) => {
  const { ctx } = recordedContext(tempFolder(t), { language: 'zh-CN' });
  const error: unknown = await configSet(ctx, { name: 'source', value: 'x' }).catch(
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Failure);
  assert.equal(error.message, 'Invalid value for source. Use one of: auto, api, cli, web.');
  assert.equal(error.detail?.subject, 'source 的值无效，可用：auto、api、cli、web。');
});

test('a change that the environment overrides is made with a note', async (t) => {
  const run = recordedContext(tempFolder(t), { env: { KIMIBAR_LANG: 'en' } });
  await configSet(run.ctx, { name: 'language', value: 'zh-CN' });
  assert.match(run.stderr(), /KIMIBAR_LANG/);
});
