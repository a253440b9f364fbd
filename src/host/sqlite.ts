import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A column's value. Integers beyond 2^53 must be converted in the SQL: reading one throws. */
export type SqliteValue = string | number | bigint | null | Uint8Array;

/** One row, by column name. */
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

/** An open database, with the few methods that KimiBar uses. */
export type SqliteDatabase = {
  /** All rows of one statement, its `?` filled in order. Throws SQLite's error. */
  all(sql: string, params?: readonly SqliteValue[]): SqliteRow[];
  /** One statement without result rows. Throws SQLite's error. */
  run(sql: string, params?: readonly SqliteValue[]): void;
  /** Any number of statements without parameters. Throws SQLite's error. */
  exec(sql: string): void;
  /**
   * Runs `work` in a transaction that takes the write lock first. Throws what `work` throws, and
   * SQLite's error.
   */
  transaction(work: () => void): void;
  close(): void;
};

export type OpenSqlite = (
  path: string,
  options: { readonly readOnly: boolean },
) => Promise<SqliteDatabase>;

/**
 * Opens a database file with Node's own SQLite, which is loaded with the first call. Even
 * read-only, it creates `-shm` and `-wal` beside a WAL database: open copies of other programs'
 * files. Rejects with SQLite's error if the file is missing or no database.
 */
export const openSqlite: OpenSqlite = async (path, { readOnly }) => {
  const { DatabaseSync } = loadEngine();
  const database = new DatabaseSync(path, { readOnly });
  // Preparing costs more than running, so each of the few statements is prepared once.
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    all: (sql, params = []) => statement(sql).all(...params),
    run: (sql, params = []) => void statement(sql).run(...params),
    exec: (sql) => database.exec(sql),
    transaction(work) {
      database.exec('BEGIN IMMEDIATE');
      try {
        work();
        database.exec('COMMIT');
      } catch (error) {
        // Some errors (a full disk) have rolled back already.
        if (database.isTransaction !== false) rollBack(database);
        throw error;
      }
    },
    close: () => database.close(),
  };
};

/** SQLite's primary result code (sqlite.org/rescode.html); undefined for other errors. */
export function sqliteErrorCode(error: unknown): number | undefined {
  const isSqlite =
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
  return isSqlite ? Number(error.errcode) & 0xff : undefined;
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // There was nothing to roll back.
  }
}

/** Loads `node:sqlite` without its warning "SQLite is an experimental feature" on stderr. */
function loadEngine(): typeof import('node:sqlite') {
  const emitWarning = process.emitWarning;
  // Loading a built-in module is synchronous, so no other warning can get lost meanwhile.
  process.emitWarning = ((warning: string | Error, ...rest: []) => {
    if (!String(warning).includes('SQLite is an experimental feature'))
      emitWarning.call(process, warning, ...rest);
  }) as typeof process.emitWarning;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
