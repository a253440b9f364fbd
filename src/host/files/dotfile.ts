import {
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { removeAbandonedBeside } from './abandoned-files.ts';
import { readRegularFile } from './read-regular-file.ts';

/** A person's own config file. `realPath` is behind all links: that is what is edited, and the links stay. */
export type Dotfile = {
  readonly realPath: string;
  readonly text: string;
  readonly mode: number;
  /** False where its owner took the right to write away: then somebody else manages it. */
  readonly isWritable: boolean;
};

/** The file at a path, undefined where there is none, `not-text` where it is not UTF-8. Throws the system's error. */
export function readDotfile(path: string): Dotfile | 'not-text' | undefined {
  const realPath = whereItExists(() => realpathSync(path));
  if (realPath === undefined) return undefined;
  const { mode } = statSync(realPath);
  const text = decode(readRegularFile(realPath));
  if (text === undefined) return 'not-text';
  return { realPath, text, mode: mode & 0o7777, isWritable: (mode & constants.S_IWUSR) !== 0 };
}

/** Replaces a file in one step (temporary file beside it, fsync, rename) and keeps its mode. Throws the system's error. */
export function writeDotfile(realPath: string, text: string, mode: number): void {
  mkdirSync(dirname(realPath), { recursive: true });
  const temporary = `${realPath}.${crypto.randomUUID()}.tmp`;
  try {
    const file = openSync(temporary, 'wx', mode);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // The umask may have taken some of it away.
    chmodSync(temporary, mode);
    renameSync(temporary, realPath);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  removeAbandonedBeside(realPath);
}

export function removeDotfile(path: string): void {
  rmSync(path, { force: true });
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function whereItExists<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw error;
  }
}
