/**
 * A time the way the counts carry it: UTC with nine fraction digits. The six below the millisecond are made up, always
 * the same for the same time, and go over no millisecond.
 */
export function formatNanoTime(ms: number): string {
  const below = String(((ms % 1_000_000) * 7919) % 1_000_000).padStart(6, '0');
  return new Date(ms).toISOString().replace('Z', `${below}Z`);
}

/** A time the way the ratio pools carry it: UTC, cut to whole seconds. */
export function formatSecondTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
