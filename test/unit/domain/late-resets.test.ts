import assert from 'node:assert/strict';
import test from 'node:test';
import type { WindowMemory } from '../../../src/domain/events/event-memory.ts';
import { observeWindow } from '../../../src/domain/events/window-events.ts';
import { judgeWindows } from '../../../src/domain/outlook.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 10, 16, 12);
const rules = { thresholds: [50, 20, 10], lowIfLasting: true, quiet: false };

/** A 5-hour window that is observed at the given hours, one observation after the other. */
function observed(
  observations: readonly (readonly [atHours: number, usedPercent: number, resetsAtHours: number])[],
): readonly (readonly string[])[] {
  let memory: WindowMemory | undefined;
  return observations.map(([atHours, usedPercent, resetsAtHours]) => {
    const nowMs = startMs + atHours * hourMs;
    const window = {
      id: 'session',
      usedPercent,
      unit: 'percent',
      lengthMinutes: 300,
      resetsAtMs: startMs + resetsAtHours * hourMs,
      reliable: true,
    } as const;
    const facts = { fetchedAtMs: nowMs, nowMs, planChanged: false, stale: false };
    const [judged = assert.fail()] = judgeWindows([window], facts);
    const result = observeWindow(memory, { ...judged, ...facts }, rules);
    memory = result.memory;
    return result.events.map(({ kind }) => kind);
  });
}

test('hours after a reset, a window that is low again is reported as low only', () => {
  const [, exhausted, late, after] = observed([
    [0, 30, 1],
    [0.1, 100, 1],
    [9, 92, 10],
    [9.1, 92, 10],
  ]);
  assert.deepEqual(exhausted, ['quota-exhausted']);
  assert.deepEqual(late, ['quota-low', 'will-run-out']);
  assert.deepEqual(after, []);
});

test('hours after a reset, a window with enough left is available again', () => {
  const [, , late] = observed([
    [0, 30, 1],
    [0.1, 100, 1],
    [9, 20, 10],
  ]);
  assert.deepEqual(late, ['quota-reset', 'quota-restored']);
});

test('an early reset is seen although some of the new period is used already', () => {
  const [, early, after] = observed([
    [0, 95, 1],
    [0.5, 30, 5],
    [0.6, 30, 5],
  ]);
  assert.deepEqual(early, ['quota-reset', 'will-run-out']);
  assert.deepEqual(after, []);
});

test('a correction of the use in the same period is not a reset', () => {
  const [, corrected] = observed([
    [0, 95, 1],
    [0.5, 30, 1],
  ]);
  assert.deepEqual(corrected, []);
});
