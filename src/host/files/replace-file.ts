import { closeSync, fsyncSync, lstatSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { removeAbandonedBeside, temporaryBeside } from './abandoned-files.ts';

/** Another program has written the file since it was read. It was not replaced. */
export class FileChanged extends Error {
  constructor(path: string) {
    super(`${path} has changed`);
  }
}

export type Replacement = {
  readonly text: string;
  readonly mode: number;
  /** False if a power cut may lose the text: no fsync. */
  readonly isLasting?: boolean | undefined;
  /** Called just before the rename: is the file still as it was read? */
  readonly isCurrent?: (() => boolean) | undefined;
};

/**
 * Replaces a file atomically: a temporary file beside it with `text` and `mode` (less the umask),
 * fsync, `rename`. A crash leaves either the old or the new text; temporary files of earlier
 * crashes are removed. Rejects with the system's error, or `FileChanged`.
 */
export async function replaceFile(
  path: string,
  { text, mode, isLasting = true, isCurrent }: Replacement,
  rename: (from: string, to: string) => void | Promise<void>,
): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    const file = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(file, text);
      if (isLasting) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (isCurrent !== undefined && !isStill(path, isCurrent)) throw new FileChanged(path);
    await rename(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  removeAbandonedBeside(path);
}

/**
 * Reading a file takes longer than looking at it: the second look leaves microseconds in which a
 * program that ignores locks could lose an edit. Node has no exchange of two files, which would
 * leave none.
 */
function isStill(path: string, isCurrent: () => boolean): boolean {
  const version = versionOf(path);
  return isCurrent() && versionOf(path) === version;
}

function versionOf(path: string): string {
  const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
}
