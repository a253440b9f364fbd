import { alignmentOf, splitTypes } from './signature.ts';

type Reader = {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly isLittleEndian: boolean;
  offset: number;
};

/**
 * Decodes the values of a signature from the beginning of `bytes`; `encodeValues` is the inverse.
 * Byte arrays are views of `bytes`. Throws if the bytes do not match the signature.
 */
export function decodeValues(signature: string, bytes: Buffer, isLittleEndian: boolean): unknown[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const reader = { bytes, view, isLittleEndian, offset: 0 };
  return splitTypes(signature).map((type) => read(reader, type));
}

function read(reader: Reader, type: string): unknown {
  align(reader, alignmentOf(type));
  switch (type[0]) {
    case 'a':
      return readArray(reader, type.slice(1));
    case '(':
    case '{':
      return splitTypes(type.slice(1, -1)).map((part) => read(reader, part));
    case 'v': {
      const inner = readText(reader, 'g');
      const [single, ...more] = splitTypes(inner);
      if (single === undefined || more.length > 0) throw new TypeError(`variant of ${inner}`);
      return [inner, read(reader, single)];
    }
    case 's':
    case 'o':
    case 'g':
      return readText(reader, type);
    default:
      return readNumber(reader, type);
  }
}

function readArray(reader: Reader, type: string): unknown {
  const length = readUint32(reader);
  align(reader, alignmentOf(type));
  const start = take(reader, length);
  const end = reader.offset;
  if (type === 'y') return reader.bytes.subarray(start, end);
  const values: unknown[] = [];
  for (reader.offset = start; reader.offset < end;) values.push(read(reader, type));
  if (reader.offset > end) throw new RangeError('a value crosses the end of its array');
  return values;
}

/** Texts end with a NUL byte that their length does not count. */
function readText(reader: Reader, type: string): string {
  const length = type === 'g' ? reader.view.getUint8(take(reader, 1)) : readUint32(reader);
  const start = take(reader, length + 1);
  return reader.bytes.toString('utf8', start, start + length);
}

/** 64-bit integers lose precision beyond 2^53. */
function readNumber(reader: Reader, type: string): number | boolean {
  const { view, isLittleEndian } = reader;
  const at = take(reader, alignmentOf(type));
  switch (type) {
    case 'y':
      return view.getUint8(at);
    case 'b':
      return view.getUint32(at, isLittleEndian) !== 0;
    case 'n':
      return view.getInt16(at, isLittleEndian);
    case 'q':
      return view.getUint16(at, isLittleEndian);
    case 'i':
      return view.getInt32(at, isLittleEndian);
    case 'u':
      return view.getUint32(at, isLittleEndian);
    case 'x':
      return Number(view.getBigInt64(at, isLittleEndian));
    case 't':
      return Number(view.getBigUint64(at, isLittleEndian));
    case 'd':
      return view.getFloat64(at, isLittleEndian);
    default:
      throw new TypeError(`unknown type ${type}`);
  }
}

function readUint32(reader: Reader): number {
  return reader.view.getUint32(take(reader, 4), reader.isLittleEndian);
}

function align(reader: Reader, to: number): void {
  take(reader, (to - (reader.offset % to)) % to);
}

/** Moves past `count` bytes and returns the offset of the first one. */
function take(reader: Reader, count: number): number {
  const start = reader.offset;
  if (start + count > reader.bytes.length) throw new RangeError('the bytes end inside a value');
  reader.offset = start + count;
  return start;
}
