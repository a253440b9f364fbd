/**
 * The same time of day one calendar month earlier, in UTC, which has no daylight saving time (epoch
 * milliseconds). From a day that the earlier month lacks, its last day: 31 March gives 28 or 29
 * February.
 */
export function calendarMonthBefore(atMs: number): number {
  const at = new Date(atMs);
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 0));
  const day = Math.min(at.getUTCDate(), lastDay.getUTCDate());
  const dayMs = Date.UTC(lastDay.getUTCFullYear(), lastDay.getUTCMonth(), day);
  const midnightMs = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  return dayMs + (atMs - midnightMs);
}
