import { kimiSites, type KimiSite } from '../domain/kimi-site.ts';
import type { SqliteDatabase } from '../host/sqlite.ts';

/** No store has more sessions than this; the last used ones count. */
export const maxSessionRows = 50;
/** Far more than a token has; a larger value is something else and costs memory. */
export const maxValueBytes = 64 * 1024;

/** The latest time of JavaScript, in milliseconds. */
const maxTimeMs = 8_640_000_000_000_000;

/** The hosts that Kimi's session cookie may be set for. */
export function cookieHosts(site: KimiSite): readonly string[] {
  const { host, domain } = kimiSites[site];
  return [host, `.${host}`, `.${domain}`, domain];
}

/** The list in a SQL `IN`, with a parameter for each host. */
export const cookieHostList = '?, ?, ?, ?';

/**
 * Is there such a table? Throws `EINVAL` for a view or a virtual table of that name, which could
 * compute rows without end, and for a database that has only other tables.
 */
export function hasTable(database: SqliteDatabase, name: string): boolean {
  // A virtual table has no pages of its own.
  const [table] = database.all(
    `SELECT type = 'table' AND rootpage > 0 AS isPlain FROM sqlite_schema
     WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')`,
    [name],
  );
  if (table?.['isPlain'] === 1) return true;
  const isEmpty =
    table === undefined && database.all('SELECT 1 FROM sqlite_schema LIMIT 1').length === 0;
  // A new profile's store has no tables yet.
  if (isEmpty) return false;
  throw Object.assign(new Error(`no table ${name}`), { code: 'EINVAL' });
}

/** SQL for a time that JavaScript can hold: larger ones would make the whole row unreadable. */
export function timeMs(sql: string): string {
  return `MAX(-${maxTimeMs}, MIN(${maxTimeMs}, ${sql}))`;
}

/** Chromium counts microseconds since 1601, more than a double holds exactly: SQLite converts. */
export function chromiumTimeMs(column: string): string {
  return timeMs(`CAST(${column} AS INTEGER) / 1000 - 11644473600000`);
}
