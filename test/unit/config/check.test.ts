import assert from 'node:assert/strict';
import test from 'node:test';
import {
  check,
  oneOf,
  either,
  boolean,
  listOf,
  objectOf,
  optional,
  strictObjectOf,
  string,
  where,
  wholeNumber,
  type Check,
} from '../../../src/config/check.ts';

function problemsOf(checked: Check<unknown>, json: unknown): readonly string[] {
  const problems = checked.problems(json, []);
  assert.equal(checked.is(json), problems.length === 0);
  return problems.map(({ path, expected }) => `${path.join('.')}: ${expected}`);
}

test('a value without parts is right or wrong as a whole', () => {
  assert.deepEqual(problemsOf(boolean, true), []);
  assert.deepEqual(problemsOf(boolean, 'true'), [': true | false']);
  assert.deepEqual(problemsOf(oneOf(['auto', 5]), 5), []);
  assert.deepEqual(problemsOf(oneOf(['auto', 5]), '5'), [': auto | 5']);
});

test('a number is checked in steps, each with its own expectation', () => {
  const port = wholeNumber(0, 65_535);
  assert.deepEqual(problemsOf(port, 65_535), []);
  assert.deepEqual(problemsOf(port, '80'), [': number']);
  assert.deepEqual(problemsOf(port, 80.5), [': a whole number']);
  assert.deepEqual(problemsOf(port, -1), [': 0 to 65535']);
  assert.deepEqual(problemsOf(port, Number.NaN), [': a whole number']);
});

test('every wrong part of lists and objects is named by its path', () => {
  const people = listOf(objectOf({ name: string, age: optional(wholeNumber(0, 150)) }), 2, 'two');
  assert.deepEqual(problemsOf(people, [{ name: 'a' }, { name: 'b', age: null, more: 1 }]), []);
  assert.deepEqual(problemsOf(people, [{ age: 200 }, 7]), [
    '0.name: string',
    '0.age: 0 to 150',
    '1: object',
  ]);
  assert.deepEqual(problemsOf(people, [{ name: '' }, { name: '' }, { name: '' }]), [': two']);
  assert.deepEqual(problemsOf(people, { name: 'a' }), [': array']);
});

test('a list is no object', () => {
  assert.deepEqual(problemsOf(objectOf({}), []), [': object']);
  assert.deepEqual(problemsOf(strictObjectOf({}), []), [': object']);
});

test('a strict object has no other keys', () => {
  const strict = strictObjectOf({ on: optional(boolean, (json) => json === undefined) });
  assert.deepEqual(problemsOf(strict, {}), []);
  assert.deepEqual(problemsOf(strict, { on: null, off: 1, toString: 2 }), [
    'on: true | false',
    'off: absent',
    'toString: absent',
  ]);
});

test('one of two checks applies, by what the value looks like', () => {
  const star = check((json) => json === '*', '* or a list');
  const some = where(listOf(string), 'at least one', ({ length }) => length > 0);
  const events = either(Array.isArray, some, star);
  assert.deepEqual(problemsOf(events, '*'), []);
  assert.deepEqual(problemsOf(events, []), [': at least one']);
  assert.deepEqual(problemsOf(events, 'all'), [': * or a list']);
});
