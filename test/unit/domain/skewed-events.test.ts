import assert from 'node:assert/strict';
import test from 'node:test';
import { observeAccount } from '../../../src/domain/events/account-events.ts';
import type { AccountMemory } from '../../../src/domain/events/event-memory.ts';
import type { UsageSnapshot } from '../../../src/domain/usage-snapshot.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 10, 16, 12);
const rules = { thresholds: [20], lowIfLasting: true, quiet: false };

type Fetched = {
  readonly atHours: number;
  readonly usedPercent: number;
  readonly resetsAtHours: number;
  readonly aheadHours: number;
};

/** Times are Kimi's; this machine's clock is ahead of it. */
function eventsOf(fetches: readonly Fetched[]): readonly (readonly string[])[] {
  let memory: AccountMemory | undefined;
  return fetches.map(({ atHours, usedPercent, resetsAtHours, aheadHours }) => {
    const nowMs = startMs + (atHours + aheadHours) * hourMs;
    const snapshot: UsageSnapshot = {
      windows: [
        {
          id: 'session',
          usedPercent,
          unit: 'percent',
          lengthMinutes: 300,
          resetsAtMs: startMs + resetsAtHours * hourMs,
          reliable: true,
        },
      ],
      source: 'api-key',
      fetchedAtMs: nowMs,
      clockOffsetMs: aheadHours === 0 ? undefined : aheadHours * hourMs,
    };
    const outcome = { kind: 'fresh', snapshot, attempts: [] } as const;
    const result = observeAccount(memory, { outcome, isNew: true, nowMs }, rules);
    memory = result.memory;
    return result.events.map(({ kind }) => kind);
  });
}

for (const aheadHours of [0, 7, -7]) {
  test(`events are the same with a clock ${aheadHours} hours ahead`, () => {
    assert.deepEqual(
      eventsOf([
        { atHours: 0, usedPercent: 30, resetsAtHours: 1, aheadHours },
        { atHours: 0.5, usedPercent: 85, resetsAtHours: 1, aheadHours },
        { atHours: 0.6, usedPercent: 100, resetsAtHours: 1, aheadHours },
        { atHours: 1.1, usedPercent: 2, resetsAtHours: 6, aheadHours },
      ]),
      [[], ['quota-low'], ['quota-exhausted'], ['quota-reset', 'quota-restored']],
    );
  });
}

test('setting the clock right is no reset', () => {
  assert.deepEqual(
    eventsOf([
      { atHours: 0, usedPercent: 30, resetsAtHours: 4, aheadHours: 3 },
      { atHours: 0.1, usedPercent: 30, resetsAtHours: 4, aheadHours: 3 },
      { atHours: 0.2, usedPercent: 30, resetsAtHours: 4, aheadHours: 0 },
      { atHours: 4.1, usedPercent: 1, resetsAtHours: 9, aheadHours: 0 },
    ]),
    [[], [], [], ['quota-reset']],
  );
});
