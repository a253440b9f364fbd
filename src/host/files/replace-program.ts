import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { removeAbandonedBeside, temporaryBeside } from './abandoned-files.ts';
import type { Platform } from '../host.ts';

/** Throws the system's error if a file beside the program cannot be written. */
export function requireReplaceable(path: string): void {
  accessSync(dirname(path), constants.W_OK);
}

/**
 * Replaces an executable atomically. Windows lets no one overwrite a running program but renames
 * it: it stays beside the new one as `.old` until an upgrade finds that it has ended. Throws the
 * system's error; then the program is as it was.
 */
export function replaceProgram(path: string, bytes: Buffer, os: Platform['os']): void {
  const temporary = temporaryBeside(path);
  try {
    const file = openSync(temporary, 'wx', statSync(path).mode & 0o777);
    try {
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (os === 'win32') swap(path, temporary);
    else renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  removeAbandonedBeside(path);
}

function swap(path: string, temporary: string): void {
  const old = freeName(path);
  renameSync(path, old);
  try {
    renameSync(temporary, path);
  } catch (error) {
    renameSync(old, path);
    throw error;
  }
}

/** Usually `.old`; another if the program before this one still runs under that name. */
function freeName(path: string): string {
  const old = `${path}.old`;
  try {
    rmSync(old, { force: true });
    return old;
  } catch {
    return temporaryBeside(path);
  }
}
