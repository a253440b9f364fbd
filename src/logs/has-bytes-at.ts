/**
 * Are the first `length` bytes of `wanted` at a place of others? For texts as short as names and
 * keys, a loop is faster than a call of `Buffer.compare`.
 */
export function hasBytesAt(
  bytes: Uint8Array,
  at: number,
  wanted: Uint8Array,
  length = wanted.length,
): boolean {
  for (let index = 0; index < length; index += 1)
    if (bytes[at + index] !== wanted[index]) return false;
  return true;
}
