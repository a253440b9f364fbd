import assert from 'node:assert/strict';
import test from 'node:test';
import type { GoodsVersion } from '../../../../src/domain/cached-usage.ts';
import { readWebUsagesResponse } from '../../../../src/kimi/response/web-usages-response.ts';

const nowMs = Date.UTC(2026, 8, 20);
const resetTime = '2026-09-25T00:00:00Z';
const weekly = { limit: '100', used: '42', resetTime };

function idsOf(detail: unknown, stats: unknown, limits: readonly unknown[] = []): string[] {
  const answer = { usages: [{ scope: 'OTHER' }, { scope: 'FEATURE_CODING', detail, limits }] };
  return readWebUsagesResponse({ usages: answer, stats, nowMs }).windows.map(
    ({ id, usedPercent }) => `${id} ${usedPercent}`,
  );
}

test('the snake_case twins are read', () => {
  const balance = {
    feature: 'FEATURE_OMNI',
    type: 'SUBSCRIPTION',
    amount_used_ratio: '0.7',
    kimi_code_used_ratio: 0.2,
    expire_time: resetTime,
  };
  const stats = {
    subscription_balance: balance,
    ratelimit_code_7d: { ratio: 0.9, enabled: true, reset_time: resetTime },
  };
  assert.deepEqual(idsOf(weekly, stats), ['weekly 42', 'monthly 70', 'code-weekly 90']);
  const { windows } = readWebUsagesResponse({
    usages: { usages: [{ scope: 'FEATURE_CODING' }] },
    stats,
    nowMs,
  });
  assert.deepEqual(windows[0]?.split, { codePercent: 20, otherPercent: 50 });
  assert.equal(windows[0]?.resetsAtMs, Date.parse(resetTime));
});

test('a disabled row, or one that neither says it is enabled nor counts anything, is not shown', () => {
  assert.deepEqual(withCodeRow({ ratio: 0.9, enabled: false }), ['weekly 42']);
  assert.deepEqual(withCodeRow({ ratio: 0 }), ['weekly 42']);
  assert.deepEqual(withCodeRow({ ratio: 0.9 }), ['weekly 42', 'code-weekly 90']);
  assert.deepEqual(withCodeRow({ ratio: 0, enabled: true }), ['weekly 42', 'code-weekly 0']);
  assert.deepEqual(withCodeRow({ enabled: true }), ['weekly 42']);
});

test('a dropped ratio is 0 if a reset says that the window exists', () => {
  const row = { enabled: true, resetTime };
  assert.deepEqual(idsOf(weekly, { ratelimitCode5h: row }), ['session 0', 'weekly 42']);
  assert.deepEqual(withCodeRow(row), ['weekly 42', 'code-weekly 0']);
  const balance = { feature: 'FEATURE_OMNI', type: 'SUBSCRIPTION', expireTime: resetTime };
  assert.deepEqual(idsOf(weekly, { subscriptionBalance: balance }), ['weekly 42', 'monthly 0']);
});

test('an absent ratio stays absent if nothing says that the window exists', () => {
  const balance = { feature: 'FEATURE_OMNI', type: 'SUBSCRIPTION' };
  for (const stats of [
    { ratelimitCode5h: { enabled: true } },
    { ratelimitCode5h: { enabled: true, resetTime: '0001-01-01T00:00:00Z' } },
    { ratelimitCode5h: { resetTime } },
    { ratelimitCode5h: { enabled: false, resetTime } },
    { ratelimitCode5h: { enabled: true, ratio: 'x', resetTime } },
    { subscriptionBalance: balance },
    { subscriptionBalance: { ...balance, amountUsedRatio: -1, expireTime: resetTime } },
  ])
    assert.deepEqual(idsOf(weekly, stats), ['weekly 42'], JSON.stringify(stats));
});

test('a weekly quota of the second catalogue is a leftover, in counts and statistics', () => {
  const limits = [{ window: { duration: 5, timeUnit: 'HOUR' }, detail: { limit: 100, used: 9 } }];
  const usages = { usages: [{ scope: 'FEATURE_CODING', detail: weekly, limits }] };
  const balance = { feature: 'FEATURE_OMNI', type: 'SUBSCRIPTION', amountUsedRatio: 0.3 };
  const code = { ratio: 0.9, enabled: true, resetTime };
  const stats = { subscriptionBalance: balance, ratelimitCode7d: code };
  const ids = (more: object, goodsVersion?: GoodsVersion) =>
    readWebUsagesResponse({
      usages: { ...usages, ...more },
      stats,
      nowMs,
      goodsVersion,
    }).windows.map(({ id }) => id);
  assert.deepEqual(ids({}, 'second'), ['session', 'monthly']);
  assert.deepEqual(ids({ version: 'GOODS_VERSION_V2' }), ['session', 'monthly']);
  for (const version of ['first', 'unknown', undefined] as const)
    assert.deepEqual(ids({}, version), ['session', 'weekly', 'monthly', 'code-weekly']);
  assert.deepEqual(ids({ version: 'GOODS_VERSION_V1' }, 'second').length, 4);
});

test('a leftover alone is no usage', () => {
  const usages = { usages: [{ scope: 'FEATURE_CODING', detail: weekly }] };
  assert.throws(
    () => readWebUsagesResponse({ usages, stats: undefined, nowMs, goodsVersion: 'second' }),
    { kind: 'unreadable-answer', detail: { code: 'no-windows' } },
  );
});

test('a 7-day row within one point and five minutes is the weekly quota again', () => {
  assert.equal(countWith(0.43, '2026-09-25T00:05:00Z'), 1);
  assert.equal(countWith(0.41, '2026-09-24T23:55:00Z'), 1);
  assert.equal(countWith(0.431, '2026-09-25T00:00:00Z'), 2);
  assert.equal(countWith(0.42, '2026-09-25T00:05:01Z'), 2);
});

test('an unreliable weekly quota proves nothing about the 7-day row', () => {
  const stats = { ratelimitCode7d: { ratio: 0, enabled: true, resetTime } };
  assert.deepEqual(idsOf({ limit: '100', resetTime }, stats), ['weekly 0', 'code-weekly 0']);
  assert.deepEqual(idsOf({ limit: '100', used: '0', resetTime }, stats), ['weekly 0']);
});

test('the 5-hour row is used if the counts have none', () => {
  const stats = { ratelimitCode5h: { ratio: 0.46, enabled: true } };
  const counted = {
    window: { duration: 5, timeUnit: 'TIME_UNIT_HOUR' },
    detail: { limit: 200, used: 20 },
  };
  assert.deepEqual(idsOf(weekly, stats), ['session 46', 'weekly 42']);
  assert.deepEqual(idsOf(weekly, stats, [counted]), ['session 10', 'weekly 42']);
});

test('a weekly limit of 0 leaves the statistics; without them the response is unreadable', () => {
  const stats = {
    subscriptionBalance: { feature: 'FEATURE_OMNI', type: 'SUBSCRIPTION', amountUsedRatio: 1 },
  };
  assert.deepEqual(idsOf({ limit: '0' }, stats), ['monthly 100']);
  assert.throws(() => idsOf({ limit: '0' }, undefined), {
    kind: 'unreadable-answer',
    detail: { code: 'no-windows' },
  });
  assert.throws(
    () =>
      idsOf(undefined, {
        subscriptionBalance: { feature: 'FEATURE_OMNI', type: 'GIFT', amountUsedRatio: 1 },
      }),
    {
      kind: 'unreadable-answer',
    },
  );
});

for (const answer of [
  null,
  {},
  [],
  { usages: {} },
  { usages: null },
  { usages: [null, 'FEATURE_CODING', { scope: ['FEATURE_CODING'] }] },
]) {
  test(`no coding scope in ${JSON.stringify(answer)}`, () => {
    assert.throws(() => readWebUsagesResponse({ usages: answer, stats: undefined, nowMs }), {
      kind: 'unreadable-answer',
      detail: { code: 'no-coding-scope' },
    });
  });
}

function withCodeRow(row: object): string[] {
  return idsOf(weekly, { ratelimitCode7d: row });
}

function countWith(ratio: number, reset: string): number {
  return withCodeRow({ ratio, enabled: true, resetTime: reset }).length;
}
