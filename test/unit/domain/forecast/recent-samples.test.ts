import assert from 'node:assert/strict';
import test from 'node:test';
import { gridOf } from '../../../../src/domain/forecast/use-grid.ts';
import { recentSamples } from '../../../../src/domain/forecast/recent-samples.ts';
import type { HistorySample, HistorySeries } from '../../../../src/domain/history.ts';

const minuteMs = 60_000;
const nowMs = Date.UTC(2026, 0, 6, 14, 50);
const sinceMs = nowMs - 26 * 60 * minuteMs;

/** A reading every five minutes for two days, in sessions of which every other runs out. */
function sessions(): HistorySeries {
  const samples: HistorySample[] = [];
  const lengthMs = 300 * minuteMs;
  for (let atMs = nowMs - 2 * 1440 * minuteMs; atMs <= nowMs; atMs += 5 * minuteMs) {
    const session = Math.floor(atMs / lengthMs);
    const gone = (atMs % lengthMs) / lengthMs;
    const usedPercent = Math.min(100, Math.floor(gone * (session % 2 === 0 ? 80 : 150)));
    samples.push({ atMs, usedPercent, used: 7, limit: 9, resetsAtMs: (session + 1) * lengthMs });
  }
  return { windowId: 'session', lengthMinutes: 300, samples, resetsAtMs: [] };
}

test('fewer samples give the same use in each half hour', () => {
  const whole = sessions();
  const [thin] = recentSamples([whole], nowMs);
  assert.ok(thin);
  assert.ok(thin.samples.length < 150, String(thin.samples.length));
  const span = { sinceMs, untilMs: nowMs };
  const [expected, actual] = [gridOf(whole, span), gridOf(thin, span)];
  for (const key of ['points', 'known', 'sharp', 'blocked'] as const)
    for (const [index, value] of expected[key].entries())
      assert.ok(Math.abs(value - (actual[key][index] ?? NaN)) < 1e-5, `${key} ${index}`);
});

test('every sample of the last two hours is kept, and nothing that forecasts do not need', () => {
  const whole = sessions();
  const [thin] = recentSamples([whole], nowMs);
  const last = thin?.samples.slice(-25) ?? [];
  assert.deepEqual(
    last.map(({ atMs }) => atMs),
    whole.samples.slice(-25).map(({ atMs }) => atMs),
  );
  assert.deepEqual(Object.keys(last[0] ?? {}), ['atMs', 'usedPercent', 'resetsAtMs']);
});

test('sessions are enough; other windows are kept only without them', () => {
  const weekly = { ...sessions(), windowId: 'weekly' } as const;
  assert.deepEqual(idsOf([weekly, sessions()]), ['session']);
  assert.deepEqual(idsOf([weekly, { ...sessions(), samples: [] }]), ['weekly']);
});

function idsOf(series: readonly HistorySeries[]) {
  return recentSamples(series, nowMs).map(({ windowId }) => windowId);
}
