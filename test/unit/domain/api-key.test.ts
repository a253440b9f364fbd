import assert from 'node:assert/strict';
import test from 'node:test';
import { classifyApiKey, unwrapText } from '../../../src/domain/api-key.ts';

const shapes = [
  ['sk-kimi-abcdefgh12345678', 'kimi-code'],
  [' "sk-kimi-abcdefgh12345678"\n', 'kimi-code'],
  ['SK-KIMI-abc', 'kimi-code'],
  ['sk-abcdefgh12345678', 'open-platform'],
  ["'sk-proj-1'", 'open-platform'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.c2ln', 'jwt'],
  ['', 'empty'],
  [' "" ', 'empty'],
  ['kc_live_0123', 'other'],
  ['eyJust-a-word', 'other'],
] as const;

for (const [raw, shape] of shapes) {
  test(`a key's shape: ${JSON.stringify(raw)} is ${shape}`, () =>
    assert.equal(classifyApiKey(raw), shape));
}

test('only one pair of matching quotes is removed', () => {
  assert.equal(unwrapText(` "'k'" `), "'k'");
  assert.equal(unwrapText(`"k'`), `"k'`);
  assert.equal(unwrapText('"'), '"');
  assert.equal(unwrapText('" k "'), 'k');
});
