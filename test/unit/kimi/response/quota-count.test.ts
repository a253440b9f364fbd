import assert from 'node:assert/strict';
import test from 'node:test';
import { assertSame } from '../../../support/assert-same.ts';
import { readUsagesResponse } from '../../../../src/kimi/response/usages-response.ts';

const nowMs = Date.UTC(2026, 8, 20);
const int64 = '9223372036854775807';
const window = { duration: 300, timeUnit: 'TIME_UNIT_MINUTE' };

function unitsBeside(limit: string): string[] {
  const limits = [{ window, detail: { limit, used: '1' } }];
  return readUsagesResponse({ usage: { limit: int64, used: '0' }, limits }, nowMs).windows.map(
    ({ id, unit }) => `${id} ${unit}`,
  );
}

function idsFor(...uses: readonly string[]): string[] {
  const limits = uses.map((used) => ({ window, detail: { limit: int64, used } }));
  return readUsagesResponse({ limits }, nowMs).windows.map(({ id }) => id);
}

test('a limit of int64 size shows the share and no count', () => {
  const used = '4611686018427387904';
  assertSame(readUsagesResponse({ usage: { limit: int64, used } }, nowMs).windows, [
    { id: 'weekly', usedPercent: 50, unit: 'percent', lengthMinutes: 10_080, reliable: true },
  ]);
});

test('a little use of an int64 limit is more than nothing', () => {
  const [weekly] = readUsagesResponse({ usage: { limit: int64, used: '12' } }, nowMs).windows;
  assert.ok(weekly !== undefined && weekly.usedPercent > 0 && weekly.usedPercent < 1e-9);
});

test('a limit of int64 size does not decide the unit of the other rows', () => {
  assert.deepEqual(unitsBeside('100'), ['session percent', 'weekly percent']);
  assert.deepEqual(unitsBeside('200'), ['session requests', 'weekly percent']);
});

test('rows without a count are one quota only if their shares are equal', () => {
  assert.deepEqual(idsFor('0', '4611686018427387904'), ['session', 'rate-300-2']);
  assert.deepEqual(idsFor('0', '0'), ['session']);
});

test('counts that are all 0 on a new plan leave the ratio', () => {
  const detail = { limit: '0', used: '0', remaining: '0', resetTime: '2026-09-20T05:00:00Z' };
  const usages = { limit_5h: { used_ratio: 0.25 } };
  const zero = { limits: [{ window, detail }] };
  assertSame(readUsagesResponse({ ...zero, usages }, nowMs).windows, [
    { id: 'session', usedPercent: 25, unit: 'percent', lengthMinutes: 300, reliable: true },
  ]);
  assert.throws(() => readUsagesResponse(zero, nowMs), { kind: 'unreadable-answer' });
});
