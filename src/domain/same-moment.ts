/**
 * Two resets this close are the same moment: for one window, Kimi's counts and pools differ by
 * seconds and its two services by minutes, while windows are hours long.
 */
export const sameMomentMs = 5 * 60_000;

/** Are two times (epoch milliseconds) the same moment? Two unknown times are; one alone is not. */
export function isSameMoment(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Math.abs(a - b) <= sameMomentMs;
}

type Reading = { readonly atMs: number; readonly resetsAtMs?: number | undefined };

/** Are two readings, in order of time, before the same known reset? */
export function areBeforeSameReset({ resetsAtMs }: Reading, later: Reading): boolean {
  const isAhead = resetsAtMs !== undefined && resetsAtMs > later.atMs;
  return isAhead && isSameMoment(resetsAtMs, later.resetsAtMs);
}
