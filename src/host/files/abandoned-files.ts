import { lstatSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A process that left a temporary file this old was killed. */
const abandonedAfterMs = 60_000;

/**
 * Removes the `PATH.….tmp` files of processes that were killed between write and rename. Never
 * throws: such files do no harm.
 */
export function removeAbandonedBeside(path: string): void {
  const isOurs = (name: string): boolean =>
    name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp');
  removeOld(dirname(path), isOurs, { afterMs: abandonedAfterMs, remove: unlinkSync });
}

/**
 * The same for temporary folders, which may contain private data; none is used for longer than
 * `lastsMs`.
 */
export function removeAbandonedFolders(parent: string, prefix: string, lastsMs: number): void {
  removeOld(parent, (name) => name.startsWith(prefix), {
    afterMs: lastsMs,
    remove: (path) => rmSync(path, { recursive: true, force: true }),
  });
}

function removeOld(
  folder: string,
  isOurs: (name: string) => boolean,
  { afterMs, remove }: { readonly afterMs: number; readonly remove: (path: string) => void },
): void {
  for (const name of namesIn(folder).filter(isOurs)) {
    const path = join(folder, name);
    try {
      const { mtimeMs, uid } = lstatSync(path);
      // The temporary folder may be shared by all users.
      const isMine = process.getuid === undefined || uid === process.getuid();
      if (isMine && mtimeMs < Date.now() - afterMs) remove(path);
    } catch {
      // Another process was quicker, or this one may not remove it.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
