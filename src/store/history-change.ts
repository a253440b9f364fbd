import type { HistorySample } from '../domain/history.ts';
import { isSameMoment } from '../domain/same-moment.ts';

/**
 * Unchanged figures are written this often, so that a quiet time can be told from one in which
 * nobody looked.
 */
const heartbeatMs = 30 * 60_000;

/** How far this machine's clock and Kimi's may differ. */
const clockDifferenceMs = 2 * 60_000;

/** Is this worth writing after what was written last? Changes are, and a heartbeat. */
export function isWorthKeeping(before: HistorySample | undefined, now: HistorySample): boolean {
  if (before === undefined || now.atMs - before.atMs >= heartbeatMs) return true;
  return (
    before.usedPercent !== now.usedPercent ||
    before.used !== now.used ||
    before.limit !== now.limit ||
    !isSameMoment(before.resetsAtMs, now.resetsAtMs)
  );
}

/**
 * When the window began anew between two readings of it, epoch milliseconds in order; empty where
 * it did not. The told moment counts where it has passed and the figures have moved on since; a
 * window whose use fell far without that was reset when it was seen. Of several resets that nobody
 * saw, the first and, by the window's length, the last are known.
 */
export function resetsBetween(
  before: HistorySample,
  now: HistorySample,
  lengthMinutes: number | undefined,
): readonly number[] {
  const told = before.resetsAtMs;
  const isMovedOn =
    told !== undefined &&
    now.resetsAtMs !== undefined &&
    now.resetsAtMs > told &&
    !isSameMoment(told, now.resetsAtMs);
  const fell = before.usedPercent - now.usedPercent;
  const isDue =
    told !== undefined &&
    told > before.atMs - clockDifferenceMs &&
    told <= now.atMs + clockDifferenceMs;
  if (isDue && (isMovedOn || fell > 0)) {
    const first = Math.min(told, now.atMs);
    const began = beginning(now, lengthMinutes);
    return began !== undefined && began - first > clockDifferenceMs && began <= now.atMs
      ? [first, began]
      : [first];
  }
  const isUntold = told === undefined || now.resetsAtMs === undefined;
  return fell >= 5 && now.usedPercent <= before.usedPercent / 2 && (isMovedOn || isUntold)
    ? [now.atMs]
    : [];
}

function beginning(
  { resetsAtMs }: HistorySample,
  lengthMinutes: number | undefined,
): number | undefined {
  return resetsAtMs === undefined || lengthMinutes === undefined
    ? undefined
    : resetsAtMs - lengthMinutes * 60_000;
}
