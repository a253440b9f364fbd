import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * The bytes of a regular file; reading a named pipe or a device might never end. Follows links.
 * Throws the system's error, `EISDIR` for a folder, `EINVAL` for anything else.
 */
export function readRegularFile(path: string): Buffer {
  // Windows has no such flag, and no named pipes in its folders.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() && !stats.isDirectory())
      throw Object.assign(new Error('not a file'), { code: 'EINVAL', path });
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}
