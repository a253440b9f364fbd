import type { SqliteDatabase } from '../host/sqlite.ts';
import { readFact, writeFact } from './facts.ts';

const stampName = 'stamp';

/**
 * A transaction. If it changes a row, the database gets another stamp, so that what was computed
 * from its content shows to be out of date. Throws what `work` throws, and SQLite's error.
 */
export function stampedChange(database: SqliteDatabase, work: () => void): void {
  database.transaction(() => {
    const before = changedRows(database);
    work();
    if (changedRows(database) > before) writeFact(database, stampName, crypto.randomUUID());
  });
}

/** The same as long as nothing is changed; undefined before the first change. */
export function readStamp(database: SqliteDatabase): string | undefined {
  return readFact(database, stampName);
}

/** Since the database was opened. */
function changedRows(database: SqliteDatabase): number {
  return Number(database.all('SELECT total_changes() AS total')[0]?.['total']);
}
