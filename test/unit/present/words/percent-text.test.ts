import assert from 'node:assert/strict';
import test from 'node:test';
import { formatMoney } from '../../../../src/present/words/money.ts';
import {
  formatCount,
  formatShare,
  shareNumber,
  wholeShare,
} from '../../../../src/present/words/shares.ts';

test('percentages are whole, but 0 and 100 only if they are exactly that', () => {
  const texts = [0, 0.0001, 0.4, 0.99, 1, 1.4, 30.5, 98.6, 99, 99.2, 99.99, 100].map((percent) =>
    formatShare(percent, 'used'),
  );
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

test('used is rounded half up as Kimi does, and left is what remains of 100', () => {
  for (const [used, text, leftText] of [
    [9.5, '10', '90'],
    [0.5, '<1', '>99'],
    [99.5, '>99', '<1'],
    [33.4, '33', '67'],
    [1.5, '2', '98'],
  ] as const) {
    assert.equal(shareNumber(used, 'used'), text);
    assert.equal(shareNumber(100 - used, 'left'), leftText);
  }
});

test('whole shares for programs never reach 0 or 100 by rounding', () => {
  const shares = [0, 0.2, 0.7, 50.5, 99.6, 100];
  assert.deepEqual(
    shares.map((percent) => wholeShare(percent, 'left')),
    [0, 1, 1, 50, 99, 100],
  );
});

test('money has its sign; an invalid currency is omitted', () => {
  const en = { locale: 'en-US', plain: false };
  assert.equal(formatMoney(10_000, 'USD', en), '$100.00');
  assert.equal(formatMoney(1, 'usd', en), '$0.01');
  assert.equal(formatMoney(123_456_789, 'USD', en), '$1,234,567.89');
  assert.equal(formatMoney(5000, 'CNY', { locale: 'zh-CN', plain: false }), '¥50.00');
  assert.equal(formatMoney(5000, 'CNY', { locale: 'en-US', plain: true }), 'CNY 50.00');
  assert.equal(formatMoney(5000, '\u001B[31m', en), '50.00');
});

test('counts are whole or have two digits, and huge ones stay numbers', () => {
  assert.deepEqual([0, 120, 12.345, 99.999, Number.MAX_VALUE].map(formatCount), [
    '0',
    '120',
    '12.35',
    '100',
    String(Number.MAX_VALUE),
  ]);
});
