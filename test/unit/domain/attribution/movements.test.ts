import assert from 'node:assert/strict';
import test from 'node:test';
import {
  coverageOf,
  movementsOf,
  readingStep,
} from '../../../../src/domain/attribution/movements.ts';
import { windowMovements } from '../../../../src/domain/attribution/refine-movements.ts';
import type { HistorySample, HistorySeries } from '../../../../src/domain/history.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 9, 5, 12);

function sample(hour: number, usedPercent: number, resetsAtHour?: number): HistorySample {
  const resetsAtMs = resetsAtHour === undefined ? undefined : startMs + resetsAtHour * hourMs;
  return { atMs: startMs + hour * hourMs, usedPercent, resetsAtMs };
}

function series(samples: readonly HistorySample[], lengthMinutes = 300): HistorySeries {
  const windowId = lengthMinutes === 300 ? 'session' : 'weekly';
  return { windowId, lengthMinutes, samples, resetsAtMs: [] };
}

/** Start and end in hours, points, and the period. */
function moved(one: HistorySeries): readonly (readonly number[])[] {
  return movementsOf(one).map(({ fromMs, toMs, points, period }) => [
    (fromMs - startMs) / hourMs,
    (toMs - startMs) / hourMs,
    points,
    period,
  ]);
}

test('a window moves from its start to the first reading, and from reading to reading', () => {
  const one = series([sample(1, 10, 5), sample(2, 25, 5), sample(3, 24, 5)]);
  assert.deepEqual(moved(one), [
    [0, 1, 10, 1],
    [1, 2, 15, 1],
    [2, 3, -1, 1],
  ]);
});

test('over a reset, only the time after it is known', () => {
  const one = series([sample(4, 40, 5), sample(9, 8, 13)]);
  assert.deepEqual(moved(one), [
    [0, 4, 40, 1],
    // Between two periods nothing was used, or the next would have begun.
    [5, 8, 0, 1],
    [8, 9, 8, 2],
  ]);
});

test('a break in which a whole period fits is unknown', () => {
  const one = series([sample(4, 40, 5), sample(20, 8, 24)]);
  assert.deepEqual(moved(one), [
    [0, 4, 40, 1],
    [19, 20, 8, 2],
  ]);
  const movements = movementsOf(one);
  const day = { sinceMs: startMs, untilMs: startMs + 20 * hourMs };
  assert.equal(coverageOf(movements, day), 5 / 20);
});

test('a deep fall is an unannounced reset', () => {
  const one = series([sample(30, 60, 100), sample(32, 3, 199)], 10_080);
  assert.deepEqual(
    moved(one).map(([, , points, period]) => [points, period]),
    [
      [60, 1],
      [3, 2],
    ],
  );
});

test('a deep fall before the same reset is no use: nothing is known of the time between', () => {
  const one = series([sample(2, 49, 5), sample(3, 14, 5), sample(4, 20, 5)]);
  assert.deepEqual(moved(one), [
    [0, 2, 49, 1],
    [3, 4, 6, 2],
  ]);
});

test('a window that was given some back and is then used up moved by no more than that', () => {
  const weekly = Array.from({ length: 18 }, (_, hour) =>
    sample(hour + 1, hour < 6 ? 8 * (hour + 1) : Math.min(100, 14 + 8 * (hour - 6)), 168),
  );
  const session = Array.from({ length: 18 }, (_, hour) =>
    sample(hour + 1, 20 * ((hour % 5) + 1) - 1, 5 * Math.floor(hour / 5) + 5.001),
  );
  const all = [series(session), series(weekly, 10_080)];
  const points = windowMovements(all, 'weekly').map((movement) => movement.points);
  const total = points.reduce((sum, one) => sum + one, 0);
  assert.ok(Math.abs(total - (48 + 86)) <= 1.5, String(total));
});

test('the step of readings shows in their values', () => {
  const all = [
    [1, 2, 55],
    [0.5, 12],
    [12.34, 56.7],
  ];
  const steps = all.map((values) => readingStep(values.map((used, hour) => sample(hour, used))));
  assert.deepEqual(steps, [1, 0.5, 0.01]);
});
