import { uncompressSnappy } from './snappy.ts';
import {
  ByteReader,
  DamagedFile,
  maskedChecksum,
  newer,
  type Version,
  type WorkLimit,
} from './leveldb-bytes.ts';

const footerBytes = 48;
const magic = 0xdb4775248b80fb57n;
/** Compression and checksum after each block. */
const trailerBytes = 5;
/** Blocks are 4 KiB, or a single entry; local storage has at most 10 MiB for a site. */
const maxBlockBytes = 16 * 1024 * 1024;

/**
 * The newest version of a key in a table (`*.ldb`, `*.sst`), or undefined if it has none. Reads only
 * the blocks that may contain it. The format: github.com/google/leveldb/blob/main/doc/table_format.md
 * Throws `DamagedFile`, and `EFBIG` beyond the limit.
 */
export function findInTable(
  file: Uint8Array,
  key: Uint8Array,
  limit: WorkLimit,
): Version | undefined {
  if (file.length < footerBytes) throw new DamagedFile('LevelDB table: no footer');
  const footer = new ByteReader(file.subarray(-footerBytes));
  if (new ByteReader(file.subarray(-8)).uint64() !== magic)
    throw new DamagedFile('LevelDB table: no magic number');
  readHandle(footer); // The metaindex: only filters.
  let found: Version | undefined;
  for (const { order, value } of blockEntries(readBlock(file, readHandle(footer), limit), key)) {
    // An index entry's key is at or after the last key of its block.
    if (order < 0) continue;
    const block = readBlock(file, readHandle(new ByteReader(value)), limit);
    for (const entry of blockEntries(block, key))
      if (entry.order === 0) found = newer(found, toVersion(entry));
    if (order > 0) break;
  }
  return found;
}

type BlockHandle = { readonly offset: number; readonly size: number };

function readHandle(reader: ByteReader): BlockHandle {
  return { offset: reader.varint(), size: reader.varint() };
}

function readBlock(file: Uint8Array, { offset, size }: BlockHandle, limit: WorkLimit): Uint8Array {
  if (offset + size + trailerBytes > file.length) throw new DamagedFile('LevelDB table: cut short');
  limit.spend(size + trailerBytes);
  const trailer = new ByteReader(file.subarray(offset + size, offset + size + trailerBytes));
  const compression = trailer.uint8();
  if (trailer.uint32() !== maskedChecksum(file.subarray(offset, offset + size + 1)))
    throw new DamagedFile('LevelDB table: wrong checksum');
  const stored = file.subarray(offset, offset + size);
  if (compression === 0) return stored;
  const block = compression === 1 ? uncompressSnappy(stored, maxBlockBytes) : undefined;
  if (block === undefined) throw new DamagedFile('LevelDB table: unknown compression');
  limit.spend(block.length);
  return block;
}

/** `order` is that of the entry's key relative to the wanted one: negative if it is before it. */
type BlockEntry = { readonly order: number; readonly tag: bigint; readonly value: Buffer };

/** Keys begin with part of the key before them, and end with 8 bytes of sequence and type. */
function* blockEntries(block: Uint8Array, wanted: Uint8Array): Generator<BlockEntry> {
  if (block.length < 4) throw new DamagedFile('LevelDB table: short block');
  const restarts = new ByteReader(block.subarray(-4)).uint32();
  const end = block.length - 4 - 4 * restarts;
  if (end < 0) throw new DamagedFile('LevelDB table: too many restarts');
  const reader = new ByteReader(block.subarray(0, end));
  // No key is longer than all new parts together.
  const key = Buffer.alloc(end);
  let length = 0;
  while (reader.left > 0) {
    const shared = reader.varint();
    const added = reader.varint();
    const valueLength = reader.varint();
    if (shared > length) throw new DamagedFile('LevelDB table: no such prefix');
    key.set(reader.take(added), shared);
    length = shared + added;
    if (length < 8) throw new DamagedFile('LevelDB table: short key');
    const order = key.subarray(0, length - 8).compare(wanted);
    yield { order, tag: key.readBigUInt64LE(length - 8), value: reader.take(valueLength) };
  }
}

/** The lowest byte of a tag is the type: 1 for a value, 0 for a deletion. */
function toVersion({ tag, value }: BlockEntry): Version {
  const type = tag & 0xffn;
  if (type > 1n) throw new DamagedFile('LevelDB table: unknown type of entry');
  return { sequence: tag >> 8n, value: type === 1n ? value : undefined };
}
