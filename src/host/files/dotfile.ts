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
import { whereItExists } from '../system-error.ts';

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

/** Replaces a file in one step and keeps its mode. Rejects with the system's error. */
export async function writeDotfile(realPath: string, text: string, mode: number): Promise<void> {
  mkdirSync(dirname(realPath), { recursive: true });
  await replaceFile(realPath, { text, mode }, (from, to) => {
    // The umask may have taken some of it away.
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
