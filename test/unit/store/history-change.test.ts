import assert from 'node:assert/strict';
import test from 'node:test';
import type { HistorySample } from '../../../src/domain/history.ts';
import { isWorthRecording, resetsBetween } from '../../../src/store/history-change.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = 1_800_000_000_000;
const at = (ms: number, usedPercent: number, resetsInMs?: number): HistorySample => ({
  atMs: startMs + ms,
  usedPercent,
  resetsAtMs: resetsInMs === undefined ? undefined : startMs + resetsInMs,
});

const resetCases: readonly (readonly [string, HistorySample, HistorySample, readonly number[]])[] =
  [
    ['use goes on', at(0, 10, hourMs), at(5 * minuteMs, 12, hourMs), []],
    [
      'the moment passed, use fell',
      at(0, 90, minuteMs),
      at(5 * minuteMs, 1, minuteMs + 5 * hourMs),
      [minuteMs],
    ],
    [
      'the moment passed, nothing was used before or after',
      at(0, 0, minuteMs),
      at(5 * minuteMs, 0, minuteMs + 5 * hourMs),
      [minuteMs],
    ],
    [
      'the moment passed, the service has not noticed',
      at(0, 90, minuteMs),
      at(2 * minuteMs, 90, minuteMs),
      [],
    ],
    ['use fell, the next reset is not told', at(0, 90, minuteMs), at(5 * minuteMs, 0), [minuteMs]],
    ['times that differ by moments', at(0, 10, hourMs), at(5 * minuteMs, 10, hourMs + 900), []],
    ['a small correction', at(0, 10, hourMs), at(5 * minuteMs, 9, hourMs), []],
    [
      'a given-back window before its time',
      at(0, 80, hourMs),
      at(5 * minuteMs, 0, 5 * hourMs),
      [5 * minuteMs],
    ],
    [
      'a fall with the same reset ahead is a correction',
      at(0, 80, hourMs),
      at(5 * minuteMs, 0, hourMs),
      [],
    ],
    ['no times at all, use fell far', at(0, 55), at(5 * minuteMs, 3), [5 * minuteMs]],
    ['no times at all, use fell a little', at(0, 55), at(5 * minuteMs, 50), []],
    [
      'our clock is a minute behind',
      at(0, 90, 5 * minuteMs),
      at(4 * minuteMs, 0, 5 * minuteMs + 5 * hourMs),
      [4 * minuteMs],
    ],
    [
      'several periods while nobody looked',
      at(0, 90, hourMs),
      at(12 * hourMs, 20, 16 * hourMs),
      [hourMs, 11 * hourMs],
    ],
    [
      'a clock set back by a day',
      at(24 * hourMs, 40, 26 * hourMs),
      at(5 * minuteMs, 41, 26 * hourMs),
      [],
    ],
  ];

for (const [name, before, now, expected] of resetCases) {
  test(`resets: ${name}`, () => {
    assert.deepEqual(
      resetsBetween(before, now, 300),
      expected.map((ms) => startMs + ms),
    );
  });
}

test('changes are worth keeping, and a heartbeat', () => {
  const before: HistorySample = { ...at(0, 10, hourMs), used: 20, limit: 200 };
  const later = { ...before, atMs: startMs + 5 * minuteMs };
  assert.equal(isWorthRecording(undefined, before), true);
  assert.equal(isWorthRecording(before, later), false);
  assert.equal(isWorthRecording(before, { ...later, resetsAtMs: startMs + hourMs + 500 }), false);
  assert.equal(isWorthRecording(before, { ...later, resetsAtMs: startMs + 2 * hourMs }), true);
  assert.equal(isWorthRecording(before, { ...later, usedPercent: 10.5 }), true);
  assert.equal(isWorthRecording(before, { ...later, used: 21 }), true);
  assert.equal(isWorthRecording(before, { ...later, limit: 300 }), true);
  assert.equal(isWorthRecording(before, { ...before, atMs: startMs + 30 * minuteMs }), true);
});

test('a reset given a minute and a half later is the same one, and not worth a sample', () => {
  const before = at(0, 10, hourMs);
  assert.equal(isWorthRecording(before, at(5 * minuteMs, 10, hourMs + 90_000)), false);
  assert.equal(isWorthRecording(before, at(5 * minuteMs, 10, 2 * hourMs)), true);
});
