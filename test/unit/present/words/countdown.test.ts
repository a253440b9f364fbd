import assert from 'node:assert/strict';
import test from 'node:test';
import {
  formatAge,
  formatCountdown,
  formatTightCountdown,
  spanBetween,
} from '../../../../src/present/words/time.ts';
import { messagesIn } from '../../../../src/present/messages.ts';

const en = messagesIn('en');
const zh = messagesIn('zh-CN');
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const countdowns: readonly (readonly [number, string])[] = [
  [-5 * minute, 'now'],
  [0, 'now'],
  [999, 'now'],
  [Number.NaN, 'now'],
  [second, '1m'],
  [minute, '1m'],
  [10 * minute + second, '11m'],
  [2 * hour, '2h'],
  [2 * hour + 5 * minute, '2h 5m'],
  [3 * hour + 31 * minute, '3h 31m'],
  [26 * hour + minute, '1d 2h'],
  [24 * hour + 5 * minute, '1d 5m'],
  [48 * hour, '2d'],
  [day - 59 * second, '1d'],
  [12 * day + 3 * hour + 59 * minute, '12d 3h'],
];

for (const [ms, text] of countdowns) {
  test(`${ms} ms from now is ${text}`, () => assert.equal(formatCountdown(ms, en), text));
}

test('a span fits the two times of day beside it, and is never nothing', () => {
  const noon = Date.UTC(2026, 10, 29, 12);
  assert.equal(spanBetween(noon + 59 * second, noon + 5 * minute, en), '5m');
  assert.equal(spanBetween(noon + second, noon + hour + 59 * second, en), '1h');
  assert.equal(spanBetween(noon + second, noon + 50 * second, en), '1m');
});

test('countdowns in Chinese, in full and tight', () => {
  assert.equal(formatCountdown(2 * hour + 5 * minute, zh), '2 小时 5 分钟');
  assert.equal(formatCountdown(26 * hour, zh), '1 天 2 小时');
  assert.equal(formatTightCountdown(2 * hour + 5 * minute, zh), '2时5分');
  assert.equal(formatTightCountdown(26 * hour, en), '1d 2h');
  assert.equal(formatTightCountdown(0, zh), '现在');
});

test('ages round down to their largest unit; a clock set back is just now', () => {
  const ages = [
    -hour,
    0,
    59 * second,
    minute,
    12 * minute + 59 * second,
    59 * minute,
    hour,
    23 * hour,
    3 * day + hour,
  ];
  assert.deepEqual(
    ages.map((age) => formatAge(age, en)),
    [
      'just now',
      'just now',
      'just now',
      '1m old',
      '12m old',
      '59m old',
      '1h old',
      '23h old',
      '3d old',
    ],
  );
  assert.equal(formatAge(12 * minute, zh), '12 分钟前');
});
