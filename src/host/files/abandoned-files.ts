import { lstatSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Temporary files this old belong to a writer that died. */
const abandonedAfterMs = 60_000;

/**
 * A writer killed between its write and its rename leaves `PATH.….tmp` behind; the next one tidies up with this. Never throws:
 * what can't be tidied up does no harm.
 */
export function removeAbandonedBeside(path: string): void {
  const isOurs = (name: string): boolean =>
    name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp');
  removeOld(dirname(path), isOurs, { afterMs: abandonedAfterMs, remove: unlinkSync });
}

/** The same for temporary folders, in which private things may stand; none is worked in for longer than `lastsMs`. */
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
      // In a temporary folder everyone's things stand side by side.
      const isMine = process.getuid === undefined || uid === process.getuid();
      if (isMine && mtimeMs < Date.now() - afterMs) remove(path);
    } catch {
      // Another process was quicker, or it is not ours to remove.
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
