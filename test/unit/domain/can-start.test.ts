import assert from 'node:assert/strict';
import test from 'node:test';
import { canStart, type TaskSize } from '../../../src/domain/can-start.ts';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';

const nowMs = 1_000_000_000;
const minuteMs = 60_000;
const inMinutes = (minutes: number): number => nowMs + minutes * minuteMs;

const window = (
  id: 'session' | 'weekly',
  usedPercent: number,
  more: Partial<QuotaWindow> = {},
) => ({
  id,
  usedPercent,
  unit: 'percent' as const,
  reliable: true,
  resetsAtMs: inMinutes(100),
  ...more,
});
const windows = [window('session', 40), window('weekly', 70)];
const ask = (size: TaskSize, verdict: Verdict, from: readonly QuotaWindow[] = windows) =>
  canStart(size, { windows: from, verdict, nowMs });
const minutes = (count: number): TaskSize => ({ kind: 'minutes', minutes: count });
const points = (low: number, high = low, id?: 'session' | 'weekly'): TaskSize => ({
  kind: 'points',
  low,
  high,
  window: id,
});

test('minutes are compared with the moment at which the first window runs out', () => {
  const short: Verdict = {
    state: 'short',
    window: 'session',
    until: inMinutes(30),
    backAt: inMinutes(100),
  };
  assert.deepEqual(ask(minutes(30), short), {
    answer: 'yes',
    cause: 'lasts-until',
    window: 'session',
    until: inMinutes(30),
    backAt: inMinutes(100),
  });
  assert.equal(ask(minutes(31), short).answer, 'no');
  assert.deepEqual(ask(minutes(9999), { state: 'lasts' }), { answer: 'yes', cause: 'lasts' });
  assert.equal(ask(minutes(1), { state: 'unknown' }).answer, 'unknown');
});

test('nothing can start while a window is used up', () => {
  const out: Verdict = { state: 'out', window: 'weekly', backAt: inMinutes(5) };
  for (const size of [minutes(0), points(0)])
    assert.deepEqual(ask(size, out), {
      answer: 'no',
      cause: 'used-up',
      window: 'weekly',
      backAt: inMinutes(5),
    });
});

test('points are compared with the tightest window, or with the named one', () => {
  const lasts: Verdict = { state: 'lasts' };
  assert.equal(ask(points(30), lasts).answer, 'yes');
  assert.deepEqual(ask(points(31), lasts), {
    answer: 'no',
    cause: 'too-few-points',
    window: 'weekly',
    leftPercent: 30,
    backAt: inMinutes(100),
  });
  assert.equal(ask(points(31, 31, 'session'), lasts).answer, 'yes');
  assert.equal(ask(points(20, 40), lasts).answer, 'unknown');
  const unusable = [
    window('session', 0, { reliable: false }),
    window('weekly', 0, { resetsAtMs: nowMs }),
  ];
  assert.equal(ask(points(1), lasts, unusable).answer, 'unknown');
});
