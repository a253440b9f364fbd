import assert from 'node:assert/strict';
import test from 'node:test';
import { percentOf } from '../../../../src/kimi/response/ratio-pool.ts';
import { lengthInMinutes } from '../../../../src/kimi/response/window-length.ts';
import { fieldOf, numberOf, textOf } from '../../../../src/kimi/response/wire.ts';

test('inherited names and null are no fields', () => {
  assert.equal(fieldOf({}, 'toString', 'constructor', '__proto__'), undefined);
  assert.equal(fieldOf({ a: null, b: 0 }, 'a', 'b'), 0);
  assert.equal(fieldOf(['x'], '0'), undefined);
});

test('only numbers and decimal text are numbers', () => {
  assert.deepEqual(['12', ' 12 ', '-0.5', '1e3', '9223372036854775807', 7].map(numberOf), [
    12,
    12,
    -0.5,
    1_000,
    2 ** 63,
    7,
  ]);
  for (const value of [
    '',
    ' ',
    '0x10',
    '1_000',
    '1,000',
    '.5',
    'NaN',
    'Infinity',
    '1e400',
    true,
    null,
    undefined,
    [5],
    {},
    Number.NaN,
    Infinity,
  ]) {
    assert.equal(numberOf(value), undefined);
  }
});

test('text is trimmed and bounded', () => {
  assert.deepEqual(
    [textOf(' a '), textOf('  '), textOf(5), textOf('x'.repeat(9_999))?.length],
    ['a', undefined, undefined, 120],
  );
});

test('rounding a percentage makes it neither 0 nor 100', () => {
  assert.deepEqual([0.28, 0.07, 1.2, 0, 1].map(percentOf), [28, 7, 100, 0, 100]);
  assert.ok(percentOf(1 - 1e-13) < 100);
  assert.ok(percentOf(1e-14) > 0);
});

test('a length is a whole number of minutes or unknown', () => {
  assert.deepEqual(
    [lengthInMinutes(90, 'SECOND'), lengthInMinutes('120', 'second'), lengthInMinutes(1.5, 'HOUR')],
    [undefined, 2, 90],
  );
  assert.deepEqual(
    [
      lengthInMinutes(1, 'constructor'),
      lengthInMinutes(1, undefined),
      lengthInMinutes(true, 'HOUR'),
    ],
    [undefined, undefined, undefined],
  );
});
