import { promisify } from 'node:util';
import { Failure } from '../../domain/failure.ts';
import { systemCode } from '../system-error.ts';

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/** No gateway nests more; each one could multiply the work. */
const maxEncodings = 2;

/**
 * Undoes a response's `Content-Encoding`, at most `maxBytes` of output. KimiBar requests none, but
 * some gateways compress anyway, and some do not even say so: then the first bytes tell.
 * Rejects with `unreadable-answer`, `too-large` or `not-json`.
 */
export async function decodeBody(
  bytes: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const names = (encoding ?? '').toLowerCase().split(/[\s,]+/);
  const encodings = names.filter((name) => name !== '' && name !== 'identity');
  if (bytes.length === 0) return bytes;
  if (encodings.length === 0 && isGzip(bytes)) encodings.push('gzip');
  if (encodings.length > maxEncodings) throw unreadable();
  let decoded = bytes;
  // The last one was applied last.
  for (const name of encodings.toReversed()) decoded = await decodeOne(decoded, name, maxBytes);
  return decoded;
}

async function decodeOne(bytes: Buffer, name: string, maxOutputLength: number): Promise<Buffer> {
  // Some gateways decompress, but keep the header.
  if (name.endsWith('gzip') && !isGzip(bytes)) return bytes;
  const decode = await decoderFor(name, bytes);
  if (decode === undefined) throw unreadable();
  try {
    return await decode(bytes, { maxOutputLength });
  } catch (error) {
    if (systemCode(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw unreadable(error);
  }
}

/** Loaded on demand: hardly any response is compressed. */
async function decoderFor(name: string, bytes: Buffer): Promise<Decode | undefined> {
  const zlib = await import('node:zlib');
  if (name === 'gzip' || name === 'x-gzip') return promisify(zlib.gunzip);
  if (name === 'deflate') return promisify(hasZlibHeader(bytes) ? zlib.inflate : zlib.inflateRaw);
  if (name === 'br') return promisify(zlib.brotliDecompress);
  // Since Node 22.15.
  if (name === 'zstd' && typeof zlib.zstdDecompress === 'function')
    return promisify(zlib.zstdDecompress);
  return undefined;
}

/** RFC 1952: no JSON and no HTML begins like this. */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** RFC 1950. Many servers send `deflate` without this header, although RFC 9110 requires it. */
function hasZlibHeader(bytes: Buffer): boolean {
  return bytes.length > 1 && (bytes[0]! & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}

/** A response whose text is longer than the caller reads. */
export function tooLarge(): Failure {
  return new Failure('unreadable-answer', 'the response is too large', {
    detail: { code: 'too-large' },
  });
}

function unreadable(cause?: unknown): Failure {
  return new Failure('unreadable-answer', 'the response cannot be decompressed', {
    detail: { code: 'not-json' },
    cause,
  });
}
