import assert from 'node:assert/strict';
import test from 'node:test';
import { useSpans } from '../../../../src/domain/forecast/use-spans.ts';
import type { HistorySample } from '../../../../src/domain/history.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 9, 5, 12);

function at(minute: number, usedPercent: number, resetsAtMinute?: number): HistorySample {
  const resetsAtMs = resetsAtMinute === undefined ? undefined : startMs + resetsAtMinute * minuteMs;
  return { atMs: startMs + minute * minuteMs, usedPercent, resetsAtMs };
}

/** Start and end in minutes, and the points used or `blocked`. */
function spans(...samples: readonly HistorySample[]): readonly (readonly (number | string)[])[] {
  const series = { windowId: 'session', lengthMinutes: 300, samples, resetsAtMs: [] } as const;
  const untilMs = samples.at(-1)?.atMs ?? startMs;
  return useSpans(series, startMs, untilMs).map(({ fromMs, untilMs: toMs, points, isBlocked }) => [
    (fromMs - startMs) / minuteMs,
    (toMs - startMs) / minuteMs,
    isBlocked ? 'blocked' : points,
  ]);
}

test('a fall before the same reset is a correction, not use', () => {
  assert.deepEqual(spans(at(10, 60, 300), at(15, 55, 300), at(20, 57, 300)), [
    [0, 10, 60],
    [10, 15, 0],
    [15, 20, 2],
  ]);
  // A larger plan: the same requests are a smaller share.
  assert.deepEqual(spans(at(10, 48, 300), at(15, 14, 300)).at(-1), [10, 15, 0]);
});

test('readings of two kinds by turns, such as whole percents and ratios, are no use', () => {
  const mixed = [43.7, 43, 43.7, 43, 44.2, 44].map((used, index) => at(10 + 5 * index, used, 300));
  const points = spans(...mixed).map(([, , used]) => Number(used).toFixed(1));
  assert.deepEqual(points, ['43.7', '0.0', '0.0', '0.0', '0.5', '0.0']);
});

test('a used-up window that is given some back was used up until then', () => {
  assert.deepEqual(spans(at(10, 100, 300), at(15, 80, 300), at(20, 85, 300)), [
    [10, 15, 'blocked'],
    [15, 20, 5],
  ]);
});

test('a fall with another reset, or with none, is a reset', () => {
  assert.deepEqual(spans(at(100, 60, 300), at(305, 8, 602)), [
    [0, 100, 60],
    [300, 302, 0],
    [302, 305, 8],
  ]);
  assert.deepEqual(spans(at(10, 60), at(15, 3)), [[10, 15, 3]]);
});
