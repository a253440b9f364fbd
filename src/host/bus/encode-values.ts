import { alignmentOf, splitTypes } from './signature.ts';

type Writer = { bytes: Buffer; length: number };

/**
 * Encodes values (see `SessionBus` for their form) as the signature's types, little-endian. Throws
 * if a value does not fit its type. Grows one buffer instead of collecting pieces: panels request
 * the icon's pictures often, for days.
 */
export function encodeValues(signature: string, values: readonly unknown[]): Buffer {
  const writer: Writer = { bytes: Buffer.alloc(1024), length: 0 };
  const types = splitTypes(signature);
  if (types.length !== values.length)
    throw new TypeError(`${values.length} values for ${signature}`);
  types.forEach((type, index) => write(writer, type, values[index]));
  return writer.bytes.subarray(0, writer.length);
}

function write(writer: Writer, type: string, value: unknown): void {
  align(writer, alignmentOf(type));
  switch (type[0]) {
    case 'a':
      return writeArray(writer, type.slice(1), value);
    case '(':
    case '{': {
      const types = splitTypes(type.slice(1, -1));
      return types.forEach((part, index) => write(writer, part, listOf(value)[index]));
    }
    case 'v': {
      const [inner, held] = listOf(value);
      write(writer, 'g', inner);
      return write(writer, String(inner), held);
    }
    case 's':
    case 'o':
    case 'g':
      return writeText(writer, String(value), type === 'g');
    default:
      return writeNumber(writer, type, value);
  }
}

function writeArray(writer: Writer, type: string, value: unknown): void {
  const lengthAt = reserve(writer, 4);
  // The length excludes the padding before the first value.
  align(writer, alignmentOf(type));
  const start = writer.length;
  if (Buffer.isBuffer(value) && type === 'y') {
    const at = reserve(writer, value.length);
    value.copy(writer.bytes, at);
  } else {
    for (const one of listOf(value)) write(writer, type, one);
  }
  writer.bytes.writeUInt32LE(writer.length - start, lengthAt);
}

function writeText(writer: Writer, text: string, isShort: boolean): void {
  const bytes = Buffer.from(text);
  const lengthAt = reserve(writer, isShort ? 1 : 4);
  const at = reserve(writer, bytes.length + 1);
  if (isShort) writer.bytes.writeUInt8(bytes.length, lengthAt);
  else writer.bytes.writeUInt32LE(bytes.length, lengthAt);
  bytes.copy(writer.bytes, at);
}

function writeNumber(writer: Writer, type: string, value: unknown): void {
  const at = reserve(writer, alignmentOf(type));
  const { bytes } = writer;
  if (type === 'y') bytes.writeUInt8(Number(value), at);
  else if (type === 'b') bytes.writeUInt32LE(value === true ? 1 : 0, at);
  else if (type === 'n') bytes.writeInt16LE(Number(value), at);
  else if (type === 'q') bytes.writeUInt16LE(Number(value), at);
  else if (type === 'i') bytes.writeInt32LE(Number(value), at);
  else if (type === 'u') bytes.writeUInt32LE(Number(value), at);
  else if (type === 'x') bytes.writeBigInt64LE(BigInt(Number(value)), at);
  else if (type === 't') bytes.writeBigUInt64LE(BigInt(Number(value)), at);
  else if (type === 'd') bytes.writeDoubleLE(Number(value), at);
  else throw new TypeError(`unknown type ${type}`);
}

function align(writer: Writer, to: number): void {
  reserve(writer, (to - (writer.length % to)) % to);
}

/** Appends zero bytes and returns their offset. May replace `writer.bytes`. */
function reserve(writer: Writer, count: number): number {
  const at = writer.length;
  writer.length += count;
  if (writer.length > writer.bytes.length) {
    const larger = Buffer.alloc(Math.max(writer.length, writer.bytes.length * 2));
    writer.bytes.copy(larger);
    writer.bytes = larger;
  }
  return at;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('expected a list');
  return value;
}
