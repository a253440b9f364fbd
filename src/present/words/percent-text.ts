import type { Meters } from '../../domain/setting-choices.ts';

/**
 * A share (0..100) as people read it, without its sign: a whole number, but `<1` and `>99` instead of
 * a false 0 or 100. A used share is rounded half up as Kimi's own `/usage` does; a share left is 100
 * minus that, so that the two always add up.
 */
export function shareNumber(percent: number, meters: Meters): string {
  if (percent > 0 && percent < 1) return '<1';
  if (percent > 99 && percent < 100) return '>99';
  return String(wholeShare(percent, meters));
}

/** A share with its sign, `31%`. */
export function formatShare(percent: number, meters: Meters): string {
  return `${shareNumber(percent, meters)}%`;
}

/** A share as a whole number, for programs: 0 and 100 only if it is exactly that. */
export function wholeShare(percent: number, meters: Meters): number {
  if (percent <= 0 || percent >= 100) return percent;
  const whole = meters === 'used' ? Math.floor(percent + 0.5) : Math.ceil(percent - 0.5);
  return Math.min(99, Math.max(1, whole));
}

/** Counts of requests are usually whole; fractions are rounded to two digits. */
export function formatCount(count: number): string {
  // Huge integers would become Infinity when multiplied.
  return String(Number.isInteger(count) ? count : Math.round(count * 100) / 100);
}
