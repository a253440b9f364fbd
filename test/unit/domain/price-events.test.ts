import assert from 'node:assert/strict';
import test from 'node:test';
import { observeAccount } from '../../../src/domain/events/account-events.ts';
import { observePrice } from '../../../src/domain/events/price-events.ts';

type Observed = ReturnType<typeof observeAccount>;

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 27, 9);
const rules = { thresholds: [], lowIfLasting: false, quiet: false };
const change = {
  windowId: 'weekly',
  atMs: nowMs - 2 * dayMs,
  tokensPerPointBefore: 2.9e6,
  tokensPerPoint: 1.1e6,
} as const;

test('a price change is reported once, also if it is dated differently later', () => {
  const first = observePrice(undefined, { change, nowMs }, rules);
  assert.deepEqual(
    first.events.map(({ kind, sinceMs, tokensPerPoint }) => [kind, sinceMs, tokensPerPoint]),
    [['price-changed', change.atMs, 1.1e6]],
  );
  const moved = { ...change, atMs: change.atMs + dayMs };
  assert.deepEqual(observePrice(first.toldMs, { change: moved, nowMs }, rules).events, []);
  const next = { ...change, atMs: change.atMs + 8 * dayMs };
  const later = observePrice(first.toldMs, { change: next, nowMs: nowMs + 9 * dayMs }, rules);
  assert.equal(later.events.length, 1);
});

test('quiet hours only delay it, and old changes are no news', () => {
  const quiet = observePrice(undefined, { change, nowMs }, { ...rules, quiet: true });
  assert.deepEqual(quiet, { toldMs: undefined, events: [] });
  const old = { ...change, atMs: nowMs - 20 * dayMs };
  assert.deepEqual(observePrice(undefined, { change: old, nowMs }, rules).events, []);
});

test('another plan has other prices by nature, which is no news', () => {
  const planChange = { afterMs: change.atMs - 6 * dayMs, byMs: change.atMs - dayMs };
  const found = observePrice(undefined, { change, planChange, nowMs }, rules);
  assert.deepEqual(found, { toldMs: change.atMs, events: [] });
  const long = { afterMs: change.atMs - 40 * dayMs, byMs: change.atMs - 35 * dayMs };
  assert.equal(
    observePrice(undefined, { change, planChange: long, nowMs }, rules).events.length,
    1,
  );
});

test('a change of plan is seen between two readings', () => {
  const observe = (before: Observed['memory'] | undefined, plan: string, atMs: number) => {
    const windows = [{ id: 'weekly', usedPercent: 9, unit: 'percent', reliable: true }] as const;
    const snapshot = { windows, plan, source: 'api-key', fetchedAtMs: atMs } as const;
    const outcome = { kind: 'fresh', snapshot, attempts: [] } as const;
    const priceChange = { ...change, atMs: nowMs };
    return observeAccount(before, { outcome, priceChange, isNew: true, nowMs: atMs }, rules);
  };
  const before = observe(undefined, 'Moderato', nowMs - 9 * dayMs);
  assert.equal(before.memory.planChange, undefined);
  const after = observe({ ...before.memory, priceToldMs: undefined }, 'Allegro', nowMs + dayMs);
  assert.deepEqual(after.memory.planChange, { afterMs: nowMs - 9 * dayMs, byMs: nowMs + dayMs });
  assert.deepEqual([after.events, after.memory.priceToldMs], [[], nowMs]);
  const same = observe({ ...before.memory, priceToldMs: undefined }, 'Moderato', nowMs + dayMs);
  assert.deepEqual(
    same.events.map(({ kind }) => kind),
    ['price-changed'],
  );
});
