import { localTime, type HasClockOffset } from '../domain/clock-offset.ts';
import type { HistoryQuery, HistorySample, HistorySeries } from '../domain/history.ts';
import type { ImportCounts, ImportedEntry } from '../domain/history-import.ts';
import { windowsToRemember, type QuotaWindow, type WindowId } from '../domain/quota-window.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import type { SqliteDatabase, SqliteRow } from '../host/sqlite.ts';
import { importEntries } from './history-import.ts';
import { isWorthRecording, resetsBetween } from './history-change.ts';
import { openDatabaseFile } from './database-file.ts';
import { historyMigrations } from './migrations.ts';
import { forgetExcessWindows, thinHistory } from './history-thinning.ts';

/** The usage of every window over the last year. */
export type HistoryStore = {
  /**
   * Records a snapshot: changes and a heartbeat, and the resets since the one before. Never
   * rejects.
   */
  record(account: string | undefined, snapshot: UsageSnapshot): Promise<void>;
  /**
   * What was recorded; nothing if the file is missing, broken or unreadable. Never rejects.
   */
  query(query: HistoryQuery): Promise<readonly HistorySeries[]>;
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
  /** The latest samples of each account, recorded or not, by window. */
  const latest = new Map<string | undefined, LatestSamples>();
  let thinnedAtMs: number | undefined;
  return {
    async record(account, snapshot) {
      await file.use((database) => {
        const { fetchedAtMs: atMs } = snapshot;
        const seen = new Map<WindowId, HistorySample>();
        database.transaction(() => {
          for (const window of reliableWindows(snapshot)) {
            const before = latest.get(account)?.get(window.id);
            recordWindow(database, { account: account ?? '', window, atMs }, before);
            seen.set(window.id, sampleOf(window, atMs));
          }
          forgetExcessWindows(database, account ?? '');
        });
        latest.set(account, remembered(latest.get(account), seen));
        const nowMs = deps.clock.now();
        if (thinnedAtMs !== undefined && Math.abs(nowMs - thinnedAtMs) < thinEveryMs) return;
        thinHistory(database, nowMs);
        thinnedAtMs = nowMs;
      });
    },
    async query(query) {
      return (await file.use((database) => readSeries(database, query))) ?? [];
    },
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
    database.transaction(() => renameSeries(database, account, newName));
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

type LatestSamples = ReadonlyMap<WindowId, HistorySample>;

/** Responses lack a window at times. */
function remembered(before: LatestSamples = new Map(), now: LatestSamples): LatestSamples {
  const known = [...new Map([...before, ...now])].map(([id, sample]) => ({
    id,
    sample,
    seenAtMs: sample.atMs,
  }));
  return new Map(windowsToRemember(known).map(({ id, sample }) => [id, sample]));
}

function reliableWindows(snapshot: UsageSnapshot): readonly QuotaWindow[] {
  return snapshot.windows
    .filter(({ reliable }) => reliable)
    .map((window) => inLocalTime(window, snapshot));
}

/** With its reset by this machine's clock, as the times of samples are. */
function inLocalTime(window: QuotaWindow, clocks: HasClockOffset): QuotaWindow {
  const { resetsAtMs } = window;
  return resetsAtMs === undefined
    ? window
    : { ...window, resetsAtMs: localTime(clocks, resetsAtMs) };
}

type WindowReading = {
  readonly account: string;
  readonly window: QuotaWindow;
  readonly atMs: number;
};

function recordWindow(
  database: SqliteDatabase,
  { account, window, atMs }: WindowReading,
  seen: HistorySample | undefined,
): void {
  const id = seriesId(database, account, window);
  const written = database
    .all('SELECT * FROM sample WHERE series_id = ? AND at_ms <= ? ORDER BY at_ms DESC LIMIT 1', [
      id,
      atMs,
    ])
    .map(sampleFrom)[0];
  // Another process has recorded the same snapshot.
  if (written?.atMs === atMs) return;
  const now = sampleOf(window, atMs);
  const isSeenLater =
    seen !== undefined && seen.atMs < atMs && seen.atMs > (written?.atMs ?? -Infinity);
  const before = isSeenLater ? seen : written;
  for (const resetMs of before === undefined
    ? []
    : resetsBetween(before, now, window.lengthMinutes)) {
    database.run('INSERT OR IGNORE INTO reset (series_id, at_ms) VALUES (?, ?)', [id, resetMs]);
  }
  if (!isWorthRecording(written, now)) return;
  // Also record the end of a quiet time before a change, so that it is drawn as a step, not as a
  // slope.
  if (isSeenLater && written !== undefined && isWorthRecording(seen, { ...now, atMs: seen.atMs }))
    insert(database, id, seen);
  insert(database, id, now);
}

function seriesId(
  database: SqliteDatabase,
  account: string,
  { id, label, lengthMinutes }: QuotaWindow,
): number {
  const find = 'SELECT id, label, length_minutes FROM series WHERE account = ? AND window_id = ?';
  const known = database.all(find, [account, id])[0];
  if (
    known === undefined ||
    known['label'] !== (label ?? null) ||
    known['length_minutes'] !== (lengthMinutes ?? null)
  ) {
    database.run(
      `INSERT INTO series (account, window_id, label, length_minutes) VALUES (?, ?, ?, ?)
       ON CONFLICT (account, window_id) DO UPDATE SET label = excluded.label, length_minutes = excluded.length_minutes`,
      [account, id, label ?? null, lengthMinutes ?? null],
    );
  }
  return Number((known ?? database.all(find, [account, id])[0])?.['id']);
}

function insert(
  database: SqliteDatabase,
  id: number,
  { atMs, usedPercent, used, limit, resetsAtMs }: HistorySample,
): void {
  database.run(
    'INSERT OR REPLACE INTO sample (series_id, at_ms, used_percent, used, limit_amount, resets_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
    [
      id,
      Math.round(atMs),
      usedPercent,
      used ?? null,
      limit ?? null,
      resetsAtMs === undefined ? null : Math.round(resetsAtMs),
    ],
  );
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

function sampleOf(
  { usedPercent, used, limit, resetsAtMs }: QuotaWindow,
  atMs: number,
): HistorySample {
  return { atMs, usedPercent, used, limit, resetsAtMs };
}

function sampleFrom(row: SqliteRow): HistorySample {
  const { used, limit_amount: limit, resets_at_ms: resetsAtMs } = row;
  return {
    atMs: Number(row['at_ms']),
    usedPercent: Number(row['used_percent']),
    ...(typeof used === 'number' ? { used } : {}),
    ...(typeof limit === 'number' ? { limit } : {}),
    ...(typeof resetsAtMs === 'number' ? { resetsAtMs } : {}),
  };
}
