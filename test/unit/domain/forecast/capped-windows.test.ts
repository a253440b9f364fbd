import assert from 'node:assert/strict';
import test from 'node:test';
import { forecastWindows } from '../../../../src/domain/forecast/forecast-windows.ts';
import type { Rhythm } from '../../../../src/domain/forecast/rhythm.ts';
import type { QuotaWindow, WindowId } from '../../../../src/domain/quota-window.ts';

const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 0, 6, 10);

/** Always busy: a point of the week each half hour, and eight points of a session for each. */
const rhythm: Rhythm = {
  learnedAtMs: nowMs,
  utcOffsetMinutes: 0,
  weeks: 9,
  daysSeen: 60,
  unit: 'weekly',
  cells: Array.from({ length: 336 }, () => 1),
  levelVariance: 0.05,
  dayVariance: 0.1,
  activity: Array.from({ length: 336 }, () => 0.9),
  dayOff: 0,
  activePoints: 1.1,
  persistence: 0.8,
  activeVariance: 0.3,
  throttle: 1,
  ratios: { weekly: 1, session: 8 },
};

function windowOf(id: WindowId, usedPercent: number, hoursLeft: number): QuotaWindow {
  const lengthMinutes = id === 'session' ? 300 : 10_080;
  const resetsAtMs = nowMs + hoursLeft * hourMs;
  return { id, usedPercent, lengthMinutes, resetsAtMs, unit: 'percent', reliable: true };
}

function sessionBeside(weekly?: QuotaWindow) {
  const windows = [windowOf('session', 10, 4), ...(weekly === undefined ? [] : [weekly])];
  const forecast = forecastWindows({ windows, nowMs, learned: { rhythm, recent: [] } });
  const found = forecast.get('session');
  assert.ok(found);
  return found;
}

test('a longer window with plenty left does not limit a session', () => {
  assert.deepEqual(sessionBeside(windowOf('weekly', 20, 60)), sessionBeside());
});

test('a session uses no more than a longer window leaves for it', () => {
  // Five points of the week are forty of a session, and no more than 42 with the tolerance.
  const { usedAtResetPercent: share, runsOutProbability } = sessionBeside(
    windowOf('weekly', 95, 60),
  );
  assert.ok(sessionBeside().usedAtResetPercent.p50 > 60);
  assert.ok(share.p90 <= 52.1, JSON.stringify(share));
  assert.ok(share.p50 > 35, JSON.stringify(share));
  assert.equal(runsOutProbability, 0);
});

test('a longer window that is reset first, or is not reliable, is no limit', () => {
  const free = sessionBeside();
  assert.deepEqual(sessionBeside(windowOf('weekly', 95, 3)), free);
  assert.deepEqual(sessionBeside({ ...windowOf('weekly', 95, 60), reliable: false }), free);
});
