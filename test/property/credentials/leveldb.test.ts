import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import {
  DamagedFile,
  maskedChecksum,
  WorkLimit,
} from '../../../src/credentials/browsers/leveldb-bytes.ts';
import { findNewest } from '../../../src/credentials/browsers/leveldb-store.ts';
import { logFile, tableFile } from '../../support/fakes/stores/leveldb-files.ts';
import { runs } from '../../support/property-runs.ts';

const key = 'wanted';
const entries = Array.from({ length: 30 }, (_, index) => ({
  key: index === 15 ? key : `${index < 15 ? 'a' : 'z'}${String(index).padStart(3, '0')}`,
  value: 'value '.repeat(index * 20),
  sequence: index + 1,
}));
const files = {
  'plain.ldb': tableFile(entries),
  'compressed.ldb': tableFile(entries, { isCompressed: true }),
  'one-block.ldb': tableFile(entries, { perBlock: 100 }),
  'a.log': logFile([entries.slice(0, 10), entries.slice(10, 16), entries.slice(16)]),
};
const intact = Buffer.from('value '.repeat(300));

/** Far more than reading each of these files takes, far less than a loop would. */
const maxSpentBytes = 5_000_000;

function read(name: string, file: Uint8Array): Uint8Array | undefined | 'damaged' {
  const limit = new WorkLimit(maxSpentBytes);
  try {
    return findNewest(new Map([[name, file]]), Buffer.from(key), limit);
  } catch (error) {
    // Any other error fails, the one beyond the limit too.
    assert.ok(error instanceof DamagedFile, String(error));
    return 'damaged';
  }
}

const names = fc.constantFrom(...(Object.keys(files) as (keyof typeof files)[]));
const change = fc.record({
  at: fc.nat(),
  bytes: fc.uint8Array({ minLength: 0, maxLength: 12 }),
  removed: fc.nat(12),
});

function mutate(
  file: Buffer,
  changes: readonly { at: number; bytes: Uint8Array; removed: number }[],
) {
  return changes.reduce((bytes, { at, bytes: added, removed }) => {
    const start = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, start), added, bytes.subarray(start + removed)]);
  }, file);
}

test('intact files have the value', () => {
  for (const [name, file] of Object.entries(files)) assert.deepEqual(read(name, file), intact);
});

test('a mutated file is read within the limit, gives the value, none or an error', () => {
  fc.assert(
    fc.property(names, fc.array(change, { minLength: 1, maxLength: 4 }), (name, changes) => {
      const found = read(name, mutate(files[name], changes));
      // The checksums make a false value as good as impossible.
      if (found !== undefined && found !== 'damaged') assert.deepEqual(Buffer.from(found), intact);
    }),
    runs(3000),
  );
});

test('a block with the right checksum may have any content', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(0, 1),
      (content, compression) => {
        const block = Buffer.concat([content, Buffer.from([compression])]);
        const checksum = Buffer.alloc(4);
        checksum.writeUInt32LE(maskedChecksum(block));
        const handles = Buffer.concat([Buffer.from([0, 0, 0, ...varint(content.length)])], 40);
        const magic = Buffer.from('57fb808b247547db', 'hex');
        read('a.ldb', Buffer.concat([block, checksum, handles, magic]));
        const record = Buffer.from([1, ...content]);
        const head = Buffer.alloc(6);
        head.writeUInt32LE(maskedChecksum(record));
        head.writeUInt16LE(content.length, 4);
        read('a.log', Buffer.concat([head, record]));
      },
    ),
    runs(3000),
  );
});

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, value >> 7];
}
