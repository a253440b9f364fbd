/**
 * Undoes Snappy's raw compression (github.com/google/snappy/blob/main/format_description.txt), in
 * which Firefox keeps long values of local storage and LevelDB its blocks. Undefined for damaged data and for more than
 * `maxBytes` of output.
 */
export function uncompressSnappy(input: Uint8Array, maxBytes: number): Uint8Array | undefined {
  const size = readVarint(input);
  if (size === undefined || size.value > maxBytes) return undefined;
  const output = new Uint8Array(size.value);
  let at = size.next;
  let end = 0;
  while (at < input.length) {
    const element = readElement(input, at);
    const { length, offset, next } = element;
    if (end + length > output.length) return undefined;
    if (offset === undefined) {
      if (next + length > input.length) return undefined;
      output.set(input.subarray(next, next + length), end);
      at = next + length;
    } else {
      if (offset === 0 || offset > end) return undefined;
      // Byte by byte, since a copy may overlap what it writes.
      for (let index = end; index < end + length; index += 1)
        output[index] = output[index - offset] ?? 0;
      at = next;
    }
    end += length;
  }
  return end === output.length ? output : undefined;
}

/** A literal of `length` bytes from `next` on, or a copy from `offset` bytes before the end. */
type Element = { readonly length: number; readonly offset?: number; readonly next: number };

function readElement(input: Uint8Array, at: number): Element {
  const tag = input[at] ?? 0;
  const upper = tag >> 2;
  switch (tag & 3) {
    case 0: {
      if (upper < 60) return { length: upper + 1, next: at + 1 };
      const bytes = upper - 59;
      return { length: littleEndian(input, at + 1, bytes) + 1, next: at + 1 + bytes };
    }
    case 1: {
      const offset = ((tag >> 5) << 8) | (input[at + 1] ?? 0);
      return { length: ((tag >> 2) & 7) + 4, offset, next: at + 2 };
    }
    case 2:
      return { length: upper + 1, offset: littleEndian(input, at + 1, 2), next: at + 3 };
    default:
      return { length: upper + 1, offset: littleEndian(input, at + 1, 4), next: at + 5 };
  }
}

function littleEndian(input: Uint8Array, at: number, bytes: number): number {
  let value = 0;
  for (let index = bytes - 1; index >= 0; index -= 1)
    value = value * 256 + (input[at + index] ?? 0);
  return value;
}

/** Seven bits a byte, the lowest first; at most five bytes. */
function readVarint(input: Uint8Array): { value: number; next: number } | undefined {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = input[index];
    if (byte === undefined) return undefined;
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return { value, next: index + 1 };
  }
  return undefined;
}
