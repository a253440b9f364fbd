import assert from 'node:assert/strict';
import test from 'node:test';
import { forecastUsage } from '../../../../src/domain/forecast/forecast-windows.ts';
import type { Learned } from '../../../../src/domain/forecast/learned.ts';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';

const fetchedAtMs = Date.UTC(2026, 0, 6);
const weekly: QuotaWindow = {
  id: 'weekly',
  usedPercent: 40,
  unit: 'percent',
  lengthMinutes: 10_080,
  resetsAtMs: fetchedAtMs + 3 * 86_400_000,
  reliable: true,
};

/** What was learned of someone who works at all hours of a week. */
function learned(pointsPerCell: number): Learned {
  const cells = Array.from({ length: 336 }, () => pointsPerCell);
  const rhythm = {
    learnedAtMs: fetchedAtMs,
    utcOffsetMinutes: 0,
    weeks: 8,
    daysSeen: 56,
    unit: 'weekly',
    cells,
    activity: cells.map(() => 0.5),
    dayOff: 0.1,
    activePoints: pointsPerCell * 2,
    persistence: 0.5,
    activeVariance: 1,
    levelVariance: 0.1,
    dayVariance: 0.1,
    throttle: 1,
    ratios: { weekly: 1 },
  } as const;
  return { rhythm, recent: [] };
}

test('the same usage is forecast once, however often it is asked for', () => {
  const snapshot = { windows: [weekly], fetchedAtMs };
  const light = learned(0.05);
  assert.equal(forecastUsage(snapshot, light), forecastUsage(snapshot, light));
});

test('usage is forecast again once more was learned of its account', () => {
  const snapshot = { windows: [weekly], fetchedAtMs };
  const [before, after] = [undefined, learned(0.05), learned(0.4)]
    .map((one) => forecastUsage(snapshot, one).get('weekly'))
    .slice(1);
  assert.equal(before?.basis, 'rhythm');
  assert.ok((before?.usedAtResetPercent.p50 ?? NaN) < (after?.usedAtResetPercent.p50 ?? NaN));
});
