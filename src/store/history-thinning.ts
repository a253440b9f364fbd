import { maxRememberedWindows, windowsToRemember } from '../domain/quota-window.ts';
import type { SqliteDatabase } from '../host/sqlite.ts';
import { stampedChange } from './stamped-change.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Of samples between two ages only the last in each span is kept. Younger ones are all kept, older
 * ones deleted.
 */
const tiers = [
  { fromMs: 7 * dayMs, toMs: 60 * dayMs, everyMs: hourMs / 2 },
  { fromMs: 60 * dayMs, toMs: 366 * dayMs, everyMs: 6 * hourMs },
] as const;

const oldestMs = 366 * dayMs;

/**
 * A clock that is further ahead of all samples may be wrong. It counts once there are samples of a
 * week by it.
 */
const maxLeapMs = 14 * dayMs;
const provenAfterMs = 7 * dayMs;

/**
 * The last sample before each reset is kept, too: it shows how much of the window was used.
 * Numbers are bound as reals, and Node 22.13 can't bind `?1` from a list.
 */
const thinOne = `
  DELETE FROM sample WHERE series_id = ? AND at_ms >= ? AND at_ms < ? AND at_ms NOT IN (
    SELECT max(at_ms) FROM sample AS one WHERE series_id = ? AND at_ms >= ? AND at_ms < ?
    GROUP BY at_ms / CAST (? AS INTEGER),
      (SELECT max(reset.at_ms) FROM reset WHERE reset.series_id = one.series_id AND reset.at_ms <= one.at_ms))`;

/**
 * Thins old samples: keeps all of the last 7 days, one per half hour of the last 60 days, one per 6
 * hours of the last year, and deletes older ones. A clock that leapt far ahead is not believed at
 * once: it would delete everything. Idempotent.
 */
export function thinHistory(database: SqliteDatabase, clockMs: number): void {
  stampedChange(database, () => {
    const nowMs = believableTime(database, clockMs);
    for (const { id } of database.all('SELECT id FROM series')) {
      for (const { fromMs, toMs, everyMs } of tiers) {
        // Whole spans only: half a span would be thinned again, and differently, later.
        const untilMs = Math.floor((nowMs - fromMs) / everyMs) * everyMs;
        const span = [id ?? null, nowMs - toMs, untilMs];
        database.run(thinOne, [...span, ...span, everyMs]);
      }
    }
    database.run('DELETE FROM sample WHERE at_ms < ?', [nowMs - oldestMs]);
    database.run('DELETE FROM reset WHERE at_ms < ?', [nowMs - oldestMs]);
    database.exec(
      'DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM sample WHERE series_id = id) AND NOT EXISTS (SELECT 1 FROM reset WHERE series_id = id)',
    );
  });
}

/** Forgets the windows of an account that are too many, with all that was recorded of them. */
export function forgetExcessWindows(database: SqliteDatabase, account: string): void {
  const [count] = database.all('SELECT count(*) AS n FROM series WHERE account = ?', [account]);
  if (Number(count?.['n']) <= maxRememberedWindows) return;
  const rows = database.all(
    `SELECT series.id AS series_id, window_id,
       (SELECT max(at_ms) FROM sample WHERE series_id = series.id) AS seen_at_ms
     FROM series WHERE account = ?`,
    [account],
  );
  const known = rows.map((row) => ({
    id: String(row['window_id']),
    seriesId: Number(row['series_id']),
    seenAtMs: Number(row['seen_at_ms'] ?? 0),
  }));
  const kept = new Set(windowsToRemember(known));
  for (const { seriesId: id } of known.filter((one) => !kept.has(one))) {
    database.run('DELETE FROM sample WHERE series_id = ?', [id]);
    database.run('DELETE FROM reset WHERE series_id = ?', [id]);
    database.run('DELETE FROM series WHERE id = ?', [id]);
  }
}

function believableTime(database: SqliteDatabase, clockMs: number): number {
  let nowMs = clockMs;
  for (;;) {
    const earlierMs = latestSampleUntil(database, nowMs - provenAfterMs);
    if (earlierMs === undefined || nowMs - earlierMs <= maxLeapMs) return nowMs;
    nowMs = earlierMs;
  }
}

function latestSampleUntil(database: SqliteDatabase, untilMs: number): number | undefined {
  const [row] = database.all(
    'SELECT max((SELECT max(at_ms) FROM sample WHERE series_id = series.id AND at_ms <= ?)) AS at_ms FROM series',
    [untilMs],
  );
  const atMs = row?.['at_ms'];
  return typeof atMs === 'number' ? atMs : undefined;
}
