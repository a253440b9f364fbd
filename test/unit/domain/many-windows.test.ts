import assert from 'node:assert/strict';
import test from 'node:test';
import { observeAccount } from '../../../src/domain/events/account-events.ts';
import type { AccountMemory } from '../../../src/domain/events/event-memory.ts';
import { maxRememberedWindows, type QuotaWindow } from '../../../src/domain/quota-window.ts';

const startMs = Date.UTC(2026, 10, 16);
const rules = { thresholds: [20], lowIfLasting: true, quiet: false };

test('the memory of events stays small, whatever windows come', () => {
  let memory: AccountMemory | undefined;
  const session = { id: 'session', usedPercent: 85, unit: 'percent', reliable: true } as const;
  for (let turn = 0; turn < 100; turn += 1) {
    const others = Array.from({ length: 32 }, (_, index): QuotaWindow => ({
      id: `rate-${1000 + turn * 32 + index}`,
      usedPercent: 10,
      unit: 'percent',
      reliable: true,
    }));
    const nowMs = startMs + turn * 60_000;
    const snapshot = {
      windows: [session, ...others],
      source: 'api-key',
      fetchedAtMs: nowMs,
    } as const;
    const outcome = { kind: 'fresh', snapshot, attempts: [] } as const;
    const observed = observeAccount(memory, { outcome, isNew: true, nowMs }, rules);
    memory = observed.memory;
    // Reported once, and remembered.
    assert.deepEqual(
      observed.events.map(({ kind }) => kind),
      turn === 0 ? ['quota-low'] : [],
    );
  }
  assert.equal(Object.keys(memory?.windows ?? {}).length, maxRememberedWindows);
});
