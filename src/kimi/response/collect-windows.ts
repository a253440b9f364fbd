import {
  sessionMinutes,
  weeklyMinutes,
  type QuotaWindow,
  type WindowId,
} from '../../domain/quota-window.ts';
import { isSameMoment } from '../../domain/same-moment.ts';
import { countWindow, type QuotaCount } from './quota-count.ts';

/**
 * Turns counts into windows with unique ids. A window is identified by its length: 300 minutes are
 * the session, 10080 the week. A further count of the same length is the same quota if it says the
 * same (or nothing readable), and otherwise a row of its own: `rate-300-2`.
 */
export function collectWindows(
  counts: readonly QuotaCount[],
  unit: QuotaWindow['unit'],
): QuotaWindow[] {
  const byLength = new Map<number | undefined, QuotaWindow[]>();
  for (const count of counts) {
    const rows = byLength.get(count.lengthMinutes) ?? [];
    byLength.set(count.lengthMinutes, rows);
    const window = countWindow(windowId(count.lengthMinutes, rows.length + 1), count, unit);
    const twin = rows.find((row) => isSameQuota(row, window, count.lengthMinutes !== undefined));
    if (twin === undefined) rows.push(window);
    else rows[rows.indexOf(twin)] = combined(twin, window);
  }
  return [...byLength.values()].flat();
}

/** The id of the first, second … window of a length. */
export function windowId(lengthMinutes: number | undefined, number: number): WindowId {
  if (number > 1) return `rate-${lengthMinutes ?? 'unknown'}-${number}`;
  if (lengthMinutes === sessionMinutes) return 'session';
  if (lengthMinutes === weeklyMinutes) return 'weekly';
  return `rate-${lengthMinutes ?? 'unknown'}`;
}

/** Rows without a length may well be two quotas: only a full match makes them one. */
function isSameQuota(row: QuotaWindow, window: QuotaWindow, hasLength: boolean): boolean {
  const sameReset = isSameMoment(row.resetsAtMs, window.resetsAtMs);
  if (!hasLength) return row.label === window.label && sameReset && isSameUse(row, window);
  if (row.label !== undefined && window.label !== undefined && row.label !== window.label)
    return false;
  if (!row.reliable || !window.reliable) return true;
  const mayBeSameReset =
    sameReset || row.resetsAtMs === undefined || window.resetsAtMs === undefined;
  return (mayBeSameReset && isSameUse(row, window)) || (sameReset && isSameShare(row, window));
}

function isSameUse(row: QuotaWindow, window: QuotaWindow): boolean {
  return (
    row.usedPercent === window.usedPercent && row.used === window.used && row.limit === window.limit
  );
}

/** The same use counted in requests and in percent, which is rounded. */
function isSameShare(row: QuotaWindow, window: QuotaWindow): boolean {
  return (
    row.resetsAtMs !== undefined &&
    row.limit !== window.limit &&
    Math.abs(row.usedPercent - window.usedPercent) <= 1
  );
}

/** The first row wins, except for what it lacks. */
function combined(row: QuotaWindow, twin: QuotaWindow): QuotaWindow {
  if (!row.reliable) return { ...twin, id: row.id };
  return {
    ...row,
    label: row.label ?? twin.label,
    resetsAtMs: row.resetsAtMs ?? twin.resetsAtMs,
  };
}
