import type { HistorySeries } from '../history.ts';
import type { Rhythm } from './rhythm.ts';
import { gridOf } from './use-grid.ts';
import { localDayOf, slotMs, weekSlotOf, type UtcOffset } from './week-slot.ts';

/** Today until now, in points of the rhythm's unit, and whether the account is in use. */
export type RecentUse = {
  /** Since 4 in the morning. */
  readonly points: number;
  /** What the rhythm expected of the time that is known. */
  readonly expected: number;
  /** In the last half hour; undefined if that is not known. */
  readonly isActive: boolean | undefined;
};

export type RecentRequest = {
  /** Of the last day at least. */
  readonly series: readonly HistorySeries[];
  readonly rhythm: Rhythm;
  readonly nowMs: number;
  readonly utcOffset: UtcOffset;
};

/** What today's use says that the rhythm can't know. */
export function recentUse({ series, rhythm, nowMs, utcOffset }: RecentRequest): RecentUse {
  const fine = series.find(({ windowId }) => windowId === 'session') ?? series[0];
  if (fine === undefined) return { points: 0, expected: 0, isActive: undefined };
  const sinceMs = nowMs - 26 * 3_600_000;
  const grid = gridOf(fine, { sinceMs, untilMs: nowMs });
  const today = localDayOf(nowMs, utcOffset);
  const toUnit = 1 / (rhythm.ratios[fine.windowId] ?? 1);
  let points = 0;
  let expected = 0;
  for (let index = 0; index < grid.points.length; index += 1) {
    const atMs = Math.max(sinceMs, (grid.first + index) * slotMs);
    if (localDayOf(atMs, utcOffset) !== today) continue;
    points += (grid.points[index] ?? 0) * toUnit;
    expected += (grid.known[index] ?? 0) * (rhythm.cells[weekSlotOf(atMs, utcOffset)] ?? 0);
  }
  const last = fine.samples.at(-1);
  const halfHourAgo = fine.samples.findLast(({ atMs }) => atMs <= nowMs - slotMs);
  const isKnown = last !== undefined && halfHourAgo !== undefined;
  const lastGrid = gridOf(fine, { sinceMs: halfHourAgo?.atMs ?? nowMs, untilMs: nowMs });
  return {
    points,
    expected,
    isActive: isKnown ? lastGrid.points.some((one) => one > 0) : undefined,
  };
}
