import assert from 'node:assert/strict';
import test from 'node:test';
import { windowRatios } from '../../../../src/domain/forecast/window-ratios.ts';
import type { HistorySample, HistorySeries } from '../../../../src/domain/history.ts';

const hourMs = 3_600_000;
const span = { sinceMs: 0, untilMs: 7 * 24 * hourMs };

function seriesOf(
  windowId: 'session' | 'weekly' | 'monthly',
  samples: readonly HistorySample[],
): HistorySeries {
  return { windowId, samples, resetsAtMs: [] };
}

/** Sessions of five hours one after another; each hour uses this many points of it. */
function sessions(pointsPerHour: number): HistorySeries {
  const samples = Array.from({ length: 7 * 24 }, (_, hour) => ({
    atMs: hour * hourMs,
    usedPercent: Math.min(100, (hour % 5) * pointsPerHour),
    resetsAtMs: (Math.floor(hour / 5) + 1) * 5 * hourMs,
  }));
  return seriesOf('session', samples);
}

function week(pointsPerHour: number): HistorySeries {
  const samples = Array.from({ length: 7 * 24 }, (_, hour) => ({
    atMs: hour * hourMs,
    usedPercent: hour * pointsPerHour,
    resetsAtMs: span.untilMs,
  }));
  return seriesOf('weekly', samples);
}

test('a ratio is what both windows gained in the same time', () => {
  const unit = week(0.5);
  const { session = 0, weekly } = windowRatios([sessions(5), unit], unit, span);
  assert.equal(weekly, 1);
  assert.ok(Math.abs(session - 10) < 0.3, String(session));
});

test('readings of two kinds by turns gain nothing for either', () => {
  const unit = week(0.5);
  const mixed = unit.samples.map((sample, hour) =>
    Object.assign({}, sample, { usedPercent: Math.max(0, sample.usedPercent - 0.7 * (hour % 2)) }),
  );
  const { session = 0 } = windowRatios([sessions(5), unit], seriesOf('weekly', mixed), span);
  assert.ok(Math.abs(session - 10) < 1, String(session));
});

test('without readings of both, a ratio is the usual one', () => {
  const session = seriesOf('session', []);
  const [weekly, monthly] = [week(0), seriesOf('monthly', [])];
  assert.deepEqual(windowRatios([session, weekly], weekly, span), { weekly: 1, session: 6 });
  assert.deepEqual(windowRatios([session, weekly, monthly], monthly, span), {
    monthly: 1,
    session: 25,
    weekly: 4,
  });
});

test('a window that is used up says nothing about the other', () => {
  const unit = week(0.5);
  // Used up after two of five hours, while the week goes on.
  const { session = 0 } = windowRatios([sessions(50), unit], unit, span);
  assert.ok(session > 60, String(session));
});
