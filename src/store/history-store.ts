import type { HistoryQuery, HistorySeries } from '../domain/history.ts';
import type { ImportCounts, ImportedEntry } from '../domain/history-import.ts';
import type { WindowId } from '../domain/quota-window.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import type { SqliteDatabase, SqliteRow } from '../host/sqlite.ts';
import { importEntries } from './history-import.ts';
import { openDatabaseFile } from './database-file.ts';
import { historyMigrations } from './migrations.ts';
import { forgetExcessWindows, thinHistory } from './history-thinning.ts';
import { recordSnapshot, sampleFrom, type LatestSamples } from './record-snapshot.ts';
import { readStamp, stampedChange } from './stamped-change.ts';

/** The usage of every window over the last year. */
export type HistoryStore = {
  /**
   * Records snapshots in order of time, all or none of them: changes and a heartbeat, and the
   * resets between them. Never rejects.
   */
  record(account: string | undefined, ...snapshots: readonly UsageSnapshot[]): Promise<void>;
  /**
   * What was recorded; nothing if the file is missing, broken or unreadable. Never rejects.
   */
  query(query: HistoryQuery): Promise<readonly HistorySeries[]>;
  /** Changes with what is recorded; undefined without a file. Never rejects. */
  stamp(): Promise<string | undefined>;
  /** Gives an account's history to another name. What was under that name is forgotten. */
  rename(account: string, newName: string): Promise<void>;
  /**
   * Adds entries of another history that are missing here; undefined if the file can't be written.
   */
  importEntries(entries: readonly ImportedEntry[]): Promise<ImportCounts | undefined>;
  close(): void;
};

const thinEveryMs = 6 * 3_600_000;

const historyDatabase = { migrations: historyMigrations, name: 'history', busyTimeoutMs: 2_000 };

/**
 * The history in the SQLite file at `path`, opened on first use. `mayCreate` false never creates
 * the file.
 */
export function openHistoryStore(
  deps: Pick<Host, 'files' | 'clock' | 'log' | 'openSqlite'>,
  path: string,
  options: { readonly mayCreate: boolean },
): HistoryStore {
  const file = openDatabaseFile(deps, path, { ...options, ...historyDatabase });
  /** By account. */
  const latest = new Map<string | undefined, LatestSamples>();
  let thinnedAtMs: number | undefined;
  return {
    async record(account, ...snapshots) {
      await file.use((database) => {
        let known = latest.get(account);
        stampedChange(database, () => {
          for (const snapshot of snapshots)
            known = recordSnapshot(database, { account, snapshot }, known);
          forgetExcessWindows(database, account ?? '');
        });
        if (known !== undefined) latest.set(account, known);
        const nowMs = deps.clock.now();
        if (thinnedAtMs !== undefined && Math.abs(nowMs - thinnedAtMs) < thinEveryMs) return;
        thinHistory(database, nowMs);
        thinnedAtMs = nowMs;
      });
    },
    async query(query) {
      return (await file.use((database) => readSeries(database, query))) ?? [];
    },
    stamp: () => file.use(readStamp),
    rename: (account, newName) => renameIn(file, account, newName),
    importEntries: (entries) => file.use((database) => importEntries(database, entries)),
    close: () => file.close(),
  };
}

async function renameIn(
  file: ReturnType<typeof openDatabaseFile>,
  account: string,
  newName: string,
): Promise<void> {
  await file.use((database) => {
    stampedChange(database, () => renameSeries(database, account, newName));
  });
}

function renameSeries(database: SqliteDatabase, account: string, newName: string): void {
  const of = 'SELECT id FROM series WHERE account = ?';
  if (database.all(of, [account]).length === 0) return;
  for (const table of ['sample', 'reset'])
    database.run(`DELETE FROM ${table} WHERE series_id IN (${of})`, [newName]);
  database.run('DELETE FROM series WHERE account = ?', [newName]);
  database.run('UPDATE series SET account = ? WHERE account = ?', [newName, account]);
}

function readSeries(
  database: SqliteDatabase,
  { account, windowId, sinceMs, untilMs }: HistoryQuery,
): HistorySeries[] {
  const rows = database.all(
    'SELECT id, window_id, label, length_minutes FROM series WHERE account = ? ORDER BY id',
    [account ?? ''],
  );
  const wanted = rows.filter((row) => windowId === undefined || row['window_id'] === windowId);
  const between = 'WHERE series_id = ? AND at_ms BETWEEN ? AND ? ORDER BY at_ms';
  return wanted.map((row) => {
    const span = [row['id'] ?? null, Math.floor(sinceMs), Math.ceil(untilMs)];
    const samples = database.all(`SELECT * FROM sample ${between}`, span).map(sampleFrom);
    const resetsAtMs = database
      .all(`SELECT at_ms FROM reset ${between}`, span)
      .map((reset) => Number(reset['at_ms']));
    return Object.assign(windowFrom(row), { samples, resetsAtMs });
  });
}

function windowFrom({
  window_id: id,
  label,
  length_minutes: lengthMinutes,
}: SqliteRow): Pick<HistorySeries, 'windowId' | 'label' | 'lengthMinutes'> {
  return {
    windowId: id as WindowId,
    ...(typeof label === 'string' ? { label } : {}),
    ...(typeof lengthMinutes === 'number' ? { lengthMinutes } : {}),
  };
}
