import assert from 'node:assert/strict';
import test from 'node:test';
import type { Breakdown } from '../../../../src/domain/breakdown.ts';
import { breakdownRecord } from '../../../../src/present/json/breakdown-json.ts';

const tokens = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0, calls: 0 };

function quotaOf(explainedPoints: number, points: number) {
  const breakdown: Breakdown = {
    sinceMs: 0,
    untilMs: 1000,
    by: 'project',
    windowId: 'weekly',
    tokens,
    quota: {
      usedPoints: explainedPoints + points,
      explainedPoints,
      elsewhere: { points, low: points, high: points },
      coverage: 1,
      elsewhereTimes: [],
    },
    rows: [],
    otherProviders: [],
    pointPrice: [],
    walls: [],
    logs: [],
  };
  const { quota } = breakdownRecord(breakdown);
  return [quota?.usedPoints, quota?.explainedPoints, quota?.elsewherePoints];
}

test('explained and elsewhere add up to what was used, rounded as they are', () => {
  // Each rounded by itself, they would be 5.35 and 1.28 of 6.62.
  assert.deepEqual(quotaOf(5.346, 1.276), [6.62, 5.34, 1.28]);
  assert.deepEqual(quotaOf(0, 7.126), [7.13, 0, 7.13]);
  assert.deepEqual(quotaOf(5.1, 0.2), [5.3, 5.1, 0.2]);
});
