import { encode } from '@toon-format/toon';
import type { KimiWindow } from './kimi-record.ts';
import type { AttemptRecord, KnownRecord, UsageRecord } from './usage-record.ts';

/** A row of a table; all rows have the same columns. */
type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The JSON records in TOON, for agents: same names and values, without the duplicates for widgets.
 * Windows and attempts become tables, in which absent values are null.
 */
export function usageToon(records: readonly UsageRecord[]): string {
  // TOON writes an undefined key as null; JSON drops it.
  return encode(JSON.parse(JSON.stringify(records.map(compact))));
}

function compact(record: UsageRecord): Record<string, unknown> {
  const { provider, source, account } = record;
  const { windows, attempts, ...kimi }: KnownRecord = record.kimi ?? {};
  return {
    provider,
    source,
    account,
    ...('error' in record ? { error: record.error } : {}),
    ...kimi,
    windows: windows && table(windows.map(windowRow)),
    attempts: attempts && table(attempts.map(attemptRow)),
  };
}

/** The rows without columns that are empty in all of them. */
function table(rows: readonly Row[]): Row[] {
  const kept = Object.keys(rows[0] ?? {}).filter((column) =>
    rows.some((row) => row[column] !== null),
  );
  return rows.map((row) => Object.fromEntries(kept.map((column) => [column, row[column] ?? null])));
}

function attemptRow({ source, outcome, reason, kind }: AttemptRecord): Row {
  return { source, outcome, reason: reason ?? null, kind: kind ?? null };
}

function windowRow(window: KimiWindow): Row {
  return {
    id: window.id,
    label: window.label,
    usedPercent: window.usedPercent,
    remainingPercent: window.remainingPercent,
    used: window.used ?? null,
    limit: window.limit ?? null,
    remaining: window.remaining ?? null,
    unit: window.unit ?? null,
    windowMinutes: window.windowMinutes,
    resetsAt: window.resetsAt ?? null,
    resetsInSeconds: window.resetsInSeconds ?? null,
    reliable: window.reliable,
    exhausted: window.exhausted,
    blockedBy: window.blockedBy ?? null,
    codePercent: window.split?.codePercent ?? null,
    otherPercent: window.split?.otherPercent ?? null,
    pace: window.pace?.summary ?? null,
  };
}
