import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeText } from '../../../src/host/decode-text.ts';

test('text from PowerShell is read in each of its encodings', () => {
  const text = 'sk-kimi-1\r\n';
  const littleEndian = Buffer.from(text, 'utf16le');
  const bigEndian = Buffer.from(littleEndian).swap16();
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    littleEndian,
    bigEndian,
    Buffer.concat([Buffer.from([0xff, 0xfe]), littleEndian]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]),
  ])
    assert.equal(decodeText(bytes), text, bytes.toString('hex'));
});

test('UTF-8 stays as it is', () => {
  for (const text of ['', 'k', '密钥', 'a\u0000'.repeat(3) + 'bc'])
    assert.equal(decodeText(Buffer.from(text)), text);
});
