import type { HistorySample, HistorySeries } from '../history.ts';
import type { Rhythm } from './rhythm.ts';
import { gridOf } from './use-grid.ts';
import { localDayOf, slotMs, weekSlotOf } from './week-slot.ts';

/** Today until now, in points of the rhythm's unit, and whether the account is in use. */
export type RecentUse = {
  /** Since 4 in the morning. */
  readonly points: number;
  /** Half hours of use, and the points of these. */
  readonly activeSlots: number;
  readonly activePoints: number;
  /** What the rhythm expected of the time that is known. */
  readonly expected: number;
  /** The probability of use in the last half hour; undefined if nothing is known of it. */
  readonly active: number | undefined;
};

const nothing: RecentUse = {
  points: 0,
  expected: 0,
  activeSlots: 0,
  activePoints: 0,
  active: undefined,
};

export type RecentRequest = {
  /** Of the last day at least. */
  readonly series: readonly HistorySeries[];
  readonly rhythm: Rhythm;
  readonly nowMs: number;
};

/** What today's use says that the rhythm can't know. */
export function recentUse({ series, rhythm, nowMs }: RecentRequest): RecentUse {
  const utcOffset = (): number => rhythm.utcOffsetMinutes;
  const fine = series.find(({ windowId }) => windowId === 'session') ?? series[0];
  if (fine === undefined) return nothing;
  const sinceMs = nowMs - 26 * 3_600_000;
  const grid = gridOf(fine, { sinceMs, untilMs: nowMs });
  const today = localDayOf(nowMs, utcOffset);
  const toUnit = 1 / (rhythm.ratios[fine.windowId] ?? 1);
  let points = 0;
  let expected = 0;
  let activeSlots = 0;
  let activePoints = 0;
  for (let index = 0; index < grid.points.length; index += 1) {
    const atMs = Math.max(sinceMs, (grid.first + index) * slotMs);
    if (localDayOf(atMs, utcOffset) !== today) continue;
    const used = (grid.points[index] ?? 0) * toUnit;
    points += used;
    if (used > 0.1 * rhythm.activePoints && (grid.sharp[index] ?? 0) > 0.3) {
      activeSlots += Math.max(0.3, grid.known[index] ?? 0);
      activePoints += used;
    }
    expected += (grid.known[index] ?? 0) * (rhythm.cells[weekSlotOf(atMs, utcOffset)] ?? 0);
  }
  const last = fine.samples.at(-1);
  const halfHourAgo = fine.samples.findLast(({ atMs }) => atMs <= nowMs - slotMs);
  const isKnown = last !== undefined && halfHourAgo !== undefined;
  const lastGrid = gridOf(fine, { sinceMs: halfHourAgo?.atMs ?? nowMs, untilMs: nowMs });
  return {
    points,
    expected,
    activeSlots,
    activePoints,
    active: isKnown ? Number(lastGrid.points.some((one) => one > 0)) : guessOf(last, nowMs),
  };
}

/** In a session that has begun, the account is probably in use. */
function guessOf(last: HistorySample | undefined, nowMs: number): number | undefined {
  const { usedPercent = 0, resetsAtMs = 0 } = last ?? {};
  return usedPercent > 0 && resetsAtMs > nowMs && resetsAtMs <= nowMs + 18_000_000
    ? 0.7
    : undefined;
}
