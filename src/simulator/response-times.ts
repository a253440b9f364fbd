/**
 * A time as in counts: UTC with nine fraction digits. The last six are made up, always the same for
 * the same time.
 */
export function formatNanoTime(ms: number): string {
  const below = String(((ms % 1_000_000) * 7919) % 1_000_000).padStart(6, '0');
  return new Date(ms).toISOString().replace('Z', `${below}Z`);
}

/** A time as in ratio pools: UTC, cut to whole seconds. */
export function formatSecondTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
