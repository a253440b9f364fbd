import assert from 'node:assert/strict';
import test from 'node:test';
import { maskedChecksum, WorkLimit } from '../../../../src/credentials/browsers/leveldb-bytes.ts';
import { findNewest } from '../../../../src/credentials/browsers/leveldb-store.ts';
import {
  logFile,
  tableFile,
  type StoredEntry,
} from '../../../support/fakes/stores/leveldb-files.ts';

const key = 'wanted';

/** `damaged` and `too much` as the error's codes say. */
function find(files: Readonly<Record<string, Buffer>>, limit?: WorkLimit): string | undefined {
  try {
    const value = findNewest(new Map(Object.entries(files)), Buffer.from(key, 'latin1'), limit);
    return value === undefined ? undefined : Buffer.from(value).toString('latin1');
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EINVAL') return 'damaged';
    if (code === 'EFBIG') return 'too much';
    throw error;
  }
}

/** Entries before, at and after the wanted key, with long common prefixes. */
function neighbours(...wanted: readonly Omit<StoredEntry, 'key'>[]): StoredEntry[] {
  const others = Array.from({ length: 40 }, (_, index) => ({
    key: `${index < 20 ? 'want' : 'wanted-'}${'a'.repeat(index % 20)}`,
    value: `${index} ${'repeated '.repeat(20)}`,
    sequence: 1000 + index,
  }));
  return [
    ...others.slice(0, 20),
    ...wanted.map(({ value, sequence }) => ({ key, value, sequence })),
    ...others.slice(20),
  ];
}

test('checksums are CRC-32C, masked', () => {
  // The check value of CRC-32C is e3069283; LevelDB rotates it by 15 bits and adds a constant.
  const crc = 0xe3069283;
  const masked = (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
  assert.equal(maskedChecksum(Buffer.from('123456789')), masked);
});

test('a table is read in any number of blocks, compressed or not', () => {
  const long = `eyJ${'token '.repeat(3000)}`;
  for (const isCompressed of [false, true])
    for (const perBlock of [1, 2, 3, 7, 100]) {
      const table = (...wanted: readonly Omit<StoredEntry, 'key'>[]) =>
        tableFile(neighbours(...wanted), { isCompressed, perBlock });
      assert.equal(find({ '1.ldb': table({ value: long, sequence: 7 }) }), long);
      assert.equal(find({ '1.sst': table() }), undefined);
      const versions = [
        { value: 'new', sequence: 9 },
        { sequence: 8 },
        { value: 'old', sequence: 7 },
      ];
      assert.equal(find({ '1.ldb': table(...versions) }), 'new');
      assert.equal(find({ '1.ldb': table(...versions.slice(1)) }), undefined, 'deleted');
    }
  assert.equal(find({ '1.ldb': tableFile([]) }), undefined);
});

test('compression saves space in these tests', () => {
  const entries = neighbours({ value: 'x', sequence: 1 });
  const plain = tableFile(entries);
  assert.ok(tableFile(entries, { isCompressed: true }).length * 2 < plain.length);
});

test('a log is read across blocks; later entries win', () => {
  const filler = { key: 'filler', value: 'f'.repeat(100_000), sequence: 1 };
  const file = logFile([
    [filler, { key, value: 'first', sequence: 2 }],
    [{ key, value: 'x'.repeat(70_000), sequence: 3 }],
    [{ ...filler, sequence: 4 }],
  ]);
  assert.equal(find({ '3.log': file }), 'x'.repeat(70_000));
  // Each length leaves another number of bytes at the end of the first block, too few for a header.
  for (let padding = 32_700; padding < 32_768; padding += 1) {
    const edge = logFile([
      [{ key: 'p', value: 'p'.repeat(padding), sequence: 1 }],
      [{ key, value: `edge ${padding}`, sequence: 2 }],
    ]);
    assert.equal(find({ '3.log': edge }), `edge ${padding}`);
  }
  const deleted = [
    { key, value: 'x', sequence: 5 },
    { key, sequence: 6 },
  ];
  assert.equal(find({ '3.log': logFile([deleted]) }), undefined);
  assert.equal(find({ '3.log': Buffer.alloc(0) }), undefined);
  assert.equal(find({ '3.log': Buffer.alloc(70_000) }), undefined, 'allocated in advance');
});

function tableWith(sequence: number, value?: string): Buffer {
  return tableFile(neighbours({ value, sequence }), { isCompressed: true });
}

function log(sequence: number, value?: string): Buffer {
  return logFile([[{ key, value, sequence }]]);
}

test('the highest sequence wins in whatever file it is, beyond 32 bits too', () => {
  assert.equal(find({ '1.ldb': tableWith(5, 'old'), '3.log': log(6, 'new') }), 'new');
  assert.equal(find({ '1.ldb': tableWith(7, 'new'), '3.log': log(6, 'old') }), 'new');
  assert.equal(find({ '1.ldb': tableWith(5, 'old'), '2.ldb': tableWith(6) }), undefined);
  assert.equal(find({ '1.ldb': tableWith(5), '2.ldb': tableWith(6, 'again') }), 'again');
  assert.equal(
    find({ '1.ldb': tableWith(2 ** 40, 'new'), '2.ldb': tableWith(2 ** 40 - 1) }),
    'new',
  );
});

test('the end of a log that is just being written is no damage', () => {
  const before = logFile([[{ key, value: 'before', sequence: 1 }]]);
  const whole = logFile([
    [{ key, value: 'before', sequence: 1 }],
    [{ key, value: 'y'.repeat(40_000), sequence: 2 }],
  ]);
  for (let end = before.length; end < whole.length; end += 97)
    assert.equal(find({ '3.log': whole.subarray(0, end) }), 'before', `${end} bytes`);
  assert.equal(find({ '3.log': whole.subarray(0, 20) }), undefined);
  assert.equal(find({ '3.log': whole }), 'y'.repeat(40_000));
});

function flipped(file: Buffer, at: number): Buffer {
  const copy = Buffer.from(file);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test('damage is named, unless another file has the entry', () => {
  const table = tableFile(neighbours({ value: 'x', sequence: 1 }), { isCompressed: true });
  const damaged = {
    'no.ldb': Buffer.from('not a table'),
    'zeros.ldb': Buffer.alloc(5000),
    'cut.ldb': table.subarray(0, -20),
    'index.ldb': flipped(table, table.length - 60),
    'magic.ldb': flipped(table, table.length - 1),
    'record.log': flipped(log(1, 'x'), 20),
    'text.log': Buffer.from('not a log at all, but long enough for a header'.repeat(1000)),
  };
  for (const [name, file] of Object.entries(damaged)) {
    assert.equal(find({ [name]: file }), 'damaged', name);
    assert.equal(find({ [name]: file, '9.log': log(1, 'y') }), 'y');
  }
  const middle = logFile([
    [{ key: 'k', value: 'k'.repeat(33_000), sequence: 1 }],
    [{ key, value: 'after', sequence: 2 }],
    [{ key: 'k', value: 'k'.repeat(33_000), sequence: 3 }],
    [{ key, value: 'later', sequence: 4 }],
  ]);
  assert.equal(find({ '3.log': flipped(middle, 100) }), 'later', 'read on after the damage');
});

test('work has a limit', () => {
  const table = tableFile(neighbours({ value: 'x', sequence: 1 }), { isCompressed: true });
  assert.equal(find({ '1.ldb': table }, new WorkLimit(100)), 'too much');
  assert.equal(find({ '3.log': Buffer.alloc(101) }, new WorkLimit(100)), 'too much');
});
