import assert from 'node:assert/strict';
import test from 'node:test';
import { jsonText } from '../../../../src/present/json/json-text.ts';

test('characters that control a terminal are escaped, and the value stays the same', () => {
  const value = {
    label: 'a\u009B31m\u0085\u2028\u202E\u200B\uFEFF\u007F\u001B[2J',
    cut: '\u061C\u00AD\u180E\uFFF9\u{E0041}',
    plan: 'Allegretto 周 🙂',
  };
  const text = jsonText(value);
  assert.deepEqual(JSON.parse(text), value);
  assert.match(text, /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
  assert.ok(text.includes('a\\u009b31m\\u0085\\u2028\\u202e\\u200b\\ufeff\\u007f\\u001b[2J'));
  assert.ok(text.includes('Allegretto 周 🙂'));
  assert.deepEqual(JSON.parse(jsonText(value, 2)), value);
});
