import type { SqliteDatabase } from '../host/sqlite.ts';

/** Each step brings the file from the version before to its own: only ever add at the end. */
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
 * Brings the file to this program's version, all steps or none; several processes may do this at
 * once. False where a later version has written it: then nothing is touched. Throws SQLite's error.
 */
export function migrateHistory(database: SqliteDatabase): boolean {
  if (versionOf(database) > migrations.length) return false;
  if (versionOf(database) === migrations.length) return true;
  database.transaction(() => {
    // Another process may have gone first while this one waited for the right to write.
    for (const step of migrations.slice(versionOf(database))) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
  return true;
}

function versionOf(database: SqliteDatabase): number {
  return Number(database.all('PRAGMA user_version')[0]?.['user_version'] ?? 0);
}
