import type { Host } from '../host/host.ts';
import { sqliteErrorCode, type SqliteDatabase } from '../host/sqlite.ts';
import { migrateHistory } from './history-migrations.ts';

type FileDeps = Pick<Host, 'files' | 'clock' | 'log' | 'openSqlite'>;

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const brokenCodes = new Set([11, 26]);

/** Another process's write takes milliseconds. */
const busyTimeoutMs = 2_000;

/** The file was written by a later KimiBar: it is left alone. */
class LaterVersion extends Error {}

/** An open history, reopened or begun anew as its file goes through what files go through. */
export type HistoryFile = {
  /**
   * Does `work` with the database. A broken file is set aside (`….broken-<time>`, named in the log)
   * and `work` is done once more with a new one. Undefined where there is no file and none is to be
   * made, or where the disk is full, read-only or otherwise no help: that is logged once, until it
   * works again.
   */
  use<T>(work: (database: SqliteDatabase) => T): Promise<T | undefined>;
  close(): void;
};

/** Nothing is opened before the first use. `mayCreate` false never makes a file. */
export function openHistoryFile(
  deps: FileDeps,
  path: string,
  { mayCreate }: { readonly mayCreate: boolean },
): HistoryFile {
  let opened: SqliteDatabase | undefined;
  let complaint: string | undefined;

  async function open(): Promise<SqliteDatabase | undefined> {
    // Whoever deleted the file while it was open wants it to begin anew; writing on would go
    // nowhere.
    const isThere = deps.files.facts(path) !== undefined;
    if (opened !== undefined && isThere) return opened;
    close();
    if (!isThere && !mayCreate) return undefined;
    refuseOtherThanFiles(deps, path);
    // What SQLite makes by itself, others may read. Where the file is there, this still refuses a
    // folder that is not safe.
    await deps.files.createExclusive(path, '');
    opened = await deps.openSqlite(path, { readOnly: false });
    opened.exec(
      `PRAGMA busy_timeout = ${busyTimeoutMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`,
    );
    if (!migrateHistory(opened)) throw new LaterVersion('written by a later version');
    return opened;
  }

  function close(): void {
    try {
      opened?.close();
    } catch {
      // It was broken anyhow.
    }
    opened = undefined;
  }

  async function attempt<T>(work: (database: SqliteDatabase) => T): Promise<T | undefined> {
    const database = await open();
    const result = database === undefined ? undefined : work(database);
    complaint = undefined;
    return result;
  }

  function complain(error: unknown): undefined {
    close();
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== complaint) deps.log.debug('the history can not be used', { path, reason });
    complaint = reason;
    return undefined;
  }

  return {
    async use(work) {
      try {
        return await attempt(work);
      } catch (error) {
        if (!brokenCodes.has(sqliteErrorCode(error) ?? 0)) return complain(error);
        close();
      }
      try {
        await setAside(deps, path);
        return await attempt(work);
      } catch (error) {
        return complain(error);
      }
    },
    close,
  };
}

/** SQLite follows links, and would wait at a named pipe. */
function refuseOtherThanFiles({ files }: FileDeps, path: string): void {
  for (const one of [path, `${path}-wal`, `${path}-shm`]) {
    const kind = files.facts(one)?.kind ?? 'file';
    if (kind !== 'file')
      throw new Error(`a ${kind === 'other' ? 'pipe or device' : kind} in place of a file`);
  }
}

/** With its log of writes beside it, so that a person can still try to rescue it. */
async function setAside({ files, clock, log }: FileDeps, path: string): Promise<void> {
  const stamp = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const aside = `${path}.broken-${stamp}`;
  await files.move(path, aside);
  await files.move(`${path}-wal`, `${aside}-wal`);
  await files.remove(`${path}-shm`);
  log.debug('the history was broken and begins anew', { path, aside });
}
