import { join } from 'node:path';
import type { FileFacts, Files } from '../host/host.ts';
import { systemCode } from '../host/system-error.ts';

/**
 * The database itself, its write-ahead log and its rollback journal. The `-shm` index is rebuilt
 * from the log.
 */
const databaseParts = ['', '-wal', '-journal'] as const;

/** Changes whenever the browser writes to the database, its log or its journal. */
export function databaseFingerprint(files: Pick<Files, 'facts'>, path: string): string {
  const facts = databaseParts.map((part) => files.facts(path + part));
  return facts
    .map((fact) => (fact === undefined ? '-' : `${fact.sizeBytes}:${fact.modifiedAtMs}`))
    .join(' ');
}

/** A browser commits every half minute: hardly twice during a copy. */
const maxCopies = 4;

/** A copy this old was left behind by a killed process. */
const maxCopyAgeMs = 10 * 60_000;

export type CookieDatabase = {
  readonly path: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Reads a browser's cookie database through a private copy, so that nothing is written beside the
 * user's file (even a read-only open leaves `-shm` and `-wal` there) and no lock is needed. `read`
 * gets the copy's path and may open it for writing, as SQLite must to roll back a journal. The copy
 * is always deleted. Rejects with the system's error if the database is missing (`ENOENT`) or can't
 * be copied (`EBUSY` on Windows while it is locked), with what `read` throws, or with the reason of
 * an aborted signal.
 */
export async function withCookieSnapshot<T>(
  files: Pick<Files, 'facts' | 'copyPrivate' | 'makeTempFolder' | 'remove'>,
  database: CookieDatabase,
  read: (copyPath: string) => T | Promise<T>,
): Promise<T> {
  const { signal } = database;
  signal?.throwIfAborted();
  const folder = await files.makeTempFolder('kimibar-cookies-', maxCopyAgeMs);
  try {
    const copyPath = join(folder, 'Cookies');
    await copySteadily(files, database, copyPath);
    signal?.throwIfAborted();
    return await read(copyPath);
  } finally {
    await files.remove(folder);
  }
}

/** Copies all parts until none changed during the copy; the last copy is used in any case. */
async function copySteadily(
  files: Pick<Files, 'facts' | 'copyPrivate' | 'remove'>,
  { path, signal }: CookieDatabase,
  copyPath: string,
): Promise<void> {
  for (let left = maxCopies; left > 0; left -= 1) {
    signal?.throwIfAborted();
    const before = databaseParts.map((part) => files.facts(path + part));
    for (const [index, part] of databaseParts.entries()) {
      const facts = before[index];
      await copyPart(files, { from: path + part, to: copyPath + part, facts });
    }
    const after = databaseParts.map((part) => files.facts(path + part));
    if (before.every((facts, index) => same(facts, after[index]))) return;
  }
}

async function copyPart(
  files: Pick<Files, 'copyPrivate' | 'remove'>,
  { from, to, facts }: { from: string; to: string; facts: FileFacts | undefined },
): Promise<void> {
  // A log of an earlier copy does not belong to this one.
  await files.remove(to);
  const isDatabase = !/-(wal|journal)$/.test(to);
  if (facts === undefined && !isDatabase) return;
  try {
    await files.copyPrivate(from, to);
  } catch (error) {
    // The browser may have merged its log into the database since then: the next copy has it.
    if (isDatabase || systemCode(error) !== 'ENOENT') throw error;
  }
}

function same(a: FileFacts | undefined, b: FileFacts | undefined): boolean {
  return (
    a?.kind === b?.kind && a?.sizeBytes === b?.sizeBytes && a?.modifiedAtMs === b?.modifiedAtMs
  );
}
