import type { SqliteDatabase } from '../host/sqlite.ts';

/** Each step migrates from the version before. Only append. */
const migrations: readonly string[] = [
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
];

/**
 * Migrates the file to this program's version in one transaction; several processes may do so at
 * once. False, without any change, if a later version has written it. Throws SQLite's error.
 */
export function migrateHistory(database: SqliteDatabase): boolean {
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
