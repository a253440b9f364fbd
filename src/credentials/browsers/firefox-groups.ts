import { join } from 'node:path';
import { tryList } from '../../host/files/try-read.ts';
import type { Files } from '../../host/host.ts';
import type { OpenSqlite } from '../../host/sqlite.ts';
import { systemCode } from '../../host/system-error.ts';
import { withCookieSnapshot } from '../cookie-snapshot.ts';
import { hasTable } from '../cookie-tables.ts';

/** More than anyone has: a profile is tried with a copy of its whole store. */
const maxGroups = 10;
const maxProfiles = 100;

/** A profile as its group lists it; `path` as in `profiles.ini`. */
export type GroupedProfile = { readonly name: string; readonly path: string };

/**
 * The profiles made in the profile menu of Firefox 138 and newer. They are in
 * `Profile Groups/<StoreID>.sqlite` below the Firefox folder and not in `profiles.ini`. A group that
 * can't be read counts as empty. Rejects with the reason of an aborted signal.
 */
export async function listGroupedProfiles(
  { files, openSqlite }: { readonly files: Files; readonly openSqlite: OpenSqlite },
  root: string,
  signal: AbortSignal,
): Promise<readonly GroupedProfile[]> {
  const folder = join(root, 'Profile Groups');
  const groups = tryList(files, folder)
    .filter((name) => name.endsWith('.sqlite'))
    .toSorted();
  const found: GroupedProfile[] = [];
  for (const group of groups.slice(0, maxGroups)) {
    try {
      found.push(
        ...(await withCookieSnapshot(files, { path: join(folder, group), signal }, (copy) =>
          readGroup(openSqlite, copy),
        )),
      );
    } catch (error) {
      signal.throwIfAborted();
      if (systemCode(error) === undefined) throw error;
    }
  }
  return found;
}

async function readGroup(openSqlite: OpenSqlite, copyPath: string): Promise<GroupedProfile[]> {
  const database = await openSqlite(copyPath, { readOnly: false });
  try {
    if (!hasTable(database, 'Profiles')) return [];
    return database
      .all(
        `SELECT CAST(name AS TEXT) AS name, CAST(path AS TEXT) AS path FROM Profiles
         WHERE length(path) BETWEEN 1 AND 4096 AND length(name) <= 1000 ORDER BY rowid LIMIT ${maxProfiles}`,
      )
      .map(({ name, path }) => ({ name: String(name), path: String(path) }));
  } finally {
    database.close();
  }
}
