import assert from 'node:assert/strict';
import test from 'node:test';
import { observeWindow } from '../../../src/domain/events/window-events.ts';
import { judgeWindows } from '../../../src/domain/outlook.ts';
import type { WindowMemory } from '../../../src/domain/events/event-memory.ts';

const dayMs = 86_400_000;
const resetsAtMs = Date.UTC(2026, 11, 21, 16);
const rules = { thresholds: [20], lowIfLasting: true, quiet: false };

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
    const facts = { fetchedAtMs: nowMs, nowMs, planChanged: false, stale: false };
    const [judged = assert.fail()] = judgeWindows([window], facts);
    const seen = observeWindow(memory, { ...judged, ...facts }, rules);
    memory = seen.memory;
    return seen.events;
  });
  assert.deepEqual(
    events.map(({ kind, windowId, atMs }) => ({ kind, windowId, atMs })),
    [
      {
        kind: 'will-run-out',
        windowId: 'monthly',
        atMs: resetsAtMs - 20 * dayMs,
      },
    ],
  );
  // Half of it lasted the first ten days of thirty.
  const { emptyAtMs = 0, probability = 0 } = events[0] ?? {};
  assert.ok(Math.abs(emptyAtMs - (resetsAtMs - 10 * dayMs)) < dayMs);
  assert.ok(probability > 0.6 && probability <= 1);
});
