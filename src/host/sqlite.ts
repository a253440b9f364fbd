import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What a column can hold, both ways. Integers beyond 2^53 must be converted in the SQL: reading one throws. */
export type SqliteValue = string | number | bigint | null | Uint8Array;

/** One row, by column name. */
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

/** An open database, as little of it as we use. */
export type SqliteDatabase = {
  /** All rows of one statement, its `?` filled in order. Throws SQLite's error. */
  all(sql: string, params?: readonly SqliteValue[]): SqliteRow[];
  /** One statement that gives no rows. Throws SQLite's error. */
  run(sql: string, params?: readonly SqliteValue[]): void;
  /** Any number of statements without parameters. Throws SQLite's error. */
  exec(sql: string): void;
  /** All of `work` or nothing of it; takes the right to write first. Throws what `work` throws, and SQLite's error. */
  transaction(work: () => void): void;
  close(): void;
};

export type OpenSqlite = (
  path: string,
  options: { readonly readOnly: boolean },
) => Promise<SqliteDatabase>;

/**
 * Opens a database file. The engine is Node's own and is loaded at the first call, never at start-up.
 * Read-only still leaves `-shm` and `-wal` beside a WAL database: open copies of files that are not ours.
 * Rejects with SQLite's error where the file is missing or none of its kind.
 */
export const openSqlite: OpenSqlite = async (path, { readOnly }) => {
  const { DatabaseSync } = loadEngine();
  const database = new DatabaseSync(path, { readOnly });
  // Preparing costs more than running does: the few texts we use are prepared once.
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
        // Some errors (a full disk) have rolled back by themselves already.
        if (database.isTransaction !== false) rollBack(database);
        throw error;
      }
    },
    close: () => database.close(),
  };
};

/** SQLite's own number for what went wrong (`sqlite.org/rescode.html`), without its finer distinctions; undefined for other errors. */
export function sqliteErrorCode(error: unknown): number | undefined {
  const isSqlite =
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
  return isSqlite ? Number(error.errcode) & 0xff : undefined;
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // Nothing was left to take back.
  }
}

/** Loads `node:sqlite` without its line "SQLite is an experimental feature" on stderr; other warnings pass. */
function loadEngine(): typeof import('node:sqlite') {
  const emitWarning = process.emitWarning;
  // Loading a built-in is synchronous, so nobody else's warning can fall into this gap unseen.
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
