import assert from 'node:assert/strict';
import test from 'node:test';
import type { WindowForecast } from '../../../../src/domain/forecast/window-forecast.ts';
import { futureCourse, futurePointAt } from '../../../../src/web/history/future-course.ts';

const hour = 3_600_000;
const course = { nowMs: 0, dry: [], share: (used: number) => 100 - used };
const forecast: WindowForecast = {
  basis: 'rhythm',
  weeks: 4,
  runsOutProbability: 0.1,
  usedAtResetPercent: { p10: 60, p50: 70, p90: 90 },
};

test('without a path, the way to the reset is straight and its band opens evenly', () => {
  const future = futureCourse({ course, usedPercent: 50, resetsAtMs: 2 * hour, forecast });
  assert.deepEqual(futurePointAt(future, hour), { atMs: hour, share: 40, low: 30, high: 45 });
  assert.equal(future.dry, undefined);
  assert.equal(futurePointAt(future, 3 * hour), undefined);
});

test('a window that runs short is empty from then until its reset', () => {
  const future = futureCourse({
    course,
    usedPercent: 60,
    resetsAtMs: 4 * hour,
    forecast: { ...forecast, usedAtResetPercent: { p10: 80, p50: 100, p90: 100 } },
    runsOutAtMs: 3 * hour,
  });
  assert.deepEqual(future.dry, { fromMs: 3 * hour, toMs: 4 * hour });
  assert.equal(futurePointAt(future, 3 * hour)?.share, 0);
  assert.equal(futurePointAt(future, 3.5 * hour)?.share, 0);
  assert.equal(futurePointAt(future, 4 * hour)?.high, 20);
});

test('a window that should have run out already is empty from now on', () => {
  const future = futureCourse({
    course,
    usedPercent: 69,
    resetsAtMs: 2 * hour,
    forecast: { ...forecast, usedAtResetPercent: { p10: 100, p50: 100, p90: 100 } },
    runsOutAtMs: -60_000,
  });
  assert.deepEqual(future.dry, { fromMs: 0, toMs: 2 * hour });
  assert.deepEqual(
    future.path.map(({ atMs, share, low, high }) => [atMs, share, low, high]),
    [
      [0, 31, 31, 31],
      [0, 0, 0, 31],
      [2 * hour, 0, 0, 0],
    ],
  );
});

test('the path of the forecast is followed, from the present level', () => {
  const path = [
    { at: hour, p10: 55, p50: 65, p90: 75 },
    { at: 2 * hour, p10: 60, p50: 70, p90: 90 },
  ];
  const future = futureCourse({
    course,
    usedPercent: 50,
    resetsAtMs: 2 * hour,
    forecast: { ...forecast, path },
  });
  assert.deepEqual(
    future.path.map(({ share }) => share),
    [50, 35, 30],
  );
});

test('an exhausted window has been empty since the history says so', () => {
  const dry = [{ fromMs: -hour, toMs: 0 }];
  const future = futureCourse({
    course: { ...course, dry },
    usedPercent: 100,
    resetsAtMs: hour,
    forecast,
  });
  assert.deepEqual(future, {
    path: [],
    dry: { fromMs: -hour, toMs: hour },
    isDryNow: true,
  });
});
