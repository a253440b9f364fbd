import assert from 'node:assert/strict';
import test from 'node:test';
import { Failure } from '../../../src/domain/failure.ts';
import type { CachedUsage } from '../../../src/domain/cached-usage.ts';
import type { UsageSnapshot } from '../../../src/domain/usage-snapshot.ts';
import type { FetchOutcome } from '../../../src/domain/fetch-outcome.ts';
import { minForcedGapMs } from '../../../src/refresh/cadence.ts';
import {
  refreshUsage,
  type RefreshRequest,
  type RefresherDeps,
} from '../../../src/refresh/refresher.ts';
import { manualClock, type ManualClock } from '../../support/fakes/manual-clock.ts';
import { until } from '../../support/until.ts';

const startMs = 1_800_000_000_000;
const never = new AbortController().signal;

function snapshot(fetchedAtMs: number): UsageSnapshot {
  return {
    windows: [{ id: 'weekly', usedPercent: 10, unit: 'percent', reliable: true }],
    source: 'api-key',
    fetchedAtMs,
  };
}

/** A refresher's dependencies in memory: a manual clock, one cache and one lease for all. */
function surroundings(
  options: {
    kept?: CachedUsage | undefined;
    fetch?: ((signal: AbortSignal) => Promise<FetchOutcome>) | undefined;
    write?: (() => Promise<void>) | undefined;
  } = {},
) {
  const clock = manualClock(startMs);
  const seen = { fetches: 0, leaseHeld: false, renewals: 0, kept: options.kept };
  const deps: RefresherDeps = {
    log: { debug() {} },
    clock,
    cache: {
      read: () => seen.kept,
      write: options.write ?? (async (kept) => void (seen.kept = kept)),
    },
    async takeLease() {
      if (seen.leaseHeld) return undefined;
      seen.leaseHeld = true;
      return {
        renewEveryMs: 1_000,
        isHeld: () => true,
        renew: async () => void (seen.renewals += 1),
        release: async () => void (seen.leaseHeld = false),
      };
    },
    async fetch(signal) {
      seen.fetches += 1;
      if (options.fetch !== undefined) return options.fetch(signal);
      return {
        kind: 'ok',
        snapshot: snapshot(clock.now()),
        attempts: [{ source: 'api-key', outcome: 'ok' }],
      };
    },
  };
  const ask = (more: Partial<RefreshRequest> = {}) =>
    refreshUsage(deps, {
      maxAgeMs: 30_000,
      insist: false,
      timeoutMs: 60_000,
      signal: never,
      ...more,
    });
  return { clock, seen, ask };
}

/** Lets time pass in the steps of a waiting process until `work` is done. */
async function passUntilDone<T>(clock: ManualClock, work: Promise<T>): Promise<T> {
  const seen = { isDone: false };
  void work.finally(() => (seen.isDone = true));
  while (!seen.isDone) {
    await new Promise((resolve) => setImmediate(resolve));
    await clock.pass(25);
  }
  return work;
}

const failWith = (failure: Failure) => async (): Promise<FetchOutcome> => ({
  kind: 'failed',
  failure,
  attempts: [],
});

test('young cached usage costs no request, old usage does', async () => {
  const young = surroundings({
    kept: { good: { snapshot: snapshot(startMs - 30_000), attempts: [] } },
  });
  assert.equal((await young.ask()).kind, 'fresh');
  assert.equal(young.seen.fetches, 0);
  const old = surroundings({
    kept: { good: { snapshot: snapshot(startMs - 30_001), attempts: [] } },
  });
  assert.equal((await old.ask()).kind, 'fresh');
  assert.equal(old.seen.fetches, 1);
});

test('usage from the future does not count as young', async () => {
  const { seen, ask } = surroundings({
    kept: { good: { snapshot: snapshot(startMs + 60_000), attempts: [] } },
  });
  const outcome = await ask();
  assert.equal(outcome.kind === 'fresh' && outcome.snapshot.fetchedAtMs, startMs);
  assert.equal(seen.fetches, 1);
});

test('insisting sends another request', async () => {
  const { seen, ask } = surroundings({
    kept: { good: { snapshot: snapshot(startMs - 1), attempts: [] } },
  });
  const outcome = await ask({ insist: true });
  assert.equal(outcome.kind, 'fresh');
  assert.equal(seen.fetches, 1);
});

test('concurrent refreshes share one request and its response', async () => {
  const { clock, seen, ask } = surroundings();
  const asked = Promise.all(Array.from({ length: 16 }, () => ask({ insist: true })));
  const outcomes = await passUntilDone(clock, asked);
  assert.equal(seen.fetches, 1);
  assert.equal(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size, 1);
});

test('concurrent refreshes share a failure, too', async () => {
  const { clock, seen, ask } = surroundings({
    fetch: failWith(new Failure('server-fault', 'down')),
  });
  const asked = Promise.all(Array.from({ length: 16 }, () => ask()));
  const outcomes = await passUntilDone(clock, asked);
  assert.equal(seen.fetches, 1);
  assert.ok(
    outcomes.every(
      (outcome) => outcome.kind === 'failed' && outcome.failure.kind === 'server-fault',
    ),
  );
});

test('a failure keeps the last good usage, and a later success clears the failure', async () => {
  const good = { snapshot: snapshot(startMs - 60_000), attempts: [] };
  const results = [
    failWith(new Failure('server-fault', 'down')),
    async () => ({ kind: 'ok' as const, snapshot: snapshot(startMs), attempts: [] }),
  ];
  const { clock, seen, ask } = surroundings({
    kept: { good },
    fetch: async () => results.shift()!(),
  });
  const outcome = await ask();
  assert.equal(outcome.kind, 'failed');
  assert.deepEqual(outcome.kind === 'failed' && outcome.lastGood, good.snapshot);
  await clock.pass(1);
  assert.equal((await ask({ insist: true })).kind, 'fresh');
  assert.equal(seen.kept?.failed, undefined);
});

test('a pause that Kimi asked for is respected, unless the caller insists', async () => {
  const { clock, seen, ask } = surroundings({
    fetch: failWith(new Failure('rate-limited', 'later', { retryAfterMs: 120_000 })),
  });
  await ask();
  await clock.pass(119_000);
  const outcome = await ask({ maxAgeMs: minForcedGapMs });
  assert.equal(outcome.kind === 'failed' && outcome.failure.kind, 'rate-limited');
  assert.equal(
    outcome.kind === 'failed' && outcome.failure.retryAfterMs,
    1_000,
    'what is left of the pause',
  );
  assert.equal(seen.fetches, 1);
  await ask({ insist: true });
  assert.equal(seen.fetches, 2);
  await clock.pass(120_000);
  await ask();
  assert.equal(seen.fetches, 3);
});

test('a run that timed out shows the last good usage and saves no failure for others', async () => {
  const late = new AbortController();
  const good = { snapshot: snapshot(startMs - 60_000), attempts: [] };
  const { seen, ask } = surroundings({
    kept: { good },
    fetch: async (signal) => {
      late.abort(new Failure('timed-out', 'too late'));
      throw signal.reason;
    },
  });
  const outcome = await ask({ signal: late.signal });
  assert.equal(outcome.kind === 'failed' && outcome.failure.kind, 'timed-out');
  assert.deepEqual(outcome.kind === 'failed' && outcome.lastGood, good.snapshot);
  assert.equal(seen.kept?.failed, undefined);
  assert.equal(seen.leaseHeld, false);
});

test('cancelling rejects, and the lease is released', async () => {
  const cancel = new AbortController();
  const { seen, ask } = surroundings({
    fetch: async (signal) => {
      cancel.abort(new Failure('cancelled', 'enough'));
      throw signal.reason;
    },
  });
  await assert.rejects(ask({ signal: cancel.signal }), { kind: 'cancelled' });
  assert.equal(seen.leaseHeld, false);
});

test('a long request renews its lease', async () => {
  const fetched = Promise.withResolvers<FetchOutcome>();
  const { clock, seen, ask } = surroundings({ fetch: () => fetched.promise });
  const asked = ask();
  await until(() => seen.fetches === 1, 'the fetch');
  await clock.pass(4_500);
  assert.equal(seen.renewals, 4);
  fetched.resolve({ kind: 'ok', snapshot: snapshot(startMs), attempts: [] });
  await asked;
  assert.equal(clock.waiting, 0);
});

test('a service that does not respond in time gives timed-out and releases the lease', async () => {
  const good = { snapshot: snapshot(startMs - 60_000), attempts: [] };
  const { clock, seen, ask } = surroundings({
    kept: { good },
    fetch: (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  const asked = ask({ timeoutMs: 2_000 });
  await until(() => seen.fetches === 1, 'the fetch');
  await clock.pass(2_000);
  const outcome = await asked;
  assert.equal(outcome.kind === 'failed' && outcome.failure.kind, 'timed-out');
  assert.deepEqual(outcome.kind === 'failed' && outcome.lastGood, good.snapshot);
  assert.equal(seen.kept?.failed, undefined);
  assert.equal(seen.leaseHeld, false);
});

test('a disk that cannot be written to does not cost the outcome', async () => {
  const { seen, ask } = surroundings({ write: async () => Promise.reject(new Error('EROFS')) });
  assert.equal((await ask()).kind, 'fresh');
  assert.equal(seen.leaseHeld, false);
});
