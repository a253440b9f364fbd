import assert from 'node:assert/strict';
import test from 'node:test';
import { forecastWindows } from '../../../../src/domain/forecast/forecast-windows.ts';
import type { WindowForecast } from '../../../../src/domain/forecast/window-forecast.ts';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 0, 6);

function weekly(usedPercent: number, daysLeft: number): QuotaWindow {
  return {
    id: 'weekly',
    usedPercent,
    unit: 'percent',
    lengthMinutes: 10_080,
    resetsAtMs: nowMs + daysLeft * dayMs,
    reliable: true,
  };
}

function forecast(window: QuotaWindow): WindowForecast {
  const found = forecastWindows({ windows: [window], nowMs, withPath: true }).get(window.id);
  assert.ok(found);
  return found;
}

test('the three shares are in order, never below what is used, never above 100', () => {
  for (const used of [0, 1, 30, 70, 99, 100])
    for (const daysLeft of [0.01, 1, 3, 6.9]) {
      const { usedAtResetPercent: share, runsOutProbability } = forecast(weekly(used, daysLeft));
      const { p10, p50, p90 } = share;
      assert.ok(used <= p10 && p10 <= p50 && p50 <= p90 && p90 <= 100, JSON.stringify(share));
      assert.ok(runsOutProbability >= 0 && runsOutProbability <= 1);
    }
});

test('without a history, half a week with 30% used comes to about 60%', () => {
  const { basis, weeks, usedAtResetPercent, runsOutProbability } = forecast(weekly(30, 3.5));
  assert.deepEqual({ basis, weeks }, { basis: 'even-pace', weeks: 0 });
  assert.ok(Math.abs(usedAtResetPercent.p50 - 60) < 6, String(usedAtResetPercent.p50));
  assert.ok(runsOutProbability < 0.2);
});

test('a window that will run out says when, between now and its reset', () => {
  const { runsOutAt, runsOutEarliestAt, runsOutProbability } = forecast(weekly(80, 3.5));
  assert.ok(runsOutProbability > 0.9);
  assert.ok(runsOutAt !== undefined && runsOutEarliestAt !== undefined);
  assert.ok(nowMs < runsOutEarliestAt && runsOutEarliestAt < runsOutAt);
  assert.ok(runsOutAt < nowMs + 3.5 * dayMs);
});

test('an exhausted window has run out now', () => {
  const { runsOutProbability, runsOutAt } = forecast(weekly(100, 3));
  assert.deepEqual([runsOutProbability, runsOutAt], [1, nowMs]);
});

test('the path starts at what is used and ends at the share at the reset', () => {
  const { path = [], usedAtResetPercent } = forecast(weekly(40, 3));
  const last = path.at(-1);
  assert.deepEqual(path[0], { at: nowMs, p10: 40, p50: 40, p90: 40 });
  assert.equal(last?.at, nowMs + 3 * dayMs);
  assert.deepEqual({ p10: last?.p10, p50: last?.p50, p90: last?.p90 }, usedAtResetPercent);
  for (const [index, point] of path.slice(1).entries())
    assert.ok(point.p50 >= (path[index]?.p50 ?? 0));
});

test('unreliable counters, an unknown reset or one too far away have no forecast', () => {
  const none = [
    { ...weekly(40, 3), reliable: false },
    { ...weekly(40, 3), resetsAtMs: undefined },
    weekly(40, 8),
    weekly(40, -1),
  ];
  for (const window of none)
    assert.equal(forecastWindows({ windows: [window], nowMs }).size, 0, JSON.stringify(window));
});
