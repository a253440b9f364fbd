import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { Secret } from '../../../src/domain/secret.ts';
import { withoutEcho } from '../../../src/kimi/response/without-echo.ts';
import { cleanText } from '../../../src/present/words/clean-text.ts';
import { runs } from '../../support/property-runs.ts';

const stretchLength = 12;

const keys = fc.stringMatching(/^[A-Za-z0-9_-]{16,60}$/).map((letters) => `sk-kimi-${letters}`);

/** What a display removes, or draws as nothing. */
const invisible = fc.constantFrom(
  '\u200B',
  '\u00AD',
  '\u0000',
  '\u001B[0m',
  '\u001B]0;title\u0007',
  '\u202E',
  '\uFE0F',
  '\u{E0041}',
  '\uD800',
  '\uFEFF',
  '\u0301',
  ' ',
);

const surroundings = fc.string({ unit: 'binary', maxLength: 30 });

/** A key with invisible characters at some places, and its own text around it. */
const echoes = fc
  .record({
    key: keys,
    marks: fc.array(fc.record({ at: fc.nat(80), mark: invisible }), { maxLength: 80 }),
    before: surroundings,
    after: surroundings,
  })
  .map(({ key, marks, before, after }) => {
    const letters = [...key].map((letter, at) =>
      [letter, ...marks.filter((one) => one.at === at).map(({ mark }) => mark)].join(''),
    );
    return { key, text: before + letters.join('') + after };
  });

function stretchesIn(text: string, key: string): string[] {
  return Array.from({ length: key.length - stretchLength + 1 }, (_, at) =>
    key.slice(at, at + stretchLength),
  ).filter((stretch) => text.includes(stretch));
}

test('no stretch of an echoed key is cached or shown, whatever divides it', () => {
  fc.assert(
    fc.property(echoes, ({ key, text }) => {
      const result = withoutEcho({ name: [text] }, new Secret(key));
      const [name = ''] = (result as { name: string[] }).name;
      assert.deepEqual(stretchesIn(name, key), []);
      assert.deepEqual(stretchesIn(cleanText(name), key), []);
      // Terminals wrap and people copy: blanks do not count either.
      assert.deepEqual(stretchesIn(cleanText(name).replaceAll(' ', ''), key), []);
    }),
    runs(2_000),
  );
});

test('no part of 12 characters or more survives, wherever the key was cut', () => {
  const parts = fc
    .record({ key: keys, from: fc.nat(60), length: fc.integer({ min: stretchLength, max: 68 }) })
    .map(({ key, from, length }) => ({ key, part: key.slice(from, from + length) }))
    .filter(({ part }) => part.length >= stretchLength);
  fc.assert(
    fc.property(parts, surroundings, ({ key, part }, around) => {
      const text = withoutEcho(around + part + around, new Secret(key));
      assert.deepEqual(stretchesIn(String(text), key), []);
    }),
    runs(1_000),
  );
});

test('texts without a stretch of the key stay as they are', () => {
  const values = fc.jsonValue({ stringUnit: 'binary' });
  fc.assert(
    fc.property(keys, values, (key, value) => {
      assert.deepEqual(withoutEcho(value, new Secret(key)), value);
    }),
    runs(500),
  );
});

const key = 'sk-kimi-AbCdEf0123456789ghIJkl';

test('what surrounds an echo remains', () => {
  const divided = `${key.slice(0, 15)}\u001B[0m${key.slice(15)}`;
  assert.equal(withoutEcho(`Plan ${divided} (new)`, new Secret(key)), 'Plan [secret] (new)');
  assert.equal(withoutEcho(`${key} and ${key}`, new Secret(key)), '[secret] and [secret]');
  assert.equal(withoutEcho(key.toUpperCase(), new Secret(key)), '[secret]');
  assert.equal(withoutEcho(`\u001B]0;${key}\u0007`, new Secret(key)), '\u001B]0;[secret]\u0007');
});

test('halves in two texts are both removed', () => {
  assert.deepEqual(withoutEcho({ plan: key.slice(0, 14), label: key.slice(14) }, new Secret(key)), {
    plan: '[secret]',
    label: '[secret]',
  });
});
