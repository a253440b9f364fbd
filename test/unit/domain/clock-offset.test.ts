import assert from 'node:assert/strict';
import test from 'node:test';
import { kimiTime, localTime, trustedOffset } from '../../../src/domain/clock-offset.ts';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';

const hourMs = 3_600_000;
const localMs = Date.UTC(2026, 10, 20, 12);

function session(resetsAtMs: number | undefined): QuotaWindow {
  return {
    id: 'session',
    usedPercent: 50,
    unit: 'percent',
    lengthMinutes: 300,
    resetsAtMs,
    reliable: true,
  };
}

test('times are converted both ways, and stay as they are without an offset', () => {
  const ahead = { clockOffsetMs: 3 * hourMs };
  assert.equal(kimiTime(ahead, localMs), localMs - 3 * hourMs);
  assert.equal(localTime(ahead, kimiTime(ahead, localMs)), localMs);
  assert.equal(kimiTime({}, localMs), localMs);
  assert.equal(localTime({}, localMs), localMs);
});

test('an offset is trusted if the resets allow it', () => {
  const windows = [session(localMs - hourMs), session(undefined)];
  assert.equal(trustedOffset(3 * hourMs, windows, localMs), 3 * hourMs);
  assert.equal(trustedOffset(3 * hourMs, [], localMs), 3 * hourMs);
  assert.equal(trustedOffset(undefined, windows, localMs), undefined);
});

test('an offset that makes possible resets impossible is not trusted', () => {
  const resetsInAnHour = [session(localMs + hourMs)];
  assert.equal(trustedOffset(-3 * hourMs, resetsInAnHour, localMs), undefined);
  assert.equal(trustedOffset(6 * hourMs, resetsInAnHour, localMs), undefined);
  assert.equal(trustedOffset(3 * hourMs, resetsInAnHour, localMs), 3 * hourMs);
});

test('the server is believed if its resets fit neither clock', () => {
  assert.equal(trustedOffset(hourMs, [session(localMs - 30 * hourMs)], localMs), hourMs);
});
