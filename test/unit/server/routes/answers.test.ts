import assert from 'node:assert/strict';
import { assertSame } from '../../../support/assert-same.ts';
import test from 'node:test';
import { Failure } from '../../../../src/domain/failure.ts';
import { readUsageArray } from '../../../support/usage-contract.ts';
import { nowMs, outcomes } from '../../../support/fakes/snapshots.ts';
import { plainSettings } from '../../../support/fakes/fake-daemon.ts';
import { everydayState, testWorld } from '../../../support/fakes/server-world.ts';

const json = { 'content-type': 'application/json' };
const post = (body?: unknown): RequestInit => ({
  method: 'POST',
  ...(body === undefined ? {} : { headers: json, body: JSON.stringify(body) }),
});

test('health says ok and the version', async () => {
  const answer = await testWorld().ask('/health');
  assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
  assert.equal(await answer.text(), '{"status":"ok","version":"1.2.3"}');
});

test('usage is the published array, with the next refresh in it', async () => {
  const { ask } = testWorld();
  const answer = await ask('/usage?provider=kimi');
  assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
  const [record] = readUsageArray(`${await answer.text()}\n`);
  assert.equal(record?.kimi?.['nextRefreshAt'], '2025-11-21T13:27:00Z');
  assert.equal(record?.kimi?.ageSeconds, 5);
});

test('usage is formatted once a second, and again for a new state', async () => {
  const { ask, clock, daemon } = testWorld();
  const age = async (): Promise<unknown> =>
    readUsageArray(`${await (await ask('/usage')).text()}\n`)[0]?.kimi?.ageSeconds;
  assert.equal(await age(), 5);
  clock.advance(2000);
  assert.equal(await age(), 7);
  daemon.publish({ accounts: [{ outcome: outcomes['stale']! }] });
  assert.equal(await age(), 722);
});

test('after a failure, usage is the last good record for ten refresh intervals', async () => {
  const { ask, clock, daemon } = testWorld();
  daemon.publish({ accounts: [{ outcome: outcomes['stale']! }] });
  const read = async () => readUsageArray(`${await (await ask('/usage')).text()}\n`)[0];
  const stale = await read();
  const error = stale?.kimi?.['error'] as { reason: string };
  assertSame(
    [stale?.error, stale?.source, stale?.kimi?.stale, error.reason, stale?.pace],
    [undefined, 'Kimi Code API key', true, 'server-fault', undefined],
  );
  assert.notEqual(stale?.usage?.['primary'], null);
  // Refreshed every 5 minutes, and 12 minutes old so far.
  clock.advance(38 * 60_000);
  assert.equal((await read())?.error, undefined);
  clock.advance(1000);
  const failed = await read();
  assertSame([failed?.error?.reason, failed?.usage], ['server-fault', undefined]);
});

test('at the shortest interval, the last good record is repeated for ten minutes', async () => {
  const { ask, clock } = testWorld({
    state: { ...everydayState, accounts: [{ outcome: outcomes['stale']! }] },
    settings: { ...plainSettings, cadence: 1 },
  });
  const read = async () => readUsageArray(`${await (await ask('/usage')).text()}\n`)[0];
  assert.equal((await read())?.error?.reason, 'server-fault');
  clock.advance(-2.1 * 60_000);
  assert.equal((await read())?.error, undefined);
});

test('Kimi is all providers', async () => {
  const { ask } = testWorld();
  const [kimi, ...others] = await Promise.all(
    ['kimi', 'all', 'both'].map(async (name) => (await ask(`/usage?provider=${name}`)).text()),
  );
  assert.deepEqual(others, [kimi, kimi]);
});

test('other providers are rejected', async () => {
  const answer = await testWorld().ask('/usage?provider=claude');
  assertSame(
    [answer.status, await answer.json()],
    [400, { error: 'unknown provider; known: kimi' }],
  );
});

test('usage: nothing while Kimi is turned off, one record for each account', async () => {
  const off = await testWorld({ state: { ...everydayState, enabled: false, accounts: [] } }).ask(
    '/usage',
  );
  assert.equal(await off.text(), '[]');
  const accounts = [
    { outcome: everydayState.accounts[0]!.outcome! },
    { account: 'work', outcome: outcomes['stale']! },
  ];
  const several = await testWorld({ state: { ...everydayState, accounts } }).ask('/usage');
  const records = readUsageArray(`${await several.text()}\n`);
  assertSame(
    records.map(({ account, kimi }) => [account, kimi?.stale]),
    [
      [undefined, false],
      ['work', true],
    ],
  );
});

test('usage waits for the first outcome, and times out without one', async () => {
  const early = { ...everydayState, accounts: [{}] };
  const { ask, daemon } = testWorld({ state: early });
  const waiting = ask('/usage');
  daemon.publish({ accounts: everydayState.accounts });
  assert.equal((await waiting).status, 200);
  assert.equal(daemon.asked.listeners, 1, 'only the kept state listens on');

  const late = testWorld({ state: early });
  const inVain = late.ask('/usage');
  late.clock.advance(25_000);
  const answer = await inVain;
  assert.equal(answer.status, 504);
  assert.match(((await answer.json()) as { error: string }).error, /did not respond in time/);
  assert.equal(late.clock.sleepers, 0);
});

test('state is sent as a whole; of a failure only the facts', async () => {
  const failure = new Failure('server-fault', 'secret words', {
    detail: { code: 'http-status', subject: '503' },
    cause: new Error('x'),
  });
  const { ask } = testWorld({
    state: { ...everydayState, accounts: [{ outcome: { kind: 'failed', failure, attempts: [] } }] },
  });
  const answer = await ask('/api/v1/state');
  assertSame(await answer.json(), {
    ...everydayState,
    version: '1.2.3',
    accounts: [
      {
        outcome: {
          kind: 'failed',
          failure: { kind: 'server-fault', detail: { code: 'http-status', subject: '503' } },
          attempts: [],
        },
      },
    ],
  });
});

test('refresh responds with the state after it; the body is optional', async () => {
  const { ask, daemon } = testWorld({
    onRefresh: async (fake) => fake.publish({ atMs: nowMs + 1 }),
  });
  for (const init of [post(), post({})]) {
    const answer = await ask('/api/v1/refresh', init);
    assert.equal(((await answer.json()) as { atMs: number }).atMs, nowMs + 1);
  }
  assert.equal(daemon.asked.refreshes, 2);
});

const hang = (): Promise<never> => new Promise(() => {});

test('a refresh that hangs is 504, and so is one cut short by the server’s end', async () => {
  const hanging = testWorld({ onRefresh: hang });
  const waited = hanging.ask('/api/v1/refresh', post());
  await Promise.resolve();
  await Promise.resolve();
  hanging.clock.advance(30_000);
  assert.equal((await waited).status, 504);
  const stopped = testWorld({ onRefresh: hang });
  const cut = stopped.ask('/api/v1/refresh', post());
  stopped.stop();
  assert.equal((await cut).status, 504);
});

test('history: spans, ISO times, one window, one account', async () => {
  const series = [
    { windowId: 'session', samples: [{ atMs: 1, usedPercent: 2 }], resetsAtMs: [] },
  ] as const;
  const { ask, daemon } = testWorld({ history: series });
  assertSame(await (await ask('/api/v1/history')).json(), series);
  await ask('/api/v1/history?since=7d&window=session&account=work');
  await ask('/api/v1/history?since=2025-11-01T00:00:00Z');
  const untilMs = nowMs;
  assertSame(daemon.asked.queries, [
    { sinceMs: nowMs - 86_400_000, untilMs },
    { account: 'work', windowId: 'session', sinceMs: nowMs - 7 * 86_400_000, untilMs },
    { sinceMs: Date.UTC(2025, 10, 1), untilMs },
  ]);
  for (const query of ['since=yesterday', 'since=-1d', 'since=1', 'window=DROP', 'since=999999d']) {
    assert.equal((await ask(`/api/v1/history?${query}`)).status, 400, query);
  }
});

test('settings: read, changed as a whole, rejected by name and never by value', async () => {
  const { ask, daemon } = testWorld();
  const patch = (body: unknown): Promise<Response> =>
    ask('/api/v1/settings', { ...post(body), method: 'PATCH' });
  const before = (await (await ask('/api/v1/settings')).json()) as Record<string, unknown>;
  assertSame(before['apiKey'], { set: true, hint: '…a1b2' });
  const change = {
    cadence: 'adaptive',
    notifications: { thresholds: [10] },
    apiKey: 'sk-kimi-0123456789abcd',
  };
  const after = await (await patch(change)).text();
  assertSame(daemon.asked.patches, [change]);
  assert.match(after, /"hint":"…abcd"/);
  assert.doesNotMatch(after, /sk-kimi/);
  const notices = [{ thresholds: [0] }, { events: ['x'] }, { quietHours: { from: '1:00' } }].map(
    (notifications) => ({ notifications }),
  );
  const others = [
    { cadence: 2 },
    { apiKey: 5 },
    { unknown: 1 },
    { languageFixedBy: 'me' },
    { tray: { title: 'name' } },
    'x',
    null,
    [],
  ];
  for (const body of [...notices, ...others]) {
    const refused = await patch(body);
    assert.equal(refused.status, 400, JSON.stringify(body));
    assert.match(await refused.text(), /^\{"error":"invalid settings: [\w., ]+",/);
  }
  assert.equal(daemon.asked.patches.length, 1);
  const failed = await patch({ apiKey: 'sk-platform-secret' });
  const said = await failed.text();
  assert.equal(failed.status, 400);
  assert.match(
    said,
    /Open Platform.*"failure":\{"kind":"invalid-arguments","detail":\{"code":"open-platform-key"\}\}/,
  );
  assert.doesNotMatch(said, /sk-platform/);
});

test('testing a credential responds with the outcome, even if Kimi rejects it', async () => {
  const { ask, daemon } = testWorld({ trial: outcomes['stale']! });
  const answer = await ask('/api/v1/test-credential', post({ apiKey: 'sk-kimi-x' }));
  assert.equal(answer.status, 200);
  assertSame(await answer.json(), outcomes['stale']);
  await ask('/api/v1/test-credential', post({ cookieHeader: 'kimi-auth=x' }));
  assertSame(daemon.asked.trials, [{ apiKey: 'sk-kimi-x' }, { cookieHeader: 'kimi-auth=x' }]);
  for (const body of [{}, { apiKey: 'a', cookieHeader: 'b' }, { apiKey: null }, { other: 'x' }]) {
    assert.equal((await ask('/api/v1/test-credential', post(body))).status, 400);
  }
  assert.equal((await ask('/api/v1/test-credential', { method: 'POST' })).status, 400);
  const neither = testWorld({
    trial: new Failure('invalid-arguments', 'neither', { detail: { code: 'jwt-as-api-key' } }),
  });
  assert.equal((await neither.ask('/api/v1/test-credential', post({ apiKey: 'eyJ' }))).status, 400);
});

test('a test message is sent to a known target only', async () => {
  const { ask } = testWorld();
  const answer = await ask('/api/v1/test-notify', post({ name: 'phone' }));
  assert.deepEqual([answer.status, await answer.json()], [200, { kind: 'sent' }]);
  for (const body of [{}, { name: 4 }, { name: 'pager' }])
    assert.equal((await ask('/api/v1/test-notify', post(body))).status, 400);
});

test('a bug is 500 without details, and is reported to onBug', async () => {
  const world = testWorld();
  const broken = new TypeError('inner workings');
  world.daemon.refresh = () => Promise.reject(broken);
  const answer = await world.ask('/api/v1/refresh', post());
  assertSame([answer.status, await answer.json()], [500, { error: 'internal error' }]);
  assertSame(world.bugs, [broken]);
});
