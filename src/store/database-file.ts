import type { Host } from '../host/host.ts';
import { sqliteErrorCode, type SqliteDatabase } from '../host/sqlite.ts';
import { migrate } from './migrations.ts';

type FileDeps = Pick<Host, 'files' | 'clock' | 'log' | 'openSqlite'>;

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const brokenCodes = new Set([11, 26]);

/** The file was written by a later KimiBar and is not touched. */
class LaterVersion extends Error {}

/** What is kept in the file. */
export type DatabaseOptions = {
  readonly mayCreate: boolean;
  readonly migrations: readonly string[];
  /** For the log: `history`. */
  readonly name: string;
  /** How long another process's write may take. */
  readonly busyTimeoutMs: number;
};

/** An open database, which is reopened or created again if its file breaks or disappears. */
export type DatabaseFile = {
  /**
   * Does `work` with the database. A broken file is set aside (`….broken-<time>`, named in the log)
   * and `work` is done once more with a new one. Resolves with undefined if there is no file and
   * none may be created, or if the disk is full, read-only or fails in another way: that is logged
   * once, until it works again.
   */
  use<T>(work: (database: SqliteDatabase) => T): Promise<T | undefined>;
  close(): void;
};

/** Opens nothing before the first use. `mayCreate` false never creates a file. */
export function openDatabaseFile(
  deps: FileDeps,
  path: string,
  { mayCreate, migrations, name, busyTimeoutMs }: DatabaseOptions,
): DatabaseFile {
  let opened: SqliteDatabase | undefined;
  let loggedReason: string | undefined;

  async function open(): Promise<SqliteDatabase | undefined> {
    // If the file was deleted while it was open, start a new one: further writes would be lost.
    const isThere = deps.files.facts(path) !== undefined;
    if (opened !== undefined && isThere) return opened;
    close();
    if (!isThere && !mayCreate) return undefined;
    requireFiles(deps, path);
    // SQLite would create a file that others may read. If the file exists, this still rejects a
    // folder that is not safe.
    await deps.files.createExclusive(path, '');
    opened = await deps.openSqlite(path, { readOnly: false });
    opened.exec(
      `PRAGMA busy_timeout = ${busyTimeoutMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`,
    );
    if (!migrate(opened, migrations)) throw new LaterVersion('written by a later version');
    return opened;
  }

  function close(): void {
    try {
      opened?.close();
    } catch {
      // It was broken anyway.
    }
    opened = undefined;
  }

  async function attempt<T>(work: (database: SqliteDatabase) => T): Promise<T | undefined> {
    const database = await open();
    const result = database === undefined ? undefined : work(database);
    loggedReason = undefined;
    return result;
  }

  function logProblem(error: unknown): undefined {
    close();
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== loggedReason) deps.log.debug(`the ${name} can not be used`, { path, reason });
    loggedReason = reason;
    return undefined;
  }

  return {
    async use(work) {
      try {
        return await attempt(work);
      } catch (error) {
        if (!brokenCodes.has(sqliteErrorCode(error) ?? 0)) return logProblem(error);
        close();
      }
      try {
        await setAside(deps, path, name);
        return await attempt(work);
      } catch (error) {
        return logProblem(error);
      }
    },
    close,
  };
}

/** SQLite follows links, and would wait at a named pipe. */
function requireFiles({ files }: FileDeps, path: string): void {
  for (const one of [path, `${path}-wal`, `${path}-shm`]) {
    const kind = files.facts(one)?.kind ?? 'file';
    if (kind !== 'file')
      throw new Error(`a ${kind === 'other' ? 'pipe or device' : kind} in place of a file`);
  }
}

/** Together with its write-ahead log, so that the user can still try to recover it. */
async function setAside(
  { files, clock, log }: FileDeps,
  path: string,
  name: string,
): Promise<void> {
  const stamp = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const aside = `${path}.broken-${stamp}`;
  await files.move(path, aside);
  await files.move(`${path}-wal`, `${aside}-wal`);
  await files.remove(`${path}-shm`);
  log.debug(`the ${name} was broken and starts again`, { path, aside });
}
