import { lstatSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A process that left a temporary file this old was killed. */
const abandonedAfterMs = 60_000;

/** `.<UUID>.tmp` */
const temporaryEnd = /^\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/;
/** What `mkdtemp` adds to a prefix. */
const folderEnd = /^[\dA-Za-z]{6}$/;

/** A new path beside `path`. If this process is killed, a later one removes the file. */
export function temporaryBeside(path: string): string {
  return `${path}.${crypto.randomUUID()}.tmp`;
}

/**
 * Removes the temporary files of processes that were killed between write and rename. Only names
 * of `temporaryBeside`: a user's own `settings.json.old.tmp` stays. Never throws: such files do no
 * harm.
 */
export function removeAbandonedBeside(path: string): void {
  const start = basename(path);
  const isOurs = (name: string): boolean =>
    name.startsWith(start) && temporaryEnd.test(name.slice(start.length));
  removeOld(dirname(path), isOurs, { afterMs: abandonedAfterMs, remove: unlinkSync });
}

/**
 * The same for temporary folders, which may contain private data; none is used for longer than
 * `lastsMs`.
 */
export function removeAbandonedFolders(parent: string, prefix: string, lastsMs: number): void {
  const isOurs = (name: string): boolean =>
    name.startsWith(prefix) && folderEnd.test(name.slice(prefix.length));
  removeOld(parent, isOurs, {
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
