import assert from 'node:assert/strict';
import { assertSame } from '../../../support/assert-same.ts';
import test from 'node:test';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import { readUsagesResponse } from '../../../../src/kimi/response/usages-response.ts';

const nowMs = Date.UTC(2026, 8, 20);
const minutes = (duration: number) => ({ duration, timeUnit: 'TIME_UNIT_MINUTE' });

function windowsOf(body: unknown): readonly QuotaWindow[] {
  return readUsagesResponse(body, nowMs).windows;
}

function only(body: unknown): QuotaWindow {
  const [window, ...others] = windowsOf(body);
  assert.ok(window !== undefined && others.length === 0);
  return window;
}

test('an envelope changes nothing', () => {
  const body = { usage: { limit: 2048, used: 5 }, user: { membership: { level: 'LEVEL_BASIC' } } };
  assertSame(readUsagesResponse({ data: body }, nowMs), readUsagesResponse(body, nowMs));
  assertSame(readUsagesResponse(body, nowMs).level, 'LEVEL_BASIC');
});

test('an overdrawn window shows 100% and keeps its count', () => {
  const { usedPercent, used, limit, remaining } = only({
    usage: { limit: '100', used: '125', remaining: '0' },
  });
  assertSame(
    { usedPercent, used, limit, remaining },
    { usedPercent: 100, used: 125, limit: 100, remaining: 0 },
  );
});

test('one limit other than 100 makes all counts requests', () => {
  assertSame(unitsOf(100, 100), ['percent', 'percent']);
  assertSame(unitsOf(2048, 100), ['requests', 'requests']);
  assertSame(unitsOf(100, 200), ['requests', 'requests']);
});

test('the weekly limit names the plan only of accounts that count requests', () => {
  assert.equal(
    readUsagesResponse({ usage: { limit: '7168', used: '0' } }, nowMs).weeklyRequestLimit,
    7_168,
  );
  assert.equal(
    readUsagesResponse({ usage: { limit: '100', used: '0' } }, nowMs).weeklyRequestLimit,
    undefined,
  );
});

for (const figures of [
  {},
  { used: 'x' },
  { used: '' },
  { used: ' ' },
  { used: true },
  { used: [5] },
  { used: '0x10' },
  { used: '1e400' },
]) {
  test(`nothing readable in ${JSON.stringify(figures)}: unreliable, without length and counts`, () => {
    const window = only({
      limits: [{ window: minutes(300), detail: { limit: '100', ...figures } }],
    });
    assertSame(window, {
      id: 'session',
      usedPercent: 0,
      limit: 100,
      unit: 'percent',
      reliable: false,
    });
  });
}

test('an impossible remaining is not used to derive the use', () => {
  assert.equal(only({ usage: { limit: 100, remaining: 101 } }).reliable, false);
  assert.equal(only({ usage: { limit: 100, remaining: -1 } }).reliable, false);
  assert.equal(only({ usage: { limit: 100, remaining: 0 } }).usedPercent, 100);
});

for (const limit of [0, -5, '0', '', null, 'Infinity', true, [100], '1e400', {}]) {
  test(`a limit of ${JSON.stringify(limit)} makes no window`, () => {
    assert.throws(() => windowsOf({ usage: { limit, used: 1, remaining: 1 } }), {
      kind: 'unreadable-answer',
      detail: { code: 'no-windows' },
    });
  });
}

for (const answer of [
  null,
  [],
  'text',
  7,
  true,
  {},
  { usage: [] },
  { limits: {} },
  { usages: [] },
  { data: null },
  { constructor: 1 },
]) {
  test(`nothing in ${JSON.stringify(answer)}`, () => {
    assert.throws(() => windowsOf(answer), {
      kind: 'unreadable-answer',
      detail: { code: 'no-windows' },
    });
  });
}

test('an unknown unit keeps the meter and withholds the length', () => {
  const window = only({
    limits: [
      {
        window: { duration: 5, timeUnit: 'TIME_UNIT_FORTNIGHT' },
        detail: { limit: 200, used: 20 },
      },
    ],
  });
  assertSame(
    [window.id, window.usedPercent, window.lengthMinutes],
    ['rate-unknown', 10, undefined],
  );
});

test('fields may be on the row itself', () => {
  const window = only({
    limits: [
      { duration: 5, timeUnit: 'HOUR', limit: 200, used: 20, reset_in: 60, title: ' Five hours ' },
    ],
  });
  assertSame(
    [window.id, window.label, window.resetsAtMs],
    ['session', 'Five hours', nowMs + 60_000],
  );
});

test('every id is unique', () => {
  assertSame(idsOf({ limits: [row(1), row(1)] }), ['session 1']);
  assertSame(idsOf({ limits: [row(1), row(2), row(2), row(3)] }), [
    'session 1',
    'rate-300-2 2',
    'rate-300-3 3',
  ]);
  assertSame(idsOf({ limits: [row(1, { name: 'A' }), row(1, { name: 'B' })] }), [
    'session 1',
    'rate-300-2 1',
  ]);
  assertSame(idsOf({ limits: [{ window: minutes(300), detail: { limit: 100 } }, row(7)] }), [
    'session 7',
  ]);
  assertSame(idsOf({ limits: [row(7), { window: minutes(300), detail: { limit: 100 } }] }), [
    'session 7',
  ]);
  assertSame(
    idsOf({ limits: [{ detail: { limit: 5, used: 1 } }, { detail: { limit: 4, used: 1 } }] }),
    ['rate-unknown 20', 'rate-unknown-2 25'],
  );
});

test('usage and a 7-day row: one weekly window when they agree, two when they do not', () => {
  const usage = { limit: 100, used: 10 };
  const week = { duration: 7, timeUnit: 'DAY' };
  assertSame(idsOf({ usage, limits: [{ window: week, detail: { limit: 100, used: 10 } }] }), [
    'weekly 10',
  ]);
  assertSame(idsOf({ usage, limits: [{ window: week, detail: { limit: 100, used: 20 } }] }), [
    'weekly 10',
    'rate-10080-2 20',
  ]);
});

test('equal figures without a reset are two quotas that happen to be equal', () => {
  assertSame(idsOf({ usage: { limit: 100, used: 10 }, limits: [row(10)] }), [
    'session 10',
    'weekly 10',
  ]);
});

test('only the first 32 rows are read', () => {
  const limits = Array.from({ length: 1_000 }, (_, index) => ({
    window: minutes(index + 1),
    detail: { limit: 100, used: 1 },
  }));
  assert.equal(windowsOf({ limits }).length, 32);
});

test('a quota given twice is named by the row, unless its reset is beyond the row’s length', () => {
  assert.equal(only(givenTwice(nowMs + 3_600_000)).id, 'session');
  assert.equal(only(givenTwice(nowMs + 86_400_000)).id, 'weekly');
  const pools = { limit_5h: { used_ratio: 0 }, limit_7d: { used_ratio: 0 } };
  assertSame(idsOf({ ...givenTwice(nowMs + 1), usages: pools }), ['session 10', 'weekly 10']);
});

test('the month: split, unsplit, contradictory, and Code’s share without a total', () => {
  assertSame(monthOf(0.4, 0.25)?.split, { codePercent: 25, otherPercent: 15 });
  assertSame(monthOf(0.4, 0.405)?.split, { codePercent: 40, otherPercent: 0 });
  assertSame(monthOf(0.4, undefined), {
    id: 'monthly',
    usedPercent: 40,
    unit: 'percent',
    reliable: true,
  });
  assertSame(monthOf(0, 0.5), {
    id: 'monthly',
    usedPercent: 50,
    unit: 'percent',
    reliable: false,
  });
  assert.equal(monthOf(undefined, 0.5), undefined);
});

test('a share of exactly 0 beside a used total is a placeholder and splits nothing', () => {
  for (const placeholder of [0, '0', '0.0', -0]) {
    const month = monthOf(0.4, placeholder);
    assertSame([month?.usedPercent, month?.split, month?.reliable], [40, undefined, true]);
  }
  assertSame(monthOf(0, 0)?.split, { codePercent: 0, otherPercent: 0 });
  assertSame(monthOf(0.4, 0.0001)?.split?.codePercent, 0.01);
});

function idsOf(body: unknown): string[] {
  return windowsOf(body).map(({ id, usedPercent }) => `${id} ${usedPercent}`);
}

function unitsOf(weeklyLimit: number, sessionLimit: number): string[] {
  const limits = [{ window: minutes(300), detail: { limit: sessionLimit, used: 1 } }];
  return windowsOf({ usage: { limit: weeklyLimit, used: 3 }, limits }).map(({ unit }) => unit);
}

function row(used: number, more: object = {}): object {
  return { window: minutes(300), detail: { limit: 100, used, ...more } };
}

function givenTwice(resetTime: number): object {
  const usage = { limit: 100, used: 10, resetTime };
  return { usage, limits: [{ window: minutes(300), detail: usage }] };
}

function monthOf(total: unknown, code: unknown): QuotaWindow | undefined {
  const usages = {
    limit_month_total: { used_ratio: total },
    limit_month_code: { used_ratio: code },
  };
  return windowsOf({ limits: [row(1)], usages }).find(({ id }) => id === 'monthly');
}
