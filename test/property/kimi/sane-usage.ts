import assert from 'node:assert/strict';
import { Failure } from '../../../src/domain/failure.ts';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import type { ParsedUsage } from '../../../src/kimi/response/parsed-usage.ts';

/** Reading ends in sane usage or in an unreadable-answer failure, and in nothing else. True if it was usage. */
export function assertSane(read: () => ParsedUsage): boolean {
  let reading: ParsedUsage;
  try {
    reading = read();
  } catch (error) {
    assert.ok(error instanceof Failure, `not a Failure: ${String(error)}`);
    assert.equal(error.kind, 'unreadable-answer');
    return false;
  }
  assert.ok(reading.windows.length > 0);
  const ids = reading.windows.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, `twice the same id: ${ids.join()}`);
  reading.windows.forEach(assertSaneWindow);
  for (const value of Object.values(reading.wallet ?? {})) {
    if (typeof value === 'number')
      assert.ok(Number.isSafeInteger(value) && value >= 0, `wallet ${value}`);
  }
  return true;
}

function assertSaneWindow(window: QuotaWindow): void {
  assertPercent(window.usedPercent);
  for (const amount of [window.used, window.remaining])
    assert.ok(amount === undefined || (Number.isFinite(amount) && amount >= 0));
  assert.ok(window.limit === undefined || (Number.isFinite(window.limit) && window.limit > 0));
  assert.ok(window.used === undefined || window.limit !== undefined);
  assert.ok(
    window.resetsAtMs === undefined ||
      (Number.isSafeInteger(window.resetsAtMs) && window.resetsAtMs > 0),
  );
  assert.ok(
    window.lengthMinutes === undefined ||
      (Number.isSafeInteger(window.lengthMinutes) && window.lengthMinutes > 0),
  );
  // A guess never looks like a window that is out, and never gets a pace.
  if (!window.reliable && window.id !== 'monthly')
    assert.ok(window.usedPercent === 0 && window.lengthMinutes === undefined);
  if (window.split === undefined) return;
  assertPercent(window.split.codePercent);
  assertPercent(window.split.otherPercent);
  assert.ok(
    Math.abs(window.split.codePercent + window.split.otherPercent - window.usedPercent) < 1e-6,
  );
}

function assertPercent(percent: number): void {
  assert.ok(
    Number.isFinite(percent) && percent >= 0 && percent <= 100 && !Object.is(percent, -0),
    `percent ${percent}`,
  );
}
