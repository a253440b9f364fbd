/** What a column can hold, both ways. Integers beyond 2^53 must be converted in the SQL: reading one throws. */
export type SqliteValue = string | number | bigint | null | Uint8Array;

/** One row, by column name. */
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

/** An open database, as little of it as we use. */
export type SqliteDatabase = {
  /** All rows of one statement, its `?` filled in order. Throws SQLite's error. */
  all(sql: string, params?: readonly SqliteValue[]): SqliteRow[];
  close(): void;
};

export type OpenSqlite = (path: string, options: { readonly readOnly: boolean }) => Promise<SqliteDatabase>;

/**
 * Opens a database file. The engine is Node's own and is loaded at the first call, never at start-up.
 * Read-only still leaves `-shm` and `-wal` beside a WAL database: open copies of files that are not ours.
 * Rejects with SQLite's error where the file is missing or none of its kind.
 */
export const openSqlite: OpenSqlite = async (path, { readOnly }) => {
  const { DatabaseSync } = loadEngine();
  const database = new DatabaseSync(path, { readOnly });
  return {
    all: (sql, params = []) => database.prepare(sql).all(...params),
    close: () => database.close(),
  };
};

/** Loads `node:sqlite` without its line "SQLite is an experimental feature" on stderr; other warnings pass. */
function loadEngine(): typeof import('node:sqlite') {
  const emitWarning = process.emitWarning;
  // Loading a built-in is synchronous, so nobody else's warning can fall into this gap unseen.
  process.emitWarning = ((warning: string | Error, ...rest: []) => {
    if (!String(warning).includes('SQLite is an experimental feature')) emitWarning.call(process, warning, ...rest);
  }) as typeof process.emitWarning;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
