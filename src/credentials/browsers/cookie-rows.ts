import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { KimiSite } from '../../domain/kimi-site.ts';
import type { Files } from '../../host/host.ts';
import type { OpenSqlite, SqliteDatabase, SqliteRow } from '../../host/sqlite.ts';
import { withCookieSnapshot } from '../cookie-snapshot.ts';
import {
  chromiumTimeMs,
  cookieHostList,
  cookieHosts,
  hasTable,
  maxSessionRows,
  maxValueBytes,
  timeMs,
} from '../cookie-tables.ts';

/**
 * The readable part of a Kimi session in a cookie store. `sealing` is how its value is stored:
 * `plain`, or the first three letters of the sealed value (`v10` …).
 */
export type CookieRow = {
  /** A digest of the stored value: the same digest means the same token. */
  readonly digest: string;
  readonly sealing: string;
  readonly usedAtMs: number;
  /** When the cookie expires; undefined if it does when the browser exits. */
  readonly expiresAtMs?: number | undefined;
};

/** A session in a store without encryption, with its token. */
export type PlainSession = { readonly row: CookieRow; readonly token: string };

type StoreReader = { readonly files: Files; readonly openSqlite: OpenSqlite };

/** A cookie store, the kind of its tables, and the service whose sessions count. */
export type CookieStore = {
  readonly storePath: string;
  readonly engine: 'chromium' | 'firefox';
  readonly site: KimiSite;
};

/**
 * The Kimi sessions in a store, the last used first. Each Firefox container has a session of its own.
 * Leaves out partitioned cookies, which are valid only inside their page. Rejects with the system's error if the store can't be
 * copied, with SQLite's if it is none.
 */
export async function listCookieRows(
  reader: StoreReader,
  store: CookieStore,
  signal: AbortSignal,
): Promise<CookieRow[]> {
  return withCookieSnapshot(reader.files, { path: store.storePath, signal }, async (copyPath) => {
    const database = await reader.openSqlite(copyPath, { readOnly: false });
    try {
      return selectRows(database, store).map(toCookieRow);
    } finally {
      database.close();
    }
  });
}

/**
 * Calls `use` with a private store that contains one session only, so that the cookie library sees
 * no other cookie and no journal. The session is the one with `digest`, or the one used last if the
 * browser has written since. `folder` is the private folder of the store. Resolves with undefined
 * if no session is left. Rejects as `listCookieRows` does, and with what `use` throws.
 */
export async function withSingleCookieStore<T>(
  reader: StoreReader,
  session: {
    readonly store: CookieStore;
    readonly digest: string;
    readonly signal: AbortSignal;
  },
  use: (single: { readonly path: string; readonly folder: string }, row: CookieRow) => Promise<T>,
): Promise<T | undefined> {
  const { store, digest, signal } = session;
  return withCookieSnapshot(reader.files, { path: store.storePath, signal }, async (copyPath) => {
    const folder = join(dirname(copyPath), 'single');
    const path = join(folder, store.engine === 'firefox' ? 'cookies.sqlite' : 'Cookies');
    let row: CookieRow | undefined;
    // SQLite takes an empty file for a new database and keeps its mode.
    await reader.files.createExclusive(path, '');
    const database = await reader.openSqlite(copyPath, { readOnly: false });
    try {
      const rows = selectRows(database, store);
      const stored = rows.find((candidate) => toCookieRow(candidate).digest === digest) ?? rows[0];
      if (stored === undefined) return undefined;
      row = toCookieRow(stored);
      database.all('ATTACH DATABASE ? AS single', [path]);
      database.all('PRAGMA single.synchronous = OFF');
      const table = store.engine === 'firefox' ? 'moz_cookies' : 'cookies';
      database.all(`CREATE TABLE single.${table} AS SELECT * FROM main.${table} WHERE rowid = ?`, [
        stored['rowId'] ?? null,
      ]);
      if (store.engine === 'chromium' && hasTable(database, 'meta'))
        database.all('CREATE TABLE single.meta AS SELECT * FROM main.meta LIMIT 100');
    } finally {
      database.close();
    }
    return use({ path, folder }, row);
  });
}

function selectRows(database: SqliteDatabase, { engine, site }: CookieStore): SqliteRow[] {
  if (!hasTable(database, engine === 'firefox' ? 'moz_cookies' : 'cookies')) return [];
  return engine === 'firefox' ? firefoxRows(database, site) : chromiumRows(database, site);
}

function firefoxRows(database: SqliteDatabase, site: KimiSite): SqliteRow[] {
  // `expiry` is in milliseconds since schema 16, in seconds before, which never get that large.
  return database.all(
    `SELECT CAST(rowid AS TEXT) AS rowId, CAST(value AS BLOB) AS stored, 1 AS plain,
            ${timeMs('CAST(lastAccessed AS INTEGER) / 1000')} AS usedAtMs,
            CASE WHEN expiry > 100000000000 THEN ${timeMs('CAST(expiry AS INTEGER)')}
                 WHEN expiry > 0 THEN CAST(expiry AS INTEGER) * 1000 END AS expiresAtMs
     FROM moz_cookies
     WHERE name = 'kimi-auth' AND host IN (${cookieHostList}) AND value <> ''
       AND (originAttributes = '' OR originAttributes GLOB '^userContextId=[0-9]*')
       AND originAttributes NOT GLOB '*&*' AND length(value) <= ${maxValueBytes}
     ORDER BY usedAtMs DESC, creationTime DESC LIMIT ${maxSessionRows}`,
    cookieHosts(site),
  );
}

function chromiumRows(database: SqliteDatabase, site: KimiSite): SqliteRow[] {
  const columns = new Set(
    database.all("SELECT name FROM pragma_table_info('cookies')").map((row) => row['name']),
  );
  return database.all(
    `SELECT CAST(rowid AS TEXT) AS rowId, value <> '' AS plain,
            ${chromiumTimeMs('last_access_utc')} AS usedAtMs,
            CAST(CASE WHEN value <> '' THEN value ELSE encrypted_value END AS BLOB) AS stored,
            CASE WHEN has_expires THEN ${chromiumTimeMs('expires_utc')} END AS expiresAtMs
     FROM cookies
     WHERE host_key IN (${cookieHostList}) AND name = 'kimi-auth'
       ${columns.has('top_frame_site_key') ? "AND top_frame_site_key = ''" : ''}
       AND length(value) + length(encrypted_value) BETWEEN 1 AND ${maxValueBytes}
     ORDER BY usedAtMs DESC, creation_utc DESC LIMIT ${maxSessionRows}`,
    cookieHosts(site),
  );
}

function toCookieRow(row: SqliteRow): CookieRow {
  const stored = row['stored'] instanceof Uint8Array ? row['stored'] : new Uint8Array();
  const expiresAtMs = row['expiresAtMs'];
  return {
    digest: createHash('sha256').update(stored).digest('hex'),
    sealing: row['plain'] === 1 ? 'plain' : Buffer.from(stored.subarray(0, 3)).toString('latin1'),
    usedAtMs: Number(row['usedAtMs']),
    ...(typeof expiresAtMs === 'number' ? { expiresAtMs } : {}),
  };
}
