import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { removeAbandonedBeside } from './abandoned-files.ts';

/**
 * Replaces a file atomically: a temporary file beside it with `text` and `mode` (less the umask),
 * fsync, `rename`. A crash leaves either the old or the new text; temporary files of earlier
 * crashes are removed. Rejects with the system's error.
 */
export async function replaceFile(
  path: string,
  { text, mode }: { readonly text: string; readonly mode: number },
  rename: (from: string, to: string) => void | Promise<void>,
): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    const file = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    await rename(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  removeAbandonedBeside(path);
}
