import assert from 'node:assert/strict';
import test from 'node:test';
import { inflateSync } from 'node:zlib';
import { encodePng } from '../../../src/tray/png.ts';

test('a PNG contains the pixels of its picture', () => {
  const rgba = Uint8Array.from({ length: 3 * 3 * 4 }, (_, at) => at * 5);
  const png = encodePng({ size: 3, rgba });
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]], [3, 3, 8, 6]);
  const at = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  assert.equal(rows.length, 3 * 13);
  assert.deepEqual([...rows.subarray(14, 26)], [...rgba.subarray(12, 24)]);
});
