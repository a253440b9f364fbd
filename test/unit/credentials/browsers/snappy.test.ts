import assert from 'node:assert/strict';
import test from 'node:test';
import { uncompressSnappy } from '../../../../src/credentials/browsers/snappy.ts';

function text(hex: string, maxBytes = 1000): string | undefined {
  const output = uncompressSnappy(Buffer.from(hex.replaceAll(' ', ''), 'hex'), maxBytes);
  return output === undefined ? undefined : Buffer.from(output).toString('latin1');
}

test('literals and copies of each kind are undone', () => {
  assert.equal(text('00'), '');
  assert.equal(text('03 08 616263'), 'abc', 'a literal');
  assert.equal(text('0b 08 616263 11 03'), 'abcabcabcab', 'a copy that overlaps itself');
  assert.equal(text('06 08 616263 0a 0300'), 'abcabc', 'a copy with two bytes of offset');
  assert.equal(text('06 08 616263 0b 03000000'), 'abcabc', 'a copy with four bytes of offset');
  const long = 'x'.repeat(70);
  assert.equal(text(`46 f0 45 ${Buffer.from(long).toString('hex')}`), long, 'a long literal');
});

test('damaged data and too large values give nothing', () => {
  for (const hex of [
    '',
    'ff ff ff ff ff ff',
    '03 08 6162',
    '04 08 616263',
    '02 08 616263',
    '06 08 616263 0a 0400',
    '06 08 616263 0a 0000',
    '06 08 616263 0a',
  ])
    assert.equal(text(hex), undefined, hex);
  assert.equal(text('03 08 616263', 2), undefined);
});
