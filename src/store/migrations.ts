import type { SqliteDatabase } from '../host/sqlite.ts';

/** Each step migrates from the version before. Only append. */
export const historyMigrations: readonly string[] = [
  `CREATE TABLE series (
     id INTEGER PRIMARY KEY,
     account TEXT NOT NULL,
     window_id TEXT NOT NULL,
     label TEXT,
     length_minutes REAL,
     UNIQUE (account, window_id)
   ) STRICT;
   CREATE TABLE sample (
     series_id INTEGER NOT NULL REFERENCES series (id),
     at_ms INTEGER NOT NULL,
     used_percent REAL NOT NULL,
     used REAL,
     limit_amount REAL,
     resets_at_ms INTEGER,
     PRIMARY KEY (series_id, at_ms)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE reset (
     series_id INTEGER NOT NULL REFERENCES series (id),
     at_ms INTEGER NOT NULL,
     PRIMARY KEY (series_id, at_ms)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
];

/** The ledger of token use. Times are epoch milliseconds. */
export const ledgerMigrations: readonly string[] = [
  `CREATE TABLE log_file (
     path TEXT PRIMARY KEY,
     agent TEXT NOT NULL,
     inode REAL NOT NULL,
     size_bytes INTEGER NOT NULL,
     modified_at_ms REAL NOT NULL,
     offset INTEGER NOT NULL,
     head_digest REAL NOT NULL,
     last_line_at INTEGER NOT NULL,
     last_line_digest REAL NOT NULL,
     memory TEXT NOT NULL,
     known_lines INTEGER NOT NULL,
     unknown_lines INTEGER NOT NULL,
     unreadable_lines INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE counted (digests BLOB NOT NULL) STRICT;
   CREATE TABLE kind (
     id INTEGER PRIMARY KEY,
     machine TEXT NOT NULL,
     agent TEXT NOT NULL,
     session_id TEXT NOT NULL,
     subagent TEXT NOT NULL,
     project TEXT NOT NULL,
     model TEXT NOT NULL,
     provider TEXT NOT NULL,
     certainty TEXT NOT NULL,
     origin TEXT NOT NULL,
     UNIQUE (machine, agent, session_id, subagent, model, provider, certainty, origin)
   ) STRICT;
   CREATE TABLE token_use (
     at_ms INTEGER NOT NULL,
     kind_id INTEGER NOT NULL REFERENCES kind (id),
     input INTEGER NOT NULL,
     output INTEGER NOT NULL,
     cache_read INTEGER NOT NULL,
     cache_creation INTEGER NOT NULL,
     calls INTEGER NOT NULL,
     PRIMARY KEY (at_ms, kind_id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE wall (
     at_ms INTEGER NOT NULL,
     machine TEXT NOT NULL,
     agent TEXT NOT NULL,
     code TEXT NOT NULL,
     session_id TEXT NOT NULL,
     window_id TEXT,
     PRIMARY KEY (at_ms, machine, agent, code)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
];

/**
 * Migrates the file to this program's version in one transaction; several processes may do so at
 * once. False, without any change, if a later version has written it. Throws SQLite's error.
 */
export function migrate(database: SqliteDatabase, migrations: readonly string[]): boolean {
  if (versionOf(database) > migrations.length) return false;
  if (versionOf(database) === migrations.length) return true;
  database.transaction(() => {
    // Another process may have migrated it while this one waited for the write lock.
    for (const step of migrations.slice(versionOf(database))) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
  return true;
}

function versionOf(database: SqliteDatabase): number {
  return Number(database.all('PRAGMA user_version')[0]?.['user_version'] ?? 0);
}
