import type { QuotaWindow } from './quota-window.ts';

/** What a response says of the clocks. */
export type HasClockOffset = {
  /**
   * How far this machine's clock is ahead of Kimi's, milliseconds; negative if it is behind. Absent
   * if they agree within two minutes or Kimi did not say.
   */
  readonly clockOffsetMs?: number | undefined;
};

/** Resets may be a little late, and latency is not known. */
const graceMs = 5 * 60_000;
/** For windows of unknown length. */
const longestMinutes = 31 * 1440;

/** A time of this machine (epoch milliseconds) by Kimi's clock, which resets are in. */
export function kimiTime({ clockOffsetMs = 0 }: HasClockOffset, localMs: number): number {
  return localMs - clockOffsetMs;
}

/** A time of Kimi's, such as a reset, by this machine's clock. */
export function localTime({ clockOffsetMs = 0 }: HasClockOffset, kimiMs: number): number {
  return kimiMs + clockOffsetMs;
}

/**
 * The offset, unless the resets contradict it: if they are possible by this machine's clock and
 * impossible by the other one, then it is the other one that is wrong, such as a proxy's.
 */
export function trustedOffset(
  offsetMs: number | undefined,
  windows: readonly QuotaWindow[],
  localMs: number,
): number | undefined {
  if (offsetMs === undefined) return undefined;
  const isContradicted = !arePossible(windows, localMs - offsetMs) && arePossible(windows, localMs);
  return isContradicted ? undefined : offsetMs;
}

function arePossible(windows: readonly QuotaWindow[], nowMs: number): boolean {
  return windows.every(({ resetsAtMs = nowMs, lengthMinutes = longestMinutes }) => {
    const leftMs = resetsAtMs - nowMs;
    return leftMs >= -graceMs && leftMs <= lengthMinutes * 60_000 + graceMs;
  });
}
