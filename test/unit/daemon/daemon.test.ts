import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { openApp } from '../../../src/app/open-app.ts';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { until } from '../../support/until.ts';
import { noFileRights } from '../../support/this-system.ts';

import { setDaemonStage, startMs } from './daemon-stage.ts';

const never = new AbortController().signal;

const withKey = { env: { KIMI_CODE_API_KEY: demoApiKey } };

test('from a first start without a credential to usage, through the settings', async (t) => {
  const { daemon, states, answered, configPath, asked } = await setDaemonStage(t);
  await answered();
  assert.equal(daemon.state().cadence, 'needs-person');
  assert.equal(asked(), 0);
  const view = await daemon.changeSettings({
    apiKey: ` "${demoApiKey}" `,
    notifications: { thresholds: [30] },
  });
  assert.deepEqual(view.apiKey, { set: true, hint: `…${demoApiKey.slice(-4)}` });
  assert.deepEqual([view.notifications.enabled, view.notifications.thresholds], [true, [30]]);
  await until(() => daemon.state().accounts[0]?.outcome?.kind === 'fresh', 'a reading');
  assert.ok(states.every(({ accounts, atMs }) => accounts.length <= 1 && atMs === startMs));
  assert.doesNotMatch(JSON.stringify([view, states]), new RegExp(demoApiKey));
  if (noFileRights === false) assert.equal(statSync(configPath).mode & 0o777, 0o600);
  await daemon.changeSettings({ apiKey: null });
  assert.equal(JSON.parse(readFileSync(configPath, 'utf8')).providers[0].apiKey, undefined);
});

test('a cadence that no setting has applies until the setting is changed', async (t) => {
  const { daemon, answered } = await setDaemonStage(t, { ...withKey, cadence: 2 });
  const nextIsIn = (ms: number) =>
    until(() => daemon.state().nextRefreshAtMs === startMs + ms, `a refresh in ${ms} ms`);
  await answered();
  await nextIsIn(120_000);
  assert.equal(daemon.settings().cadence, 2);
  const view = await daemon.changeSettings({ cadence: 15 });
  assert.equal(view.cadence, 15);
  await nextIsIn(900_000);
});

test('quiet hours, events and the tray look are saved, and quiet hours can be removed', async (t) => {
  const { daemon, configPath } = await setDaemonStage(t, withKey);
  const quietHours = { from: '22:00', to: '07:30' };
  const patch = {
    notifications: { events: ['quota-exhausted'], quietHours },
    tray: { title: 'percent', colour: 'always' },
  } as const;
  const view = await daemon.changeSettings(patch);
  assert.deepEqual(view.notifications, {
    enabled: true,
    thresholds: [50, 20, 10],
    lowIfLasting: false,
    events: ['quota-exhausted'],
    quietHours,
  });
  assert.deepEqual(view.tray, { title: 'percent', panel: 'auto', colour: 'always' });
  const after = await daemon.changeSettings({ notifications: { quietHours: null } });
  assert.equal(after.notifications.quietHours, undefined);
  const file: unknown = JSON.parse(readFileSync(configPath, 'utf8'));
  assert.deepEqual(file, {
    version: 1,
    notifications: { events: ['quota-exhausted'] },
    tray: { title: 'percent', colour: 'always' },
  });
});

test('invalid settings are rejected, and nothing changes', async (t) => {
  const { daemon, configPath } = await setDaemonStage(t, withKey);
  const wrong: readonly object[] = [
    { cadence: 2 },
    { colour: 'red' },
    { apiKey: 'sk-of-the-open-platform' },
    { cookieHeader: 'nothing' },
    { notifications: { thresholds: [100] } },
    { notifications: { quietHours: { from: '22:00', to: '24:00' } } },
    { notifications: { events: ['quota-high'] } },
    { tray: { title: 'name' } },
  ];
  for (const patch of wrong)
    await assert.rejects(
      daemon.changeSettings(patch),
      { kind: 'invalid-arguments' },
      JSON.stringify(patch),
    );
  assert.equal(existsSync(configPath), false);
});

test('a config file edited by hand applies at the next refresh, a broken one does not', async (t) => {
  const { daemon, answered, configPath, clock } = await setDaemonStage(t, withKey);
  await answered();
  writeFileSync(configPath, '{ broken');
  await clock.pass(310_000);
  await until(
    () => !daemon.state().refreshing && (daemon.state().nextRefreshAtMs ?? 0) > clock.now(),
    'the next plan',
  );
  assert.equal(daemon.settings().meters, 'left');
  writeFileSync(
    configPath,
    '{"display":{"meters":"used"},"providers":[{"id":"kimi","enabled":false}]}',
  );
  utimesSync(configPath, 1, 1);
  await clock.pass(310_000);
  await until(() => !daemon.state().enabled, 'being switched off');
  assert.equal(daemon.settings().meters, 'used');
  assert.deepEqual(daemon.state().accounts, []);
  assert.equal(daemon.state().nextRefreshAtMs, undefined);
});

test('every account is refreshed, and a main account without credentials is left out', async (t) => {
  const accounts = [{ name: 'work', apiKey: demoApiKey }];
  const { daemon } = await setDaemonStage(t, { config: { providers: [{ id: 'kimi', accounts }] } });
  await until(() => daemon.state().accounts[0]?.outcome?.kind === 'fresh', 'a reading');
  assert.deepEqual(
    daemon.state().accounts.map(({ account }) => account),
    ['work'],
  );
  const [session] = await daemon.history({
    account: 'work',
    windowId: 'session',
    sinceMs: 0,
    untilMs: startMs,
  });
  assert.equal(session?.samples.length, 1);
});

test('a credential is tested without being stored', async (t) => {
  const { daemon, configPath } = await setDaemonStage(t);
  assert.equal((await daemon.tryCredential({ apiKey: demoApiKey }, never)).kind, 'fresh');
  const refused = await daemon.tryCredential({ apiKey: 'sk-kimi-unknown' }, never);
  assert.ok(refused.kind === 'failed');
  assert.deepEqual(
    [refused.failure.kind, refused.failure.detail?.code],
    ['credential-rejected', 'api-key-rejected'],
  );
  await assert.rejects(daemon.tryCredential({ cookieHeader: 'no session' }, never), {
    kind: 'invalid-arguments',
  });
  assert.equal(existsSync(configPath), false);
});

test('a command uses the daemon’s usage without a request, and counts as a viewer', async (t) => {
  const { host, configPath, clock, answered, planned, asked, home } = await setDaemonStage(
    t,
    withKey,
  );
  await answered();
  await planned();
  clock.set(4 * 60_000);
  const app = await openApp({ host, configPath });
  const ask = {
    maxAgeMs: 30_000,
    insist: false,
    mayPrompt: false,
    timeoutMs: 5000,
    signal: never,
  } as const;
  const used = await app.readUsage({ ...ask, daemonUsage: 'accept' });
  assert.equal(used.kind, 'fresh');
  assert.equal(used.nextRefreshAtMs, startMs + 5 * 60_000);
  assert.equal(asked(), 1);
  assert.ok(existsSync(join(home, 'data', 'schedule.json.looked')));
  const asking = await app.readUsage({ ...ask, daemonUsage: 'schedule-only' });
  assert.equal(asking.nextRefreshAtMs, startMs + 5 * 60_000);
  assert.equal(asked(), 2);
});

test('a daemon that crashed is not waited for, and one that ends removes its schedule', async (t) => {
  const { host, configPath, clock, answered, planned, daemon, asked, home } = await setDaemonStage(
    t,
    withKey,
  );
  await answered();
  const schedule = join(home, 'data', 'schedule.json');
  await planned();
  const left = readFileSync(schedule, 'utf8');
  await daemon.close();
  assert.equal(existsSync(schedule), false);
  writeFileSync(schedule, left);
  const app = await openApp({ host, configPath });
  const ask = {
    maxAgeMs: 30_000,
    insist: false,
    mayPrompt: false,
    timeoutMs: 5000,
    signal: never,
    daemonUsage: 'accept',
  } as const;
  clock.set(6 * 60_000);
  await app.readUsage(ask);
  assert.equal(asked(), 1, 'a refresh may be under way');
  clock.set(60_000);
  assert.equal((await app.readUsage(ask)).nextRefreshAtMs, undefined);
  assert.equal(asked(), 2);
});

test('while Kimi hangs, the last good usage stays and closing does not wait', async (t) => {
  const { daemon, answered, simulator } = await setDaemonStage(t, withKey);
  await answered();
  simulator.setScenario('hang');
  const refreshing = daemon.refresh();
  await until(() => daemon.state().refreshing, 'the request');
  assert.equal(daemon.state().accounts[0]?.outcome?.kind, 'fresh');
  await daemon.close();
  const { refreshing: isRefreshing, accounts } = await refreshing;
  assert.equal(isRefreshing, true, 'given up, not timed out');
  assert.equal(accounts[0]?.outcome?.kind, 'fresh');
});

test('without a writable disk it still refreshes', async (t) => {
  const home = tempFolder(t);
  writeFileSync(join(home, 'taken'), '');
  const { daemon, answered } = await setDaemonStage(t, {
    env: { ...withKey.env, KIMIBAR_DATA_DIR: join(home, 'taken', 'data') },
  });
  await answered();
  assert.equal(daemon.state().accounts[0]?.outcome?.kind, 'fresh');
  assert.deepEqual(await daemon.history({ sinceMs: 0, untilMs: startMs }), []);
  rmSync(join(home, 'taken'));
  mkdirSync(join(home, 'taken'));
  await daemon.refresh();
  assert.equal((await daemon.history({ sinceMs: 0, untilMs: startMs })).length, 3);
});
