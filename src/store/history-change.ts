import type { HistorySample } from '../domain/history.ts';
import { isSameMoment } from '../domain/same-moment.ts';

/**
 * Unchanged figures are recorded this often, to distinguish a quiet time from one in which KimiBar
 * did not run.
 */
const heartbeatMs = 30 * 60_000;

/** How far this machine's clock and Kimi's may differ. */
const clockDifferenceMs = 2 * 60_000;

/** Should this sample be recorded after the last one? Changes are, and a heartbeat. */
export function isWorthRecording(before: HistorySample | undefined, now: HistorySample): boolean {
  if (before === undefined || now.atMs - before.atMs >= heartbeatMs) return true;
  return (
    before.usedPercent !== now.usedPercent ||
    before.used !== now.used ||
    before.limit !== now.limit ||
    !isSameMoment(before.resetsAtMs, now.resetsAtMs)
  );
}

/**
 * When the window was reset between two samples, epoch milliseconds in order; empty if it was not.
 * The announced time counts if it has passed and the figures have changed since; a window whose use
 * fell far without it was reset when that was seen. Of several resets in between, the first and, by
 * the window's length, the last are known.
 */
export function resetsBetween(
  before: HistorySample,
  now: HistorySample,
  lengthMinutes: number | undefined,
): readonly number[] {
  const announced = before.resetsAtMs;
  const isMovedOn =
    announced !== undefined &&
    now.resetsAtMs !== undefined &&
    now.resetsAtMs > announced &&
    !isSameMoment(announced, now.resetsAtMs);
  const fell = before.usedPercent - now.usedPercent;
  const isDue =
    announced !== undefined &&
    announced > before.atMs - clockDifferenceMs &&
    announced <= now.atMs + clockDifferenceMs;
  if (isDue && (isMovedOn || fell > 0)) {
    const first = Math.min(announced, now.atMs);
    const began = beginning(now, lengthMinutes);
    return began !== undefined && began - first > clockDifferenceMs && began <= now.atMs
      ? [first, began]
      : [first];
  }
  const isUnannounced = announced === undefined || now.resetsAtMs === undefined;
  return fell >= 5 && now.usedPercent <= before.usedPercent / 2 && (isMovedOn || isUnannounced)
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
