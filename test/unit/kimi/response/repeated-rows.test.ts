import assert from 'node:assert/strict';
import test from 'node:test';
import { assertSame } from '../../../support/assert-same.ts';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import { readUsagesResponse } from '../../../../src/kimi/response/usages-response.ts';

const nowMs = Date.UTC(2026, 8, 20);

function windowsOf(body: unknown): readonly QuotaWindow[] {
  return readUsagesResponse(body, nowMs).windows;
}

function idsOf(body: unknown): string[] {
  return windowsOf(body).map(({ id, usedPercent }) => `${id} ${usedPercent}`);
}

const minutes = (duration: number) => ({ duration, timeUnit: 'TIME_UNIT_MINUTE' });
const week = (detail: object) => ({ window: { duration: 7, timeUnit: 'DAY' }, detail });
const session = (used: number) => ({ window: minutes(300), detail: { limit: 100, used } });

test('one weekly quota given twice, its resets seconds apart, is one window', () => {
  const usage = { limit: '100', used: '40', resetTime: '2026-09-25T02:59:25.127311Z' };
  const again = { ...usage, remaining: '60', resetTime: '2026-09-25T02:59:26.500000Z' };
  const limits = [session(9), { window: minutes(10_080), detail: again }];
  assertSame(idsOf({ usage, limits }), ['session 9', 'weekly 40']);
  const weekly = windowsOf({ usage, limits }).find(({ id }) => id === 'weekly');
  assert.equal(weekly?.resetsAtMs, Date.UTC(2026, 8, 25, 2, 59, 25, 127));
});

test('a repeated row may lack its reset, or count in another unit', () => {
  const resetTime = '2026-09-25T02:59:25Z';
  const usage = { limit: 100, used: 40 };
  const known = windowsOf({ usage, limits: [week({ ...usage, resetTime })] });
  assertSame(
    known.map(({ id, resetsAtMs }) => [id, resetsAtMs]),
    [['weekly', Date.parse(resetTime)]],
  );
  const requests = week({ limit: 2048, used: 815, resetTime });
  assertSame(idsOf({ usage: { ...usage, resetTime }, limits: [requests] }), ['weekly 40']);
  const later = { ...usage, resetTime: '2026-09-25T03:09:25Z' };
  assertSame(idsOf({ usage: { ...usage, resetTime }, limits: [week(later)] }), [
    'weekly 40',
    'rate-10080-2 40',
  ]);
});

test('usage and the only row are one quota also if their resets differ by a second', () => {
  const usage = { limit: 100, used: 10, resetTime: nowMs + 3_600_000 };
  const detail = { ...usage, resetTime: nowMs + 3_601_450 };
  assertSame(idsOf({ usage, limits: [{ window: minutes(300), detail }] }), ['session 10']);
});
