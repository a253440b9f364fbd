import assert from 'node:assert/strict';
import test from 'node:test';
import { observeWindow } from '../../../src/domain/events/window-events.ts';
import type { WindowMemory } from '../../../src/domain/events/event-memory.ts';

const dayMs = 86_400_000;
const resetsAtMs = Date.UTC(2026, 11, 21, 16);
const rules = { thresholds: [20], quiet: false };

test('a month that will run out before its reset is reported once, with the moment', () => {
  let memory: WindowMemory | undefined;
  const events = [
    { daysLeft: 24, usedPercent: 10 },
    { daysLeft: 20, usedPercent: 50 },
    { daysLeft: 19, usedPercent: 55 },
  ].flatMap(({ daysLeft, usedPercent }) => {
    const nowMs = resetsAtMs - daysLeft * dayMs;
    const window = {
      id: 'monthly',
      usedPercent,
      unit: 'percent',
      resetsAtMs,
      reliable: true,
    } as const;
    const seen = observeWindow(
      memory,
      { window, fetchedAtMs: nowMs, nowMs, planChanged: false },
      rules,
    );
    memory = seen.memory;
    return seen.events;
  });
  assert.deepEqual(
    events.map(({ kind, windowId, atMs, emptyAtMs }) => ({ kind, windowId, atMs, emptyAtMs })),
    [
      {
        kind: 'will-run-out',
        windowId: 'monthly',
        atMs: resetsAtMs - 20 * dayMs,
        // Half of it lasted the first ten days of thirty.
        emptyAtMs: resetsAtMs - 10 * dayMs,
      },
    ],
  );
});
