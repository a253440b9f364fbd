import type { SqliteDatabase } from '../host/sqlite.ts';

/** Single values that a database keeps beside its records, in its table `fact`. */
export function readFact(database: SqliteDatabase, name: string): string | undefined {
  const value = database.all('SELECT value FROM fact WHERE name = ?', [name])[0]?.['value'];
  return typeof value === 'string' ? value : undefined;
}

export function writeFact(database: SqliteDatabase, name: string, value: string): void {
  database.run('INSERT OR REPLACE INTO fact VALUES (?, ?)', [name, value]);
}
