import assert from 'node:assert/strict';
import test from 'node:test';
import { forecastUsage } from '../../../../src/domain/forecast/forecast-windows.ts';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import { plainSettings } from '../../../support/fakes/fake-daemon.ts';
import { fresh, nowMs, outcomes, session, snapshot } from '../../../support/fakes/snapshots.ts';
import { everydayState, testWorld } from '../../../support/fakes/server-world.ts';

async function scrape(parts: Parameters<typeof testWorld>[0]): Promise<readonly string[]> {
  const answer = await testWorld(parts).ask('/metrics');
  assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  return (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

test('figures of fresh usage', async () => {
  const accounts = [{ outcome: fresh(snapshot([session])) }];
  const lines = await scrape({
    state: { ...everydayState, accounts },
    tally: { ok: 7, failed: { offline: 2, 'rate-limited': 1 } },
    tokens: [
      {
        model: 'k3',
        project: 'secret',
        tokens: { input: 10, output: 2, cacheRead: 0, cacheCreation: 0 },
      },
      {
        model: 'k3',
        project: 'other',
        tokens: { input: 1, output: 0, cacheRead: 300, cacheCreation: 0 },
      },
    ],
  });
  const forecast = forecastUsage(snapshot([session]), undefined).get('session')?.runsOutProbability;
  const reset = (session.resetsAtMs ?? 0) / 1000;
  assert.deepEqual(lines, [
    'kimibar_quota_used_ratio{account="0",window="session",plan="Allegretto",host="laptop"} 0.695',
    `kimibar_quota_reset_timestamp_seconds{account="0",window="session",host="laptop"} ${reset}`,
    `kimibar_quota_runs_out_probability{account="0",window="session",host="laptop"} ${forecast}`,
    'kimibar_reading_age_seconds{account="0",host="laptop"} 5',
    'kimibar_up{account="0",host="laptop"} 1',
    'kimibar_failures_total{kind="offline",host="laptop"} 2',
    'kimibar_failures_total{kind="rate-limited",host="laptop"} 1',
    'kimibar_tokens_total{kind="input",model="k3",host="laptop"} 11',
    'kimibar_tokens_total{kind="output",model="k3",host="laptop"} 2',
    'kimibar_tokens_total{kind="cache_read",model="k3",host="laptop"} 300',
    'kimibar_tokens_total{kind="cache_creation",model="k3",host="laptop"} 0',
    'kimibar_window_limit{account="0",window="session"} 200',
    'kimibar_window_used{account="0",window="session"} 139',
    'kimibar_requests_total{outcome="ok"} 7',
    'kimibar_requests_total{outcome="failed"} 3',
    'kimibar_window_used_ratio{account="0",window="session"} 0.695',
    `kimibar_window_reset_timestamp_seconds{account="0",window="session"} ${reset}`,
  ]);
});

test('a second scrape counts nothing twice and drops series that are gone', async () => {
  const world = testWorld({ tally: { ok: 7, failed: {} } });
  const first = await (await world.ask('/metrics')).text();
  assert.equal(await (await world.ask('/metrics')).text(), first);
  world.daemon.publish({ accounts: [] });
  assert.doesNotMatch(await (await world.ask('/metrics')).text(), /kimibar_window_used\{/);
});

test('a failure: up is 0, the last good usage ages; an unreliable window has no ratio', async () => {
  const stale = await scrape({
    state: { ...everydayState, accounts: [{ outcome: outcomes['stale']! }] },
  });
  assert.ok(stale.includes('kimibar_up{account="0",host="laptop"} 0'));
  assert.ok(stale.includes('kimibar_reading_age_seconds{account="0",host="laptop"} 720'));
  const doubtful = await scrape({
    state: { ...everydayState, accounts: [{ outcome: outcomes['unreliable']! }] },
  });
  assert.equal(doubtful.filter((line) => line.startsWith('kimibar_window_used_ratio')).length, 1);
});

test('accounts are numbered unless the user allows names; windows and accounts are bounded', async () => {
  const windows = Array.from({ length: 40 }, (_, at): QuotaWindow => ({
    ...session,
    id: `rate-${at}`,
  }));
  const accounts = [
    { outcome: outcomes['fresh']! },
    { account: 'work', outcome: fresh(snapshot(windows)) },
  ];
  const state = { ...everydayState, accounts, atMs: nowMs };
  const secret = { set: false };
  const work = {
    name: 'work',
    number: 7,
    region: 'auto',
    apiKey: secret,
    cookieHeader: secret,
  } as const;
  const settings = { ...plainSettings, accounts: [work] };
  const silent = (await scrape({ state, settings })).join('\n');
  assert.doesNotMatch(silent, /work/);
  assert.match(
    silent,
    /kimibar_up\{account="0",host="laptop"\} 1\nkimibar_up\{account="7",host="laptop"\} 1/,
  );
  assert.equal(silent.match(/kimibar_window_used_ratio\{account="7"/g)?.length, 16);
  const named = (
    await scrape({ state, settings: { ...settings, metricsAccountNames: true } })
  ).join('\n');
  assert.match(
    named,
    /kimibar_up\{account="main",host="laptop"\} 1\nkimibar_up\{account="work",host="laptop"\} 1/,
  );
});
