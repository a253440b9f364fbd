import assert from 'node:assert/strict';
import test from 'node:test';
import { measureClockOffset } from '../../../../src/kimi/request/server-clock.ts';

const hourMs = 3_600_000;
const serverMs = Date.UTC(2026, 10, 20, 12);

function offset(
  aheadMs: number,
  headers: Record<string, string> = { date: new Date(serverMs).toUTCString() },
  tookMs = 300,
): number | undefined {
  const sentAtMs = serverMs + aheadMs;
  return measureClockOffset({ headers }, { sentAtMs, receivedAtMs: sentAtMs + tookMs });
}

test('a clock hours ahead or behind is measured to the second', () => {
  assert.equal(offset(3 * hourMs), 3 * hourMs);
  assert.equal(offset(-3 * hourMs), -3 * hourMs + 300);
});

test('up to two minutes clocks count as equal', () => {
  assert.equal(offset(120_000), undefined);
  assert.equal(offset(-120_000), undefined);
  assert.equal(offset(121_000), 121_000);
  assert.equal(offset(-121_000), -120_700);
});

test('a slow response is no difference, and neither is a program that was suspended', () => {
  const date = { date: new Date(serverMs).toUTCString() };
  assert.equal(offset(0, date, 5 * hourMs), undefined);
  assert.equal(offset(-5 * hourMs, date, 5 * hourMs + 1000), undefined);
  assert.equal(offset(3 * hourMs, date, 5 * hourMs), 3 * hourMs);
});

test('the age of a cached response counts', () => {
  const cached = { date: new Date(serverMs - hourMs).toUTCString(), age: '3600' };
  assert.equal(offset(0, cached), undefined);
  assert.equal(offset(2 * hourMs, cached), 2 * hourMs);
});

const absurd: Readonly<Record<string, Record<string, string>>> = {
  'no header': {},
  'an empty one': { date: '' },
  words: { date: 'yesterday' },
  'a number': { date: '1763640000' },
  'an impossible date': { date: 'Mon, 99 Foo 2026 12:00:00 GMT' },
  'the epoch': { date: new Date(0).toUTCString() },
  'a year to come': { date: new Date(Date.UTC(2150, 0)).toUTCString() },
};

for (const [name, headers] of Object.entries(absurd)) {
  test(`nothing is corrected with ${name}`, () => {
    assert.equal(offset(3 * hourMs, headers), undefined);
    assert.equal(offset(-3 * hourMs, headers), undefined);
  });
}
