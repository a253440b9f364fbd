import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * The bytes of a file, and of nothing else: opening a named pipe would wait for somebody to write into it, and a device may
 * never end. Links are followed. Throws the system's error, `EISDIR` for a folder, and `EINVAL` for what is neither.
 */
export function readRegularFile(path: string): Buffer {
  // Windows has no such flag, and no such pipes in its folders.
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
