import { localTime, type HasClockOffset } from '../domain/clock-offset.ts';
import type { HistorySample } from '../domain/history.ts';
import { windowsToRemember, type QuotaWindow, type WindowId } from '../domain/quota-window.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { SqliteDatabase, SqliteRow } from '../host/sqlite.ts';
import { isWorthRecording, resetsBetween } from './history-change.ts';

/** The latest samples of an account, recorded or not, by window. */
export type LatestSamples = ReadonlyMap<WindowId, HistorySample>;

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

/** Records one snapshot, in the caller's transaction. Returns the latest samples after it. */
export function recordSnapshot(
  database: SqliteDatabase,
  { account = '', snapshot }: { account?: string | undefined; snapshot: UsageSnapshot },
  known: LatestSamples | undefined,
): LatestSamples {
  const atMs = snapshot.fetchedAtMs;
  const seen = new Map<WindowId, HistorySample>();
  for (const window of reliableWindows(snapshot)) {
    recordWindow(database, { account, window, atMs }, known?.get(window.id));
    seen.set(window.id, sampleOf(window, atMs));
  }
  return remembered(known, seen);
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

function sampleOf(
  { usedPercent, used, limit, resetsAtMs }: QuotaWindow,
  atMs: number,
): HistorySample {
  return { atMs, usedPercent, used, limit, resetsAtMs };
}

/** A row of the table `sample`. */
export function sampleFrom(row: SqliteRow): HistorySample {
  const { used, limit_amount: limit, resets_at_ms: resetsAtMs } = row;
  return {
    atMs: Number(row['at_ms']),
    usedPercent: Number(row['used_percent']),
    ...(typeof used === 'number' ? { used } : {}),
    ...(typeof limit === 'number' ? { limit } : {}),
    ...(typeof resetsAtMs === 'number' ? { resetsAtMs } : {}),
  };
}
