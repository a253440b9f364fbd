import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { decodeValues } from '../../../../src/host/bus/decode-values.ts';
import { encodeValues } from '../../../../src/host/bus/encode-values.ts';

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}

test('values of a big-endian sender are read', () => {
  const bytes = bytesOf(
    '00000007 fffe 0000 00000002 6869 00 00 00000008 00000000 3ff8000000000000',
  );
  assert.deepEqual(decodeValues('unsad', bytes, false), [7, -2, 'hi', [1.5]]);
});

test('bytes that end inside a value are rejected', () => {
  const bytes = encodeValues('sa{sv}ayx', ['text', [['key', ['u', 5]]], Buffer.from([1, 2]), -1]);
  for (let length = 0; length < bytes.length; length += 1)
    assert.throws(() => decodeValues('sa{sv}ayx', bytes.subarray(0, length), true), RangeError);
});

test('an array whose last value is longer than the array is rejected', () => {
  assert.throws(
    () => decodeValues('as', bytesOf('06000000 05000000 616161616100'), true),
    RangeError,
  );
});

test('invalid signatures are rejected', () => {
  const bytes = Buffer.alloc(64, 1);
  for (const signature of ['(s', 'a', '()', 'a()', 'a{', '?', 'h', ')'])
    assert.throws(() => decodeValues(signature, bytes, true), TypeError, signature);
  assert.throws(() => decodeValues('v', bytesOf('026969 00 00000000 00000000'), true), TypeError);
});

test('any bytes are either read or rejected', () => {
  const signatures = fc.constantFrom('yyyyuua(yv)', 'v', 'av', 'a{sv}', 'a(iiay)', 'as', 'sss');
  const bytes = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(signatures, bytes, fc.boolean(), (signature, content, isLittleEndian) => {
      try {
        decodeValues(signature, Buffer.from(content), isLittleEndian);
      } catch (error) {
        assert.ok(error instanceof TypeError || error instanceof RangeError, String(error));
      }
    }),
  );
});
