/** A file that is none of LevelDB's, or a damaged one. Counts as unreadable. */
export class DamagedFile extends Error {
  readonly code = 'EINVAL';
}

/** An entry's newest version in one file; a deletion has no value. */
export type Version = { readonly sequence: bigint; readonly value: Uint8Array | undefined };

/** The newer of two versions. Of equal ones the first, as a batch may be in a log and a table. */
export function newer(a: Version | undefined, b: Version | undefined): Version | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.sequence > a.sequence ? b : a;
}

/** Limits the bytes processed, so that no file, however malicious, keeps KimiBar busy. */
export class WorkLimit {
  readonly maxBytes: number;
  spentBytes = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** Throws `EFBIG` beyond the limit. */
  spend(bytes: number): void {
    this.spentBytes += bytes;
    if (this.spentBytes > this.maxBytes)
      throw Object.assign(new Error('LevelDB: too much data'), { code: 'EFBIG' });
  }
}

/** Reads bytes from front to back. Throws `DamagedFile` at the end of the data. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(length: number): Buffer {
    if (length > this.left) throw new DamagedFile('LevelDB: cut short');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  uint8(): number {
    return this.take(1).readUInt8();
  }

  uint16(): number {
    return this.take(2).readUInt16LE();
  }

  uint32(): number {
    return this.take(4).readUInt32LE();
  }

  uint64(): bigint {
    return this.take(8).readBigUInt64LE();
  }

  /** Seven bits a byte, the lowest first. All of LevelDB's are sizes, far below 2^49. */
  varint(): number {
    let value = 0;
    for (let index = 0; index < 7; index += 1) {
      const byte = this.uint8();
      value += (byte & 127) * 2 ** (7 * index);
      if (byte < 128) return value;
    }
    throw new DamagedFile('LevelDB: number too large');
  }

  /** Bytes with their length before them. */
  slice(): Buffer {
    return this.take(this.varint());
  }
}

/** Castagnoli's polynomial, reversed. Node's own CRC-32 has another one. */
const polynomial = 0x82f63b78;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  return crc;
});

/** CRC-32C as LevelDB stores it: masked, since files may contain checksums of their own. */
export function maskedChecksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  crc = ~crc;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
