import assert from 'node:assert/strict';
import test from 'node:test';
import { scoreHistory } from '../../../../src/domain/forecast/score-history.ts';
import type { HistorySample, HistorySeries } from '../../../../src/domain/history.ts';

const hourMs = 3_600_000;
const weekMs = 168 * hourMs;
const startMs = Date.UTC(2026, 0, 5);

/** Whole weeks of even use that come to these shares. */
function weekly(shares: readonly number[]): HistorySeries {
  const samples = shares.flatMap((share, week): HistorySample[] =>
    Array.from({ length: 168 }, (_, hour) => ({
      atMs: startMs + week * weekMs + hour * hourMs,
      usedPercent: Math.min(100, Math.floor((share * hour) / 167)),
      resetsAtMs: startMs + (week + 1) * weekMs,
    })),
  );
  return { windowId: 'weekly', lengthMinutes: 10_080, samples, resetsAtMs: [] };
}

const request = { utcOffset: () => 0, walls: [] };

test('an even use is forecast nearly exactly, by every method but one', () => {
  const nowMs = startMs + 4 * weekMs + 1;
  const [score] = scoreHistory({ ...request, series: [weekly([50, 50, 50, 50])], nowMs });
  assert.equal(score?.periods, 4);
  assert.ok(score.scores.kimibar.error < 5, String(score.scores.kimibar.error));
  assert.ok(score.scores['used-by-elapsed'].error < 3);
  assert.ok((score.scores.kimibar.coverage ?? 0) > 0.8);
});

test('a window that is under way, or whose end was not watched, has no score', () => {
  const series = weekly([50, 60]);
  assert.deepEqual(scoreHistory({ ...request, series: [series], nowMs: startMs + weekMs - 1 }), []);
  const cut = { ...series, samples: series.samples.slice(0, 100) };
  assert.deepEqual(scoreHistory({ ...request, series: [cut], nowMs: startMs + 3 * weekMs }), []);
});

test('a wall in the logs says that a window ran out, whatever Kimi showed', () => {
  const nowMs = startMs + weekMs + 1;
  const series = [weekly([80])];
  const walls = [{ at: startMs + 160 * hourMs, window: 'weekly' }];
  const [shown] = scoreHistory({ ...request, series, nowMs });
  const [walled] = scoreHistory({ ...request, series, nowMs, walls });
  assert.ok((shown?.scores['used-by-elapsed'].brier ?? 1) < 0.1);
  assert.ok((walled?.scores['used-by-elapsed'].brier ?? 0) > 0.9);
});
