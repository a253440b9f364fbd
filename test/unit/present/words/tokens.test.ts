import assert from 'node:assert/strict';
import test from 'node:test';
import { formatTokens } from '../../../../src/present/words/tokens.ts';

test('counts of tokens take five characters at most, estimates too', () => {
  const counts = [0, 999, 999.4, 812.345_678, 1234, 9949, 9951, 999_499, 999_500, 5.46e9];
  assert.deepEqual(counts.map(formatTokens), [
    '0',
    '999',
    '999',
    '812',
    '1.2k',
    '9.9k',
    '10k',
    '999k',
    '1.0M',
    '5.5G',
  ]);
});
