/** Minutes that local time is ahead of UTC at a moment (epoch milliseconds). */
export type UtcOffset = (atMs: number) => number;

export const slotMs = 30 * 60_000;
export const slotsPerDay = 48;
export const slotsPerWeek = 7 * slotsPerDay;

const dayMs = 86_400_000;

/** The half hour of the week, 0..335, that a moment is in; 0 is Sunday at midnight, local time. */
export function weekSlotOf(atMs: number, utcOffset: UtcOffset): number {
  const localMs = atMs + utcOffset(atMs) * 60_000;
  const slotOfDay = Math.floor((localMs % dayMs) / slotMs);
  // 1 January 1970 was a Thursday.
  return ((Math.floor(localMs / dayMs) + 4) % 7) * slotsPerDay + slotOfDay;
}

/** The number of the local day that a moment is in. Days change at 4 in the morning. */
export function localDayOf(atMs: number, utcOffset: UtcOffset): number {
  return Math.floor((atMs + utcOffset(atMs) * 60_000 - 4 * 3_600_000) / dayMs);
}
