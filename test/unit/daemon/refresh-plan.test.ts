import assert from 'node:assert/strict';
import test from 'node:test';
import {
  dueAtOnce,
  isFromFuture,
  planRefreshes,
  trackAfter,
  type AccountTrack,
  type CadenceContext,
} from '../../../src/daemon/refresh-plan.ts';
import type { FailureKind } from '../../../src/domain/failure.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { assertSame } from '../../support/assert-same.ts';

const nowMs = 1_800_000_000_000;
const minuteMs = 60_000;
const everyFive: CadenceContext = { cadence: 5, isWatched: false, savesBattery: false };

const fresh: UsageOutcome = {
  kind: 'fresh',
  snapshot: { windows: [], source: 'api-key', fetchedAtMs: nowMs },
  attempts: [],
};
const failed = (kind: FailureKind): UsageOutcome => ({
  kind: 'failed',
  failure: { kind },
  attempts: [],
});

function track(minutesAgo: number, outcome = fresh): AccountTrack {
  const failuresInARow = outcome.kind === 'failed' ? 1 : 0;
  return { outcome, refreshedAtMs: nowMs - minutesAgo * minuteMs, failuresInARow, jitter: 0 };
}

test('the earliest account is first, and only due ones are refreshed', () => {
  const accounts = [
    { account: { slot: 'later' }, track: track(1) },
    { account: { slot: 'due' }, track: track(5) },
  ];
  const { plan, due, waitMs } = planRefreshes(accounts, everyFive, nowMs);
  assertSame(plan, {
    nextRefreshAtMs: new Map([
      ['later', nowMs + 4 * minuteMs],
      ['due', nowMs],
    ]),
    first: { atMs: nowMs, reason: 'scheduled' },
  });
  const expected = {
    account: { slot: 'due' },
    maxAgeMs: 150_000,
    isRetry: false,
    isCrowded: false,
  };
  assert.deepEqual(due, [expected]);
  assert.equal(waitMs, 4 * minuteMs);
});

test('accounts that need the user have no next refresh', () => {
  const blocked = { account: { slot: 'main' }, track: track(60, failed('credential-missing')) };
  const { plan, due, waitMs } = planRefreshes([blocked], everyFive, nowMs);
  assertSame(plan, { nextRefreshAtMs: new Map(), waitsFor: 'needs-person' });
  assert.deepEqual([due, waitMs], [[], minuteMs]);
  const { plan: empty } = planRefreshes([], everyFive, nowMs);
  assertSame(empty, { nextRefreshAtMs: new Map() });
});

test('at short cadences, usage of other processes must be younger to be shared', () => {
  for (const cadence of [1, 2]) {
    const account = { account: { slot: 'main' }, track: track(cadence) };
    const { due } = planRefreshes([account], { ...everyFive, cadence }, nowMs);
    assert.deepEqual(
      due.map(({ maxAgeMs }) => maxAgeMs),
      [30_000],
    );
  }
});

test('failures are counted until a success, and a bug keeps the last outcome', () => {
  const refresh = { refreshedAtMs: nowMs, jitter: 0.5 };
  const once = trackAfter(track(5), { ...refresh, outcome: failed('offline') });
  const twice = trackAfter(once, { ...refresh, outcome: failed('offline') });
  assert.deepEqual([once.failuresInARow, twice.failuresInARow], [1, 2]);
  const afterBug = trackAfter(twice, { ...refresh, outcome: undefined });
  assert.deepEqual(afterBug, twice);
  assert.equal(trackAfter(twice, { ...refresh, outcome: fresh }).failuresInARow, 0);
});

test('a track from the future is due at once', () => {
  const future = track(-1);
  assert.equal(isFromFuture(future, nowMs), true);
  assert.equal(isFromFuture(track(0), nowMs), false);
  assert.equal(isFromFuture(dueAtOnce(future), nowMs), false);
  const account = { account: { slot: 'main' }, track: dueAtOnce(future) };
  assert.equal(planRefreshes([account], everyFive, nowMs).due.length, 1);
});

test('the refresh after a reset follows Kimi’s clock', () => {
  const aheadMs = 180 * minuteMs;
  const snapshot = {
    windows: [
      {
        id: 'session',
        usedPercent: 10,
        unit: 'percent',
        // In two minutes: by this machine's clock almost three hours ago.
        resetsAtMs: nowMs - aheadMs + 2 * minuteMs,
        reliable: true,
      },
    ],
    source: 'api-key',
    fetchedAtMs: nowMs,
    clockOffsetMs: aheadMs,
  } as const;
  const known = track(0, { kind: 'fresh', snapshot, attempts: [] });
  const { plan } = planRefreshes([{ account: { slot: 'main' }, track: known }], everyFive, nowMs);
  assertSame(plan.first, { atMs: nowMs + 3 * minuteMs, reason: 'after-reset' });
});
