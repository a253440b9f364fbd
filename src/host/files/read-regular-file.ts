import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { systemCode } from '../system-error.ts';

/** Config files, caches and login files are a few kilobytes; a larger one is something else. */
const maxTextBytes = 1024 * 1024;
/** A browser's cookies are a few megabytes. */
const maxDatabaseBytes = 64 * 1024 * 1024;

const chunkBytes = 64 * 1024;

/**
 * The bytes of a small regular file; reading a named pipe or a device might never end. Follows
 * links. Throws the system's error, `EISDIR` for a folder, `EINVAL` for anything else, and `EFBIG`
 * for a file of more than `maxBytes`, before it is read.
 */
export function readRegularFile(path: string, maxBytes = maxTextBytes): Buffer {
  const { file, size } = openRegularFile(path, maxBytes);
  try {
    if (size > 0) return readFileSync(file);
    // Files of /proc and some mounts tell no size, and may be endless.
    const chunks: Buffer[] = [];
    copyChunks({ file, path, maxBytes }, (chunk) => chunks.push(Buffer.from(chunk)));
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
}

/** Copies a regular file of at most 64 MiB to a new one, mode 0600. Throws as `readRegularFile`. */
export function copyRegularFile(from: string, to: string): void {
  const { file } = openRegularFile(from, maxDatabaseBytes);
  try {
    const copy = openSync(to, 'wx', 0o600);
    try {
      copyChunks({ file, path: from, maxBytes: maxDatabaseBytes }, (chunk) => {
        for (let done = 0; done < chunk.length;) done += writeSync(copy, chunk, done);
      });
    } finally {
      closeSync(copy);
    }
  } finally {
    closeSync(file);
  }
}

function openRegularFile(path: string, maxBytes: number): { file: number; size: number } {
  const file = openWithoutWaiting(path);
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) throw refusal(path, 'EISDIR', 'a folder');
    if (!stats.isFile()) throw refusal(path, 'EINVAL', 'not a file');
    if (stats.size > maxBytes) throw tooLarge(path, maxBytes);
    return { file, size: stats.size };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function openWithoutWaiting(path: string): number {
  try {
    // Windows has no such flag, and no named pipes in its folders.
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    // A socket, or a device without its hardware.
    throw systemCode(error) === 'ENXIO' ? refusal(path, 'EINVAL', 'not a file') : error;
  }
}

function copyChunks(
  { file, path, maxBytes }: { file: number; path: string; maxBytes: number },
  take: (chunk: Buffer) => void,
): void {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let total = 0;
  for (;;) {
    const length = readSync(file, buffer);
    if (length === 0) return;
    total += length;
    if (total > maxBytes) throw tooLarge(path, maxBytes);
    take(buffer.subarray(0, length));
  }
}

function tooLarge(path: string, maxBytes: number): Error {
  return refusal(path, 'EFBIG', `larger than ${maxBytes / 1024 / 1024} MiB`);
}

/** An error as the system's, with the reason in words as `why`. */
export function refusal(path: string, code: string, why: string): Error {
  return Object.assign(new Error(`refusing to read: ${why}`), { code, path, why });
}
