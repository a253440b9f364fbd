import {
  chmodSync,
  constants,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { readRegularFile } from './read-regular-file.ts';
import { replaceFile } from './replace-file.ts';
import { ifExists } from '../system-error.ts';

/**
 * A config file of the user's own. `realPath` is the target of all links: the target is edited and
 * the links stay.
 */
export type Dotfile = {
  readonly realPath: string;
  readonly text: string;
  readonly mode: number;
  /** False if the owner has no write permission: then another program manages the file. */
  readonly isWritable: boolean;
};

/**
 * The file at a path, undefined if there is none, `not-text` if it is not UTF-8. Throws the
 * system's error.
 */
export function readDotfile(path: string): Dotfile | 'not-text' | undefined {
  const realPath = ifExists(() => realpathSync(path));
  if (realPath === undefined) return undefined;
  const { mode } = statSync(realPath);
  const text = decode(readRegularFile(realPath));
  if (text === undefined) return 'not-text';
  return { realPath, text, mode: mode & 0o7777, isWritable: (mode & constants.S_IWUSR) !== 0 };
}

/** Replaces a file atomically, with the given mode. Rejects with the system's error. */
export async function writeDotfile(realPath: string, text: string, mode: number): Promise<void> {
  mkdirSync(dirname(realPath), { recursive: true });
  await replaceFile(realPath, { text, mode }, (from, to) => {
    // The umask may have removed some of the bits.
    chmodSync(from, mode);
    renameSync(from, to);
  });
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
