import type { ImportCounts, ImportedEntry } from '../domain/history-import.ts';
import {
  sessionMinutes,
  weeklyMinutes,
  windowLengthInId,
  type WindowId,
} from '../domain/quota-window.ts';
import type { SqliteDatabase } from '../host/sqlite.ts';
import { stampedChange } from './stamped-change.ts';

/** Entries have whole seconds; the same moment may be recorded in more detail. */
const secondMs = 999;

/**
 * Adds what is missing and changes nothing that is there. All or nothing.
 */
export function importEntries(
  database: SqliteDatabase,
  entries: readonly ImportedEntry[],
): ImportCounts {
  let added = 0;
  let alreadyThere = 0;
  const series = new Map<string, number>();
  stampedChange(database, () => {
    for (const entry of entries) {
      const key = JSON.stringify([entry.account, entry.windowId]);
      const id = series.get(key) ?? seriesFor(database, entry.account ?? '', entry.windowId);
      series.set(key, id);
      const isNew = addEntry(database, id, entry);
      if (entry.kind === 'reset') continue;
      if (isNew) added += 1;
      else alreadyThere += 1;
    }
  });
  return { added, alreadyThere };
}

function addEntry(database: SqliteDatabase, id: number, entry: ImportedEntry): boolean {
  const atMs = entry.kind === 'reset' ? entry.atMs : entry.sample.atMs;
  const table = entry.kind === 'reset' ? 'reset' : 'sample';
  const known = database.all(
    `SELECT 1 FROM ${table} WHERE series_id = ? AND at_ms BETWEEN ? AND ? LIMIT 1`,
    [id, atMs, atMs + secondMs],
  );
  if (known.length > 0) return false;
  if (entry.kind === 'reset')
    database.run('INSERT INTO reset (series_id, at_ms) VALUES (?, ?)', [id, atMs]);
  else {
    const { usedPercent, used, limit, resetsAtMs } = entry.sample;
    database.run(
      'INSERT INTO sample (series_id, at_ms, used_percent, used, limit_amount, resets_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
      [id, atMs, usedPercent, used ?? null, limit ?? null, resetsAtMs ?? null],
    );
  }
  return true;
}

function seriesFor(database: SqliteDatabase, account: string, windowId: WindowId): number {
  database.run(
    'INSERT OR IGNORE INTO series (account, window_id, length_minutes) VALUES (?, ?, ?)',
    [account, windowId, lengthOf(windowId) ?? null],
  );
  const find = 'SELECT id FROM series WHERE account = ? AND window_id = ?';
  return Number(database.all(find, [account, windowId])[0]?.['id']);
}

/** The CSV does not have it. */
function lengthOf(windowId: WindowId): number | undefined {
  if (windowId === 'session') return sessionMinutes;
  if (windowId === 'weekly' || windowId === 'code-weekly') return weeklyMinutes;
  return windowLengthInId(windowId);
}
