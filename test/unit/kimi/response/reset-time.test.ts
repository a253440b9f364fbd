import assert from 'node:assert/strict';
import test from 'node:test';
import { readInstant, readReset } from '../../../../src/kimi/response/reset-time.ts';

const nowMs = Date.UTC(2026, 8, 20);
const wanted = Date.UTC(2026, 8, 23, 6, 47, 8);

const moments: readonly (readonly [unknown, number | undefined])[] = [
  ['2026-09-23T06:47:08Z', wanted],
  ['2026-09-23T06:47:08.999999999Z', wanted + 999],
  ['2026-09-23T06:47:08.5Z', wanted + 500],
  [' 2026-09-23 06:47:08 ', wanted],
  ['2026-09-23T14:47:08+08:00', wanted],
  ['2026-09-23T01:47:08-0500', wanted],
  [wanted / 1000, wanted],
  [wanted, wanted],
  [String(wanted / 1000), wanted],
  [String(wanted), wanted],
  [wanted / 1000 + 0.25, wanted + 250],
  ['', undefined],
  [42, undefined],
  [0, undefined],
  ['0', undefined],
  ['0001-01-01T00:00:00Z', undefined],
  ['1970-01-01T00:00:00Z', undefined],
  ['9999-12-31T23:59:59Z', undefined],
  ['2026-02-31T00:00:00Z', undefined],
  ['2026-13-01T00:00:00Z', undefined],
  ['2026-09-23T25:00:00Z', undefined],
  ['2026-09-23', undefined],
  ['tomorrow', undefined],
  ['2026', undefined],
  [true, undefined],
  [[wanted], undefined],
  [{ seconds: wanted }, undefined],
  [Number.MAX_VALUE, undefined],
  ['1e400', undefined],
];

for (const [value, expected] of moments) {
  test(`a time from ${JSON.stringify(value)}`, () => {
    assert.equal(readInstant(value), expected);
  });
}

test('every spelling of a reset is read, and the readable one wins', () => {
  for (const name of ['resetTime', 'resetAt', 'reset_time', 'reset_at'])
    assert.equal(readReset({ [name]: wanted }, nowMs), wanted);
  assert.equal(readReset({ resetTime: '', reset_at: wanted }, nowMs), wanted);
});

test('relative resets count from now, within a year', () => {
  for (const name of ['reset_in', 'resetIn', 'ttl'])
    assert.equal(readReset({ [name]: '90' }, nowMs), nowMs + 90_000);
  assert.equal(readReset({ ttl: -1 }, nowMs), undefined);
  assert.equal(readReset({ ttl: 1e12 }, nowMs), undefined);
  assert.equal(readReset({ ttl: true }, nowMs), undefined);
});
