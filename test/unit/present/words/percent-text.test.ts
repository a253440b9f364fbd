import assert from 'node:assert/strict';
import test from 'node:test';
import { formatMoney } from '../../../../src/present/words/money.ts';
import { formatPercent } from '../../../../src/present/words/percent-text.ts';

test('percentages are whole, but never claim nothing or everything', () => {
  const texts = [0, 0.0001, 0.4, 0.99, 1, 1.4, 30.5, 98.6, 99, 99.2, 99.99, 100].map(formatPercent);
  assert.deepEqual(texts, [
    '0%',
    '<1%',
    '<1%',
    '<1%',
    '1%',
    '1%',
    '31%',
    '99%',
    '99%',
    '>99%',
    '>99%',
    '100%',
  ]);
});

test('money carries its sign; an unknown currency is left out rather than shown', () => {
  const en = { locale: 'en-US', plain: false };
  assert.equal(formatMoney(10_000, 'USD', en), '$100.00');
  assert.equal(formatMoney(1, 'usd', en), '$0.01');
  assert.equal(formatMoney(123_456_789, 'USD', en), '$1,234,567.89');
  assert.equal(formatMoney(5000, 'CNY', { locale: 'zh-CN', plain: false }), '¥50.00');
  assert.equal(formatMoney(5000, 'CNY', { locale: 'en-US', plain: true }), 'CNY 50.00');
  assert.equal(formatMoney(5000, '\u001B[31m', en), '50.00');
});
