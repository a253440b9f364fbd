import assert from 'node:assert/strict';
import { assertSame } from '../../../support/assert-same.ts';
import test from 'node:test';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import { readUsagesResponse } from '../../../../src/kimi/response/usages-response.ts';

const nowMs = Date.UTC(2026, 8, 20);

function windowsOf(body: unknown): readonly QuotaWindow[] {
  return readUsagesResponse(body, nowMs).windows;
}

function only(body: unknown): QuotaWindow {
  const [window, ...others] = windowsOf(body);
  assert.ok(window !== undefined && others.length === 0);
  return window;
}

test('a ratio above zero wins over the count, and contradicting counts are not shown', () => {
  const window = only({
    usage: { limit: 2048, used: 2048, resetTime: nowMs + 9 },
    usages: { limit_7d: { used_ratio: '0.25' } },
  });
  assertSame(window, {
    id: 'weekly',
    usedPercent: 25,
    unit: 'percent',
    lengthMinutes: 10_080,
    resetsAtMs: nowMs + 9,
    reliable: true,
  });
});

test('a ratio of zero gives way only to a count above zero', () => {
  const full = only(withRatio({ limit: 2048, used: 2048 }));
  assertSame([full.usedPercent, full.used, full.limit, full.unit], [100, 2048, 2048, 'requests']);
  assertSame(only(withRatio({ limit: 100, remaining: 40 }, '0')).usedPercent, 60);
  assertSame(only(withRatio({ limit: 100 })), {
    id: 'weekly',
    usedPercent: 0,
    unit: 'percent',
    lengthMinutes: 10_080,
    reliable: true,
  });
  assert.equal(only(withRatio({ limit: 100, used: 30 }, 'broken')).usedPercent, 30);
});

for (const used_ratio of [43.7, 100, '1e300', -0.1, true, '', null, [0.5], {}]) {
  test(`${JSON.stringify(used_ratio)} is not a ratio`, () => {
    assert.throws(() => windowsOf({ usages: { limit_5h: { used_ratio } } }), {
      kind: 'unreadable-answer',
    });
  });
}

function withRatio(usage: object, used_ratio: unknown = 0): object {
  return { usage, usages: { limit_7d: { used_ratio } } };
}
