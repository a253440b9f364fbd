import {
  ByteReader,
  DamagedFile,
  maskedChecksum,
  newer,
  type Version,
  type WorkLimit,
} from './leveldb-bytes.ts';

const blockBytes = 32 * 1024;
const headerBytes = 7;

/** Part of a batch: a whole one, or its first, a middle or the last part. */
const recordTypes = { full: 1, first: 2, middle: 3, last: 4 } as const;

/**
 * The newest version of a key in a log (`*.log`), and whether parts of the log are damaged. The
 * browser may be writing the end, which is no damage. The format:
 * github.com/google/leveldb/blob/main/doc/log_format.md
 * Throws `EFBIG` beyond the limit.
 */
export function findInLog(
  file: Uint8Array,
  key: Uint8Array,
  limit: WorkLimit,
): { readonly version: Version | undefined; readonly isDamaged: boolean } {
  limit.spend(file.length);
  let version: Version | undefined;
  let isDamaged = false;
  for (const batch of batches(file)) {
    const found = batch === 'damaged' ? batch : findInBatch(batch, key);
    if (found === 'damaged') isDamaged = true;
    else version = newer(version, found);
  }
  return { version, isDamaged };
}

/** Goes on with the next block after damage, as LevelDB does. */
function* batches(file: Uint8Array): Generator<Uint8Array | 'damaged'> {
  let parts: Uint8Array[] | undefined;
  for (const record of records(file)) {
    if (record === 'damaged') {
      parts = undefined;
      yield record;
    } else if (record.type === recordTypes.full) {
      parts = undefined;
      yield record.content;
    } else if (record.type === recordTypes.first) {
      parts = [record.content];
    } else if (parts === undefined) {
      yield 'damaged';
    } else {
      parts.push(record.content);
      if (record.type === recordTypes.last) {
        yield Buffer.concat(parts);
        parts = undefined;
      }
    }
  }
}

type LogRecord = { readonly type: number; readonly content: Uint8Array };

function* records(file: Uint8Array): Generator<LogRecord | 'damaged'> {
  for (let start = 0; start < file.length; start += blockBytes) {
    const isLast = start + blockBytes >= file.length;
    const block = file.subarray(start, start + blockBytes);
    for (let at = 0; at + headerBytes <= block.length;) {
      const header = new ByteReader(block.subarray(at, at + headerBytes));
      const checksum = header.uint32();
      const length = header.uint16();
      const type = header.uint8();
      const end = at + headerBytes + length;
      // Space that was allocated in advance.
      if (type === 0 && length === 0) break;
      if (end > block.length && isLast) return;
      const isIntact =
        end <= block.length &&
        type >= recordTypes.full &&
        type <= recordTypes.last &&
        maskedChecksum(block.subarray(at + headerBytes - 1, end)) === checksum;
      if (!isIntact) {
        yield 'damaged';
        break;
      }
      yield { type, content: block.subarray(at + headerBytes, end) };
      at = end;
    }
  }
}

/** A batch has the sequence of its first entry, their number, and the entries. */
function findInBatch(batch: Uint8Array, key: Uint8Array): Version | undefined | 'damaged' {
  try {
    const reader = new ByteReader(batch);
    const first = reader.uint64();
    const count = reader.uint32();
    let version: Version | undefined;
    for (let index = 0; index < count; index += 1) {
      const type = reader.uint8();
      if (type > 1) return 'damaged';
      const isSame = reader.slice().equals(key);
      const value = type === 1 ? reader.slice() : undefined;
      if (isSame) version = { sequence: first + BigInt(index), value };
    }
    return version;
  } catch (error) {
    if (error instanceof DamagedFile) return 'damaged';
    throw error;
  }
}
