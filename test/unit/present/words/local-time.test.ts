import assert from 'node:assert/strict';
import test from 'node:test';
import { formatLocalTime, formatUtc } from '../../../../src/present/words/time.ts';
import { messagesIn } from '../../../../src/present/messages.ts';

const nowMs = Date.UTC(2025, 10, 21, 13, 23);
const atMs = Date.UTC(2025, 10, 24, 15, 23, 59);

test('local times name the day unless it is today, in the zone given', () => {
  assert.equal(formatLocalTime(atMs, nowMs, 'UTC', messagesIn('en')), 'Mon 24 Nov, 15:23');
  assert.equal(
    formatLocalTime(atMs, nowMs, 'Asia/Shanghai', messagesIn('zh-CN')),
    '11月24日 周一 23:23',
  );
  assert.equal(formatLocalTime(nowMs + 7_200_000, nowMs, 'UTC', messagesIn('en')), '15:23');
  assert.equal(
    formatLocalTime(nowMs + 7_200_000, nowMs, 'Pacific/Auckland', messagesIn('en')),
    '04:23',
  );
  assert.equal(
    formatLocalTime(nowMs + 12 * 3_600_000, nowMs, 'UTC', messagesIn('en')),
    'Sat 22 Nov, 01:23',
  );
  assert.equal(
    formatLocalTime(Date.UTC(2025, 10, 22), nowMs, 'UTC', messagesIn('en')),
    'Sat 22 Nov, 00:00',
  );
});

test('UTC times are whole seconds; times after the year 9999 are absent', () => {
  assert.equal(formatUtc(Date.UTC(2026, 0, 9, 15, 23, 13, 999)), '2026-01-09T15:23:13Z');
  assert.deepEqual([undefined, Number.NaN, Infinity, -1, 1e15].map(formatUtc), [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
