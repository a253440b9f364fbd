import assert from 'node:assert/strict';
import test from 'node:test';
import { readUsagesResponse } from '../../../../src/kimi/response/usages-response.ts';

const nowMs = Date.UTC(2026, 8, 20);
const resetTime = '2026-09-25T00:00:00Z';
const pool = (used_ratio: number, reset_time = resetTime) => ({ used_ratio, reset_time });

function idsOf(usages: object, more: object = {}): string[] {
  return readUsagesResponse({ usages, ...more }, nowMs).windows.map(
    ({ id, usedPercent, lengthMinutes }) => `${id} ${usedPercent} ${lengthMinutes}`,
  );
}

test('the pools of a day and of a week are rows of their own', () => {
  assert.deepEqual(idsOf({ limit_day: pool(0.2), limit_week: pool(0.3) }), [
    'weekly 30 10080',
    'rate-1440 20 1440',
  ]);
  assert.deepEqual(idsOf({ limit_5h: pool(0.1), limit_day: pool(0.2) }), [
    'session 10 300',
    'rate-1440 20 1440',
  ]);
});

test('the pool of a week beside a weekly quota is shown if it says something new', () => {
  const usage = { limit: 100, used: 40, resetTime };
  assert.deepEqual(idsOf({ limit_week: pool(0.6) }, { usage }), [
    'weekly 40 10080',
    'rate-10080-2 60 10080',
  ]);
  assert.deepEqual(idsOf({ limit_7d: pool(0.4), limit_week: pool(0.4, '2026-09-30T00:00:00Z') }), [
    'weekly 40 10080',
    'rate-10080-2 40 10080',
  ]);
});

test('the pool of a week that repeats the weekly quota, or is a placeholder 0, is not shown', () => {
  const usage = { limit: 100, used: 40, resetTime };
  for (const limit_week of [
    pool(0.4072, '2026-09-25T00:00:01Z'),
    pool(0.4, ''),
    pool(0),
    pool(-1),
    { reset_time: resetTime },
  ])
    assert.deepEqual(idsOf({ limit_week }, { usage }), ['weekly 40 10080']);
  assert.deepEqual(idsOf({ limit_7d: pool(0.4), limit_week: pool(0.4) }), ['weekly 40 10080']);
});

test('the pool of a day repeats a daily row of limits', () => {
  const limits = [
    { window: { duration: 24, timeUnit: 'HOUR' }, detail: { limit: 500, used: 100 } },
  ];
  assert.deepEqual(idsOf({ limit_day: pool(0.2) }, { limits }), ['rate-1440 20 1440']);
});

test('an unreliable weekly quota gives way to the pool of a week', () => {
  const usage = { limit: 100 };
  assert.deepEqual(idsOf({ limit_week: pool(0.3) }, { usage }), ['weekly 30 10080']);
  assert.deepEqual(idsOf({ limit_week: pool(0) }, { usage }), ['weekly 0 10080']);
});
