import assert from 'node:assert/strict';
import test from 'node:test';
import { jsonPercent } from '../../../../src/present/json/json-number.ts';

test('rounding never makes a percentage 0 or 100', () => {
  assert.ok(jsonPercent(99.999_999_9) < 100);
  assert.ok(jsonPercent(0.000_000_1) > 0);
  assert.equal(jsonPercent(100), 100);
  assert.ok(Object.is(jsonPercent(0), 0));
  assert.ok(Object.is(jsonPercent(-0), 0));
});

test('percentages have no binary noise', () => {
  assert.equal(jsonPercent(7.000_000_000_000_001), 7);
  assert.equal(jsonPercent((214 / 2048) * 100), 10.449_219);
});
