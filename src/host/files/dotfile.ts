import {
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readRegularFile, refusal } from './read-regular-file.ts';
import { FileChanged, replaceFile } from './replace-file.ts';
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
  if (realPath === undefined) {
    // A new file in its place would take the place of the link.
    if (ifExists(() => lstatSync(path)) === undefined) return undefined;
    throw refusal(path, 'ELOOP', 'a link to a file that does not exist');
  }
  const { mode } = statSync(realPath);
  const text = decode(readRegularFile(realPath));
  if (text === undefined) return 'not-text';
  return { realPath, text, mode: mode & 0o7777, isWritable: (mode & constants.S_IWUSR) !== 0 };
}

/** The path behind all links, also of a file that does not exist yet. */
export function realPathOf(path: string): string {
  const realPath = ifExists(() => realpathSync(path));
  if (realPath !== undefined) return realPath;
  const above = dirname(path);
  return above === path ? path : join(realPathOf(above), basename(path));
}

export type DotfileChange = {
  readonly mode: number;
  /** The text that the file must still have; undefined in it means no file. */
  readonly before?: { readonly text: string | undefined } | undefined;
};

/**
 * Replaces a file atomically, with the given mode. Rejects with the system's error, and with
 * `FileChanged` if the file no longer has the text `before`.
 */
export async function writeDotfile(
  realPath: string,
  text: string,
  { mode, before }: DotfileChange,
): Promise<void> {
  // Readable like other programs' folders, but with a umask of 0 not writable for everyone.
  mkdirSync(dirname(realPath), { recursive: true, mode: 0o755 });
  const isCurrent = before === undefined ? undefined : () => hasText(realPath, before.text);
  await replaceFile(realPath, { text, mode, isCurrent }, (from, to) => {
    // The umask may have removed some of the bits.
    chmodSync(from, mode);
    renameSync(from, to);
  });
}

/** Removes a file. Throws `FileChanged` if it no longer has the text `before`. */
export function removeDotfile(path: string, before?: { readonly text: string }): void {
  if (before !== undefined && !hasText(path, before.text)) throw new FileChanged(path);
  rmSync(path, { force: true });
}

function hasText(path: string, text: string | undefined): boolean {
  const file = readDotfile(path);
  return file === 'not-text' ? false : file?.text === text;
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
