import assert from 'node:assert/strict';
import test from 'node:test';
import { chartScale, stepPath, thinned } from '../../../../src/web/history/chart-scale.ts';
import { historyCourse } from '../../../../src/web/history/history-course.ts';
import { rangeBars } from '../../../../src/web/history/range-bars.ts';
import { timeTicks } from '../../../../src/web/history/time-ticks.ts';

const hour = 3_600_000;
const dayMs = 24 * hour;

/** Local time in November 2026. */
function at(day: number, hours: number): number {
  return new Date(2026, 10, day, hours).getTime();
}

test('times and shares are mapped to the picture, and times outside to its edges', () => {
  const scale = chartScale({ sinceMs: 0, untilMs: 10 * hour }, 550);
  assert.deepEqual([scale.x(0), scale.x(10 * hour), scale.x(99 * hour)], [42, 542, 542]);
  assert.deepEqual([scale.y(100), scale.y(0)], [16, 212]);
  assert.equal(scale.timeAt(scale.x(5 * hour)), 5 * hour);
  const steps = [
    { atMs: 0, share: 100 },
    { atMs: 5 * hour, share: 50 },
  ];
  assert.equal(stepPath(steps, scale), 'M42 16H292V114');
});

test('a year of samples is drawn with a few corners for each pixel, and keeps the extremes', () => {
  const points = Array.from({ length: 20_000 }, (_, index) => ({
    atMs: index * hour,
    share: index === 7777 ? 3 : 40 + (index % 50),
  }));
  const scale = chartScale({ sinceMs: 0, untilMs: 20_000 * hour }, 650);
  const kept = thinned(points, scale);
  assert.ok(kept.length <= 4 * 601, `${kept.length} corners`);
  assert.ok(kept.some(({ share }) => share === 3));
  assert.equal(kept[0], points[0]);
  assert.equal(kept.at(-1), points.at(-1));
  assert.deepEqual(
    kept.map(({ atMs }) => atMs),
    kept.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
  );
});

test('ticks are round local times, as many as fit', () => {
  const hours = timeTicks(at(28, 12) + 17 * 60_000, at(28, 17) + 17 * 60_000, 6);
  assert.deepEqual(
    hours.map(({ atMs }) => new Date(atMs).getHours()),
    [13, 14, 15, 16, 17],
  );
  const overnight = timeTicks(at(28, 20), at(29, 4), 8);
  assert.deepEqual(
    overnight.filter(({ kind }) => kind === 'day').map(({ atMs }) => atMs),
    [at(29, 0)],
  );
  const month = timeTicks(at(1, 5), at(30, 5), 6);
  assert.ok(month.length > 2 && month.length <= 6);
  assert.ok(month.every(({ atMs }) => new Date(atMs).getHours() === 0));
  const year = timeTicks(at(28, 0) - 365 * dayMs, at(28, 0), 7);
  assert.ok(year.length > 3 && year.every(({ atMs }) => new Date(atMs).getDate() === 1));
});

test('dozens of resets become bars from the lowest to the highest share of a day', () => {
  const nowMs = new Date(2026, 10, 28, 12).getTime();
  const resetsAtMs = Array.from({ length: 140 }, (_, index) => nowMs - (index + 1) * 5 * hour);
  const samples = resetsAtMs.flatMap((resetMs) => [
    { atMs: resetMs + hour, usedPercent: 20 },
    { atMs: resetMs + 3 * hour, usedPercent: resetMs === resetsAtMs[50] ? 100 : 70 },
  ]);
  const series = {
    windowId: 'session',
    lengthMinutes: 300,
    samples: samples.toSorted((a, b) => a.atMs - b.atMs),
    resetsAtMs: resetsAtMs.toReversed(),
  } as const;
  const facts = { untilMs: nowMs, nowMs, meters: 'left', gapMs: 14 * hour } as const;
  const bars = rangeBars(historyCourse(series, { ...facts, sinceMs: nowMs - 25 * dayMs })) ?? [];
  assert.equal(bars.length, 26);
  assert.deepEqual([bars[10]?.low, bars[10]?.high], [30, 100]);
  assert.equal(bars.filter(({ wasDry }) => wasDry).length, 1);
  assert.equal(Math.min(...bars.map(({ low }) => low)), 0);
  const few = historyCourse(series, { ...facts, sinceMs: nowMs - 2 * dayMs });
  assert.equal(rangeBars(few), undefined, 'a few are a line');
});
