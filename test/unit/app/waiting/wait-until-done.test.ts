import assert from 'node:assert/strict';
import test from 'node:test';
import { waitUntilDone } from '../../../../src/app/waiting/wait-until-done.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 28);

/** Waits for `inMs` once; `count` is how often it was checked. */
function start(inMs: number, maxWaitMs = 10 * 60 * minuteMs) {
  const clock = manualClock(startMs);
  const state = { count: 0, end: '' };
  const check = async (isFirst: boolean) => {
    state.count += 1;
    if (!isFirst) return { kind: 'done', result: 1 } as const;
    return { kind: 'wait', result: 0, reason: 'reset', atMs: clock.now() + inMs } as const;
  };
  const signal = new AbortController().signal;
  void waitUntilDone(clock, { maxWaitMs, check, onWait: () => {} }, signal).then(
    ({ kind }) => (state.end = kind),
  );
  return { clock, state };
}

test('time that passes while the machine sleeps counts', async () => {
  const { clock, state } = start(60 * minuteMs);
  await clock.pass(minuteMs);
  clock.set(2 * 60 * minuteMs);
  await clock.pass(minuteMs);
  assert.deepEqual(state, { count: 2, end: 'done' });
});

test('a clock that is set back makes no wait longer', async () => {
  const { clock, state } = start(60 * minuteMs);
  await clock.pass(minuteMs);
  clock.set(-24 * 60 * minuteMs);
  await clock.pass(58 * minuteMs);
  assert.equal(state.count, 1);
  await clock.pass(minuteMs);
  assert.deepEqual(state, { count: 2, end: 'done' });
});

test('a wait that is longer than allowed is not begun', async () => {
  const { clock, state } = start(60 * minuteMs, 59 * minuteMs);
  await clock.pass(0);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(state, { count: 1, end: 'gave-up' });
});
