import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { RefreshSchedule, UsageApp, UsageRequest } from '../../../../src/app/usage-app.ts';
import { createReadingKeeper } from '../../../../src/cli/commands/watch/watch-reading.ts';
import type { FailureKind } from '../../../../src/domain/failure.ts';
import type { UsageOutcome } from '../../../../src/domain/usage-snapshot.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { until } from '../../../support/until.ts';

const startMs = Date.parse('2026-11-20T12:00:00Z');
const minuteMs = 60_000;

type Answer = {
  readonly fails?: FailureKind | undefined;
  readonly takenAtMs?: number | undefined;
} & RefreshSchedule;

const refused = (): never => assert.fail('not asked for');

/** A keeper on a clock that is moved from one look to the next; `answer` says what each look comes to. */
function stage(t: TestContext, answer: (nowMs: number) => Answer) {
  const clock = manualClock(startMs);
  const home = tempFolder(t);
  const host = { ...createNodeHost({ env: { HOME: home, USERPROFILE: home } }), clock };
  const asks: { atMs: number; ask: UsageRequest }[] = [];
  const app: UsageApp = {
    enabled: true,
    accounts: [],
    source: 'auto',
    meters: 'left',
    async readUsage(ask) {
      asks.push({ atMs: clock.now() - startMs, ask });
      const { fails, takenAtMs = clock.now(), nextRefreshAtMs } = answer(clock.now());
      const outcome: UsageOutcome =
        fails === undefined
          ? {
              kind: 'fresh',
              snapshot: { windows: [], source: 'api-key', fetchedAtMs: takenAtMs },
              attempts: [],
            }
          : { kind: 'failed', failure: { kind: fails }, attempts: [] };
      return { ...outcome, ...(nextRefreshAtMs === undefined ? {} : { nextRefreshAtMs }) };
    },
    diagnose: refused,
    listSessions: refused,
    forgetSessions: refused,
    signInDigest: refused,
    tryPasted: refused,
  };
  const ended = new AbortController();
  const keeper = createReadingKeeper({
    host,
    app,
    cadence: 5,
    signal: ended.signal,
    changed: () => {},
  });
  const run = keeper.run();
  t.after(async () => {
    ended.abort(new Error('the test ends'));
    await run.catch(() => {});
  });
  const settle = (): Promise<void> => until(() => clock.waiting === 1, 'the next wait');
  async function passUntil(ms: number): Promise<void> {
    for (await settle(); clock.now() - startMs + (clock.nextWakeMs() ?? 0) <= ms; await settle())
      await clock.pass(clock.nextWakeMs() ?? 0);
  }
  return { keeper, asks, clock, settle, passUntil };
}

test('without a daemon it asks at the cadence, and says when it asks next', async (t) => {
  const { keeper, asks, passUntil, settle } = stage(t, () => ({}));
  await settle();
  assert.equal(keeper.current().nextRefreshAtMs, startMs + 5 * minuteMs);
  await passUntil(60 * minuteMs);
  assert.deepEqual(
    asks.map(({ atMs }) => atMs / minuteMs),
    [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60],
  );
  for (const { ask } of asks)
    assert.deepEqual([ask.insist, ask.mayPrompt, ask.besideDaemon], [false, false, 'use']);
});

test('in an outage it asks less and less often', async (t) => {
  const { asks, passUntil } = stage(t, () => ({ fails: 'server-fault' }));
  await passUntil(120 * minuteMs);
  assert.ok(asks.length <= 7, `${asks.length} times in two hours`);
});

test('beside a daemon it looks often at what that keeps, and insists only when a person does', async (t) => {
  const { keeper, asks, clock, passUntil, settle } = stage(t, (nowMs) => ({
    takenAtMs: startMs,
    nextRefreshAtMs: Math.max(nowMs + 1, startMs + 15 * minuteMs),
  }));
  await passUntil(2 * minuteMs);
  assert.equal(keeper.current().nextRefreshAtMs, startMs + 15 * minuteMs);
  assert.equal(asks.length, 9);
  assert.ok(asks.every(({ ask }) => !ask.insist));
  keeper.refreshNow();
  await until(() => asks.length === 10, 'the refresh');
  assert.equal(asks.at(-1)?.ask.insist, true);
  await settle();
  await clock.pass(clock.nextWakeMs() ?? 0);
  await settle();
  assert.equal(asks.at(-1)?.ask.insist, false);
});
