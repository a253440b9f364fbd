import assert from 'node:assert/strict';
import test from 'node:test';
import { Failure, type FailureKind } from '../../../src/domain/failure.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { type LoopAccount } from '../../../src/daemon/refresh-loop.ts';
import { assertSame } from '../../support/assert-same.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';

import { fresh, loopOn, minuteMs, settle, startMs } from './refresh-loop-stage.ts';

const failed = (kind: FailureKind): UsageOutcome => ({
  kind: 'failed',
  failure: { kind },
  attempts: [],
});

test('refreshes at the start and then at its cadence, with no other wake-ups', async (t) => {
  const { loop, pass, minutes, clock } = loopOn(t);
  loop.start();
  await pass(16 * minuteMs);
  assert.deepEqual(minutes(), [0, 5, 10, 15]);
  assert.equal(clock.waiting, 1);
});

test('publishes when it refreshes next', async (t) => {
  const { loop, seen } = loopOn(t);
  loop.start();
  await settle();
  assertSame(seen.plans.at(-1), {
    nextRefreshAtMs: new Map([['main', startMs + 5 * minuteMs]]),
    first: { atMs: startMs + 5 * minuteMs, reason: 'scheduled' },
  });
});

test('after a long sleep of the machine there is one refresh, not a burst', async (t) => {
  const { loop, pass, clock, minutes } = loopOn(t);
  loop.start();
  await pass(6 * minuteMs);
  clock.set(480 * minuteMs);
  // The timer has not noticed; whoever asks for the state makes it look.
  loop.recheck();
  await settle();
  await pass(4 * minuteMs);
  assert.deepEqual(minutes(), [0, 5, 486]);
});

test('a clock set forward by a day is noticed at the next wake-up', async (t) => {
  const { loop, pass, clock, minutes } = loopOn(t);
  loop.start();
  await pass(minuteMs);
  clock.set(1440 * minuteMs);
  await pass(9 * minuteMs);
  assert.deepEqual(minutes(), [0, 1445, 1450]);
});

test('a clock set back by a day does not stop refreshes', async (t) => {
  const { loop, pass, clock, seen } = loopOn(t);
  loop.start();
  await pass(6 * minuteMs);
  clock.set(-1440 * minuteMs);
  await pass(11 * minuteMs);
  assert.ok(seen.asked.length >= 4 && seen.asked.length <= 5, `${seen.asked.length} askings`);
});

test('a clock set back is noticed at once on a recheck', async (t) => {
  const { loop, pass, clock, seen } = loopOn(t);
  loop.start();
  await pass(minuteMs);
  clock.set(-1440 * minuteMs);
  loop.recheck();
  await settle();
  assert.equal(seen.asked.length, 2);
});

test('concurrent refreshes share one request', async (t) => {
  let answer: ((outcome: UsageOutcome) => void) | undefined;
  const { loop, seen } = loopOn(t, {
    answer: () => new Promise((resolve) => (answer = resolve)),
  });
  loop.start();
  await settle();
  const all = [loop.refresh(), loop.refresh()];
  answer?.(fresh(startMs));
  await Promise.all(all);
  assert.equal(seen.asked.length, 1);
  const forced = loop.refresh();
  await settle();
  answer?.(fresh(startMs));
  await forced;
  assert.deepEqual(
    seen.asked.map(({ maxAgeMs }) => maxAgeMs),
    [150_000, 0],
  );
});

test('refreshes that users ask for are at least ten seconds apart', async (t) => {
  const { clock, loop, seen } = loopOn(t);
  loop.start();
  await settle();
  for (let second = 0; second < 30; second += 1) {
    await Promise.all([loop.refresh(), loop.refresh(), loop.refresh()]);
    await clock.pass(1000);
  }
  assert.deepEqual(
    seen.asked.map(({ atMs }) => atMs - startMs),
    [0, 0, 10_000, 20_000],
  );
});

test('a pause that Kimi asked for holds for users, too; other failures have the same gap', async (t) => {
  for (const [failure, atSeconds] of [
    [new Failure('rate-limited', 'later', { retryAfterMs: 3_600_000 }), [0]],
    [new Failure('server-fault', 'down'), [0, 0, 10, 20]],
    // Nothing was sent: the user may have signed in meanwhile.
    [new Failure('credential-missing', 'none'), [0, ...Array(30).keys()]],
  ] as const) {
    const { clock, loop, seen } = loopOn(t, {
      answer: () => ({ kind: 'failed', failure, attempts: [] }),
    });
    loop.start();
    await settle();
    for (let second = 0; second < 30; second += 1) {
      await loop.refresh();
      await clock.pass(1000);
    }
    assert.deepEqual(
      seen.asked.map(({ atMs }) => (atMs - startMs) / 1000),
      atSeconds,
      failure.kind,
    );
  }
});

test('a manual refresh postpones the next one', async (t) => {
  const { loop, pass, minutes } = loopOn(t);
  loop.start();
  await pass(3 * minuteMs);
  await loop.refresh();
  await pass(6 * minuteMs);
  assert.deepEqual(minutes(), [0, 3, 8]);
});

test('failures back off, and a success ends that', async (t) => {
  const { loop, pass, minutes } = loopOn(t, {
    answer: (_, turn) => (turn <= 4 ? failed('offline') : fresh(Infinity)),
  });
  loop.start();
  await pass(26 * minuteMs);
  assert.deepEqual(minutes(), [0, 1, 3, 7, 15, 20, 25]);
});

test('without a credential there are no requests until something changes or a viewer comes', async (t) => {
  const { loop, pass, seen, world } = loopOn(t, { answer: () => failed('credential-missing') });
  loop.start();
  await pass(60 * minuteMs);
  assert.equal(seen.asked.length, 1);
  assert.equal(seen.plans.at(-1)?.first, undefined);
  assert.equal(seen.plans.at(-1)?.waitsFor, 'needs-person');
  world.changed = true;
  await pass(minuteMs);
  assert.equal(seen.asked.length, 2);
  loop.replan({ forViewer: true });
  await settle();
  assert.equal(seen.asked.length, 3);
});

test('each account has a cadence of its own', async (t) => {
  const { loop, pass, seen } = loopOn(t, {
    names: ['a', 'b'],
    answer: (name) => (name === 'b' ? failed('server-fault') : fresh(Infinity)),
  });
  loop.start();
  await pass(21 * minuteMs);
  const times = (wanted: string) =>
    seen.asked.filter(({ name }) => name === wanted).map(({ atMs }) => (atMs - startMs) / minuteMs);
  assert.deepEqual(times('a'), [0, 5, 10, 15, 20]);
  assert.deepEqual(times('b'), [0, 5, 15]);
});

test('a new viewer gets a refresh sooner', async (t) => {
  const { loop, pass, world, minutes } = loopOn(t);
  world.context = { cadence: 'adaptive', isWatched: false, savesBattery: false };
  loop.start();
  await pass(7 * minuteMs);
  assert.deepEqual(minutes(), [0]);
  world.context = { ...world.context, isWatched: true };
  loop.replan({ forViewer: true });
  await settle();
  assert.deepEqual(minutes(), [0, 7]);
});

test('a bug in a refresh is logged, and the loop goes on', async (t) => {
  const { loop, pass, minutes, seen } = loopOn(t, {
    answer: (_, turn) => (turn === 1 ? Promise.reject(new TypeError('bug')) : fresh(Infinity)),
  });
  loop.start();
  await pass(6 * minuteMs);
  assert.deepEqual(minutes(), [0, 5]);
  assert.ok(seen.logged.includes('a refresh failed unexpectedly'));
});

test('closing cancels a request that hangs', async (t) => {
  const { loop, seen } = loopOn(t, { answer: () => new Promise(() => {}) });
  loop.start();
  await settle();
  await loop.close();
  assert.equal(seen.asked.length, 1);
  assert.deepEqual(seen.logged, []);
});

test('two daemons at the same cadence send no more requests than one', async (t) => {
  const clock = manualClock(startMs);
  const shared = { takenAtMs: -Infinity, requests: 0 };
  const account: LoopAccount = {
    slot: 'main',
    service: 'kimi',
    cached: () => undefined,
    async refresh({ maxAgeMs }) {
      if (clock.now() - shared.takenAtMs > maxAgeMs) {
        shared.takenAtMs = clock.now();
        shared.requests += 1;
      }
      return fresh(shared.takenAtMs);
    },
  };
  const one = loopOn(t, { clock, account });
  const two = loopOn(t, { clock, account });
  one.loop.start();
  await one.pass(4 * minuteMs);
  two.loop.start();
  await one.pass(116 * minuteMs);
  assert.ok(shared.requests <= 26, `${shared.requests} requests in two hours`);
});

test('older usage of another process does not replace newer usage', async (t) => {
  const { loop, pass } = loopOn(t, { answer: (_, turn) => fresh(startMs - (turn - 1) * minuteMs) });
  loop.start();
  await pass(6 * minuteMs);
  const outcome = loop.outcomeOf('main');
  assert.equal(outcome?.kind === 'fresh' && outcome.snapshot.fetchedAtMs, startMs);
});

test('a failure keeps the last good usage even if no cache does', async (t) => {
  const { loop, pass } = loopOn(t, {
    answer: (_, turn) => (turn === 1 ? fresh(startMs) : failed('offline')),
  });
  loop.start();
  await pass(8 * minuteMs);
  const outcome = loop.outcomeOf('main');
  assert.equal(outcome?.kind === 'failed' && outcome.lastGood?.fetchedAtMs, startMs);
});
