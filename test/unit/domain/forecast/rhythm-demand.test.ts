import assert from 'node:assert/strict';
import test from 'node:test';
import { rhythmDemand } from '../../../../src/domain/forecast/rhythm-demand.ts';
import { rhythmNow } from '../../../../src/domain/forecast/rhythm-now.ts';
import type { Rhythm } from '../../../../src/domain/forecast/rhythm.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 27, 15, 10);
/** Some work each afternoon. */
const isWork = (slot: number): boolean => slot % 48 >= 26 && slot % 48 < 30;
const week = <T>(of: (slot: number) => T): T[] =>
  Array.from({ length: 336 }, (_, slot) => of(slot));

const rhythm: Rhythm = {
  learnedAtMs: nowMs,
  utcOffsetMinutes: 345,
  weeks: 8,
  daysSeen: 50,
  unit: 'monthly',
  cells: week((slot) => (isWork(slot) ? 0.2 : 0)),
  activity: week((slot) => (isWork(slot) ? 0.05 : 0)),
  dayOff: 0.2,
  activePoints: 4,
  persistence: 0.6,
  activeVariance: 0.3,
  levelVariance: 0.05,
  dayVariance: 0.2,
  throttle: 1,
  ratios: { monthly: 1 },
};
const recent = { points: 0, expected: 0, activeSlots: 0, activePoints: 0, active: 0 };

test('later weeks go on as the first one did', () => {
  const now = rhythmNow({ rhythm, recent, nowMs });
  const untilMs = nowMs + 20 * dayMs;
  const demand = rhythmDemand({ rhythm, recent, now, nowMs, untilMs })(1);
  const idle = (days: number): number => demand(days * dayMs)(0);
  // In the middle of an afternoon's work.
  const perDay = idle(6.7) / idle(5.7);
  for (const days of [7, 13, 18, 19]) {
    const expected = idle(6.7) * perDay ** (days - 6);
    const actual = idle(days + 0.7);
    assert.ok(Math.abs(actual / expected - 1) < 1e-4, `${days} days: ${actual}, not ${expected}`);
  }
});

test('a reset within a half hour leaves the demand until then as it is', () => {
  const workMs = nowMs - (nowMs % dayMs) + 8 * 3_600_000;
  const now = rhythmNow({ rhythm, recent, nowMs: workMs });
  const idle = (untilMs: number): number =>
    rhythmDemand({ rhythm, recent, now, nowMs: workMs, untilMs })(1)(6 * 60_000)(0);
  assert.ok(idle(workMs + dayMs) < 0.999, 'some work is likely');
  assert.equal(idle(workMs + 6 * 60_000), idle(workMs + dayMs));
});
