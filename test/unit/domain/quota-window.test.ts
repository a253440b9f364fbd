import assert from 'node:assert/strict';
import test from 'node:test';
import {
  isExhausted,
  isWindowId,
  sortWindows,
  type QuotaWindow,
} from '../../../src/domain/quota-window.ts';

function window(id: QuotaWindow['id'], more: Partial<QuotaWindow> = {}): QuotaWindow {
  return { id, usedPercent: 10, unit: 'percent', reliable: true, ...more };
}

test('windows are sorted 5-hour, weekly, monthly, others by length, unknown lengths last', () => {
  const windows = [
    window('rate-unknown'),
    window('rate-1440', { lengthMinutes: 1440 }),
    window('monthly'),
    window('rate-90', { lengthMinutes: 90 }),
    window('weekly', { lengthMinutes: 10_080 }),
    window('session', { lengthMinutes: 300 }),
  ];
  const order = ['session', 'weekly', 'monthly', 'rate-90', 'rate-1440', 'rate-unknown'];
  assert.deepEqual(
    sortWindows(windows).map(({ id }) => id),
    order,
  );
  assert.equal(windows[0]?.id, 'rate-unknown', 'the given list is left as it is');
});

test('only a reliable window with nothing left is exhausted', () => {
  assert.equal(isExhausted(window('session', { usedPercent: 100 })), true);
  assert.equal(isExhausted(window('session', { usedPercent: 99.999_999 })), false);
  assert.equal(isExhausted(window('session', { usedPercent: 100, reliable: false })), false);
});

test('window ids are the four names, and rates', () => {
  for (const id of ['session', 'weekly', 'monthly', 'code-weekly', 'rate-90', 'rate-unknown-2'])
    assert.equal(isWindowId(id), true, id);
  for (const text of ['', 'Session', 'daily', 'rate-', 'rate-a b', `rate-${'9'.repeat(41)}`])
    assert.equal(isWindowId(text), false, text);
});
