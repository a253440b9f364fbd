import { maskedChecksum } from '../../../../src/credentials/browsers/leveldb-bytes.ts';

/** A deletion has no value. */
export type StoredEntry = {
  readonly key: string;
  readonly value?: string | undefined;
  readonly sequence: number;
};

/** The key of a site's item in Chromium's local storage, and its value in Latin-1. */
export function storageItem(origin: string, name: string, value: string | undefined) {
  const key = `_${origin}\0\u0001${name}`;
  return { key, value: value === undefined ? undefined : `\u0001${value}` };
}

/** A table as LevelDB writes it, with few entries in each block. Entries must be sorted by key. */
export function tableFile(
  entries: readonly StoredEntry[],
  { isCompressed = false, perBlock = 3 } = {},
): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  const write = (block: Buffer): Buffer => {
    const content = Buffer.concat([
      isCompressed ? compress(block) : block,
      Buffer.from([isCompressed ? 1 : 0]),
    ]);
    const handle = Buffer.concat([varint(length), varint(content.length - 1)]);
    parts.push(content, uint32(maskedChecksum(content)));
    length += content.length + 4;
    return handle;
  };
  const index: [Buffer, Buffer][] = [];
  for (let at = 0; at < entries.length; at += perBlock) {
    const rows = entries
      .slice(at, at + perBlock)
      .map(({ key, value, sequence }): [Buffer, Buffer] => [
        internalKey(key, sequence, value === undefined ? 0 : 1),
        Buffer.from(value ?? '', 'latin1'),
      ]);
    index.push([rows.at(-1)?.[0] ?? Buffer.alloc(0), write(dataBlock(rows))]);
  }
  const metaHandle = write(dataBlock([]));
  const handles = Buffer.concat([metaHandle, write(dataBlock(index))], 40);
  return Buffer.concat([...parts, handles, Buffer.from('57fb808b247547db', 'hex')]);
}

/** A log with one batch for each list of entries; the sequence is that of a batch's first entry. */
export function logFile(batches: readonly (readonly StoredEntry[])[]): Buffer {
  let file = Buffer.alloc(0);
  for (const batch of batches) {
    let rest = batchOf(batch);
    for (let isFirst = true, isDone = false; !isDone; isFirst = false) {
      let room = 32_768 - (file.length % 32_768);
      if (room < 7) file = Buffer.concat([file, Buffer.alloc(room)]);
      if (room < 7) room = 32_768;
      const content = rest.subarray(0, room - 7);
      rest = rest.subarray(content.length);
      isDone = rest.length === 0;
      const type = isFirst ? (isDone ? 1 : 2) : isDone ? 4 : 3;
      const checked = Buffer.concat([Buffer.from([type]), content]);
      const head = Buffer.concat([uint32(maskedChecksum(checked)), uint16(content.length)]);
      file = Buffer.concat([file, head, checked]);
    }
  }
  return file;
}

function batchOf(batch: readonly StoredEntry[]): Buffer {
  const head = Buffer.alloc(12);
  head.writeBigUInt64LE(BigInt(batch[0]?.sequence ?? 0));
  head.writeUInt32LE(batch.length, 8);
  const rows = batch.flatMap(({ key, value }) => [
    Buffer.from([value === undefined ? 0 : 1]),
    sized(key),
    ...(value === undefined ? [] : [sized(value)]),
  ]);
  return Buffer.concat([head, ...rows]);
}

/** Keys after the first of a block share what they can with the key before. */
function dataBlock(rows: readonly (readonly [Buffer, Buffer])[]): Buffer {
  let last = Buffer.alloc(0);
  const parts = rows.flatMap(([key, value]) => {
    let shared = 0;
    while (shared < last.length && last[shared] === key[shared]) shared += 1;
    last = Buffer.from(key);
    const added = key.subarray(shared);
    return [varint(shared), varint(added.length), varint(value.length), added, value];
  });
  return Buffer.concat([...parts, uint32(0), uint32(1)]);
}

/** Snappy with copies of up to 64 bytes from anywhere before, and literals of up to 60 bytes. */
function compress(input: Buffer): Buffer {
  const parts = [varint(input.length)];
  const seen = new Map<string, number>();
  let literal = 0;
  const flush = (end: number) => {
    for (; literal < end; literal += 60) {
      const bytes = input.subarray(literal, Math.min(end, literal + 60));
      parts.push(Buffer.from([(bytes.length - 1) << 2]), bytes);
    }
    literal = end;
  };
  for (let at = 0; at < input.length;) {
    const four = input.toString('latin1', at, at + 4);
    const from = seen.get(four);
    seen.set(four, at);
    if (four.length < 4 || from === undefined) {
      at += 1;
      continue;
    }
    let length = 4;
    while (length < 64 && at + length < input.length && input[from + length] === input[at + length])
      length += 1;
    flush(at);
    parts.push(Buffer.from([((length - 1) << 2) | 2]), uint16(at - from));
    at += length;
    literal = at;
  }
  flush(input.length);
  return Buffer.concat(parts);
}

function internalKey(key: string, sequence: number, type: 0 | 1): Buffer {
  const tag = Buffer.alloc(8);
  tag.writeBigUInt64LE((BigInt(sequence) << 8n) | BigInt(type));
  return Buffer.concat([Buffer.from(key, 'latin1'), tag]);
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
