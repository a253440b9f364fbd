import assert from 'node:assert/strict';
import test from 'node:test';
import { closestWord } from '../../../src/domain/closest-word.ts';

const cases = [
  ['alwys', 'always'],
  ['ALWAYS', 'always'],
  ['api_key', 'apiKey'],
  ['--json-onyl', '--json-only'],
  ['jsononly', '--json-only'],
  ['tray.color', 'tray.colour'],
  ['alxxyz', undefined],
  ['x', undefined],
  ['week', 'weekly'],
  ['low', 'quota-low'],
  ['meters', 'display.meters'],
  ['title', undefined],
  ['al', undefined],
  ['', undefined],
] as const;
const words = [
  'alert',
  'always',
  'never',
  'apiKey',
  '--json-only',
  'tray.colour',
  'weekly',
  'quota-low',
  'display.meters',
  'tray.title',
  'page.title',
];

for (const [typed, meant] of cases)
  test(`${typed === '' ? 'nothing' : typed} means ${meant ?? 'no word of the list'}`, () => {
    assert.equal(closestWord(typed, words), meant);
  });
