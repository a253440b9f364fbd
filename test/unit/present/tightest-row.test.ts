import assert from 'node:assert/strict';
import test from 'node:test';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import { tightestRow } from '../../../src/present/tightest-row.ts';
import { usageView } from '../../../src/present/usage-view.ts';

const nowMs = 1_795_000_000_000;
const hourMs = 3_600_000;

function tightest(
  ...windows: readonly (readonly [QuotaWindow['id'], number, number, boolean?])[]
): string | undefined {
  const read = windows.map(([id, usedPercent, hours, reliable = true]): QuotaWindow => {
    return { id, usedPercent, resetsAtMs: nowMs + hours * hourMs, unit: 'percent', reliable };
  });
  const snapshot = { windows: read, source: 'api-key', fetchedAtMs: nowMs - 3 * hourMs } as const;
  return tightestRow(
    usageView({ kind: 'fresh', snapshot, attempts: [] }, { nowMs, meters: 'left' }).rows,
  )?.id;
}

test('the window with the least left is the tightest', () => {
  assert.equal(tightest(['session', 80, 2], ['weekly', 30, 50]), 'session');
});

test('of exhausted windows, the one that resets last is the tightest', () => {
  assert.equal(tightest(['session', 100, 2], ['weekly', 100, 50]), 'weekly');
});

test('a window that was reset since, or could not be read, is never the tightest', () => {
  assert.equal(tightest(['session', 100, -1], ['weekly', 30, 50]), 'weekly');
  assert.equal(tightest(['session', 100, 2, false], ['weekly', 30, 50]), 'weekly');
  assert.equal(tightest(['session', 100, -1]), undefined);
});
