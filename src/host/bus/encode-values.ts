/** Where each kind of value begins; see "Marshaling" in the D-Bus specification. */
const alignments: Readonly<Record<string, number>> = {
  y: 1,
  g: 1,
  v: 1,
  n: 2,
  q: 2,
  x: 8,
  t: 8,
  d: 8,
  '(': 8,
  '{': 8,
};

type Writer = { bytes: Buffer; length: number };

/**
 * Values as the body of a message, little-endian. The library does the same with some objects for every byte: pictures
 * would leave ten megabytes of them behind each time a panel asks. Throws where a value does not fit its type.
 */
export function encodeValues(signature: string, values: readonly unknown[]): Buffer {
  const writer: Writer = { bytes: Buffer.alloc(1024), length: 0 };
  const types = splitTypes(signature);
  if (types.length !== values.length)
    throw new TypeError(`${values.length} values for ${signature}`);
  types.forEach((type, index) => write(writer, type, values[index]));
  return writer.bytes.subarray(0, writer.length);
}

/** `sa{sv}(iu)` → `s`, `a{sv}`, `(iu)`. */
function splitTypes(signature: string): string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length;) {
    const end = endOfType(signature, at);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

function endOfType(signature: string, at: number): number {
  const first = signature[at];
  if (first === 'a') return endOfType(signature, at + 1);
  if (first !== '(' && first !== '{') return at + 1;
  let next = at + 1;
  while (signature[next] !== ')' && signature[next] !== '}') {
    if (next >= signature.length) throw new TypeError(`unfinished signature ${signature}`);
    next = endOfType(signature, next);
  }
  return next + 1;
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
  // The gap before the first value does not count as part of the array.
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

function alignmentOf(type: string): number {
  return alignments[type[0] ?? ''] ?? 4;
}

function align(writer: Writer, to: number): void {
  reserve(writer, (to - (writer.length % to)) % to);
}

/** Makes room for so many zero bytes and returns where they begin. The bytes may be others after it: ask for room first, then write. */
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
  if (!Array.isArray(value)) throw new TypeError('a list was expected');
  return value;
}
