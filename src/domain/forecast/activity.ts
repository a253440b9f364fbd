import { fillBlocked, type DaySlots } from './fill-blocked.ts';
import { smoothCells } from './smooth-cells.ts';
import type { Rhythm } from './rhythm.ts';
import type { UseGrid } from './use-grid.ts';
import { slotsPerDay } from './week-slot.ts';

export type Activity = Pick<
  Rhythm,
  'activity' | 'dayOff' | 'activePoints' | 'persistence' | 'activeVariance'
>;

/** Half hours of evidence that the first guesses count as. */
const priorSlots = 12;
const fillTurns = 3;
const activeShare = 0.1;
const priorActivity = 0.5;
const priorPersistence = 0.85;
const priorActiveVariance = 0.5;
const priorDayOff = 0.1;
const priorDays = 3;
const minExpectedSlots = 2;

/** When an account is in use at all, how long it stays so, and how much the use then varies. */
export function activityOf(grid: UseGrid, cells: readonly number[], slots: DaySlots): Activity {
  const { sharp } = grid;
  const least = leastActive(grid);
  const isActive = grid.points.map((points, index) =>
    points > least && isSharp(grid, index) ? 1 : 0,
  );
  const known = sharp.map((_, index) => (isSharp(grid, index) ? 1 : 0));
  const seen: UseGrid = { ...grid, points: isActive, known };
  let activity = smoothCells(seen, slots, priorActivity);
  let filled: UseGrid = seen;
  for (let turn = 0; turn < fillTurns; turn += 1) {
    filled = fillBlocked(seen, activity, slots);
    activity = smoothCells(filled, slots, priorActivity);
  }
  return {
    activity: activity.map((likely) => Math.min(1, likely)),
    dayOff: dayOffOf(seen, activity, slots),
    activePoints: activePointsOf(grid, { isActive, filled: filled.points, cells, slots }),
    persistence: persistenceOf(grid, isActive, (index) => activity[slots.weekSlot(index)] ?? 0),
    activeVariance: activeVarianceOf(grid, isActive, slots),
  };
}

/**
 * Less than this is no activity: a reading just after a half hour brings a little of that into the
 * next one.
 */
function leastActive({ points }: Pick<UseGrid, 'points'>): number {
  const some = points.filter((one) => one > 0);
  return (activeShare * some.reduce((sum, one) => sum + one, 0)) / Math.max(1, some.length);
}

function isSharp({ sharp }: UseGrid, index: number): boolean {
  return (sharp[index] ?? 0) > 0.7;
}

/** The share of days without use, of those on which some half hours of it were to be expected. */
function dayOffOf(
  { points, known }: Pick<UseGrid, 'points' | 'known'>,
  activity: readonly number[],
  slots: DaySlots,
): number {
  const days = new Map<number, { expected: number; active: number; weight: number }>();
  for (const [index, isKnown] of known.entries()) {
    const number = slots.day(index);
    const day = days.get(number) ?? { expected: 0, active: 0, weight: 0 };
    days.set(number, day);
    day.expected += isKnown * (activity[slots.weekSlot(index)] ?? 0);
    day.active += points[index] ?? 0;
    day.weight = 0.5 ** ((points.length - index) / (30 * slotsPerDay));
  }
  let off = priorDayOff * priorDays;
  let all = priorDays;
  for (const { expected, active, weight } of days.values()) {
    if (expected < minExpectedSlots) continue;
    all += weight;
    if (active === 0) off += weight;
  }
  return Math.min(0.7, off / all);
}

type ActiveSlots = {
  readonly isActive: Float64Array;
  /** The same, with what was to be expected while nothing could be used. */
  readonly filled: Float64Array;
  readonly cells: readonly number[];
  readonly slots: DaySlots;
};

/** Days count by their active time, also that in which a window was used up. */
function activePointsOf(grid: UseGrid, { isActive, filled, cells, slots }: ActiveSlots): number {
  const days = new Map<number, { points: number; active: number; weight: number }>();
  for (const [index, active] of isActive.entries()) {
    const sums = days.get(slots.day(index)) ?? { points: 0, active: 0, weight: 0 };
    days.set(slots.day(index), sums);
    sums.points += active * (grid.points[index] ?? 0);
    sums.active += active;
    sums.weight += (filled[index] ?? 0) * 0.5 ** ((isActive.length - index) / (21 * slotsPerDay));
  }
  const guess = cells.reduce((sum, cell) => sum + cell, 0) / cells.length / priorActivity;
  let points = guess * 3;
  let active = 3;
  for (const sums of days.values()) {
    if (sums.active === 0) continue;
    points += (sums.weight * sums.points) / sums.active;
    active += sums.weight;
  }
  return points / active;
}

function persistenceOf(
  grid: UseGrid,
  isActive: Float64Array,
  likely: (index: number) => number,
): number {
  let more = priorPersistence * priorSlots;
  let room = priorSlots;
  for (let index = 1; index < isActive.length; index += 1) {
    if (isActive[index - 1] !== 1 || !isSharp(grid, index)) continue;
    more += (isActive[index] ?? 0) - likely(index);
    room += 1 - likely(index);
  }
  return Math.min(0.95, Math.max(0, more / room));
}

function activeVarianceOf(grid: UseGrid, isActive: Float64Array, slots: DaySlots): number {
  const days = new Map<number, number[]>();
  for (const [index, active] of isActive.entries()) {
    if (active !== 1) continue;
    const day = slots.day(index);
    const uses = days.get(day) ?? [];
    uses.push(grid.points[index] ?? 0);
    days.set(day, uses);
  }
  let squares = 0;
  let wholes = 0;
  let weights = 0;
  for (const uses of days.values()) {
    if (uses.length < 2) continue;
    const mean = uses.reduce((sum, one) => sum + one, 0) / uses.length;
    squares += uses.reduce((sum, one) => sum + (one - mean) ** 2, 0) / mean ** 2;
    weights += uses.length - 1;
    wholes += 1;
  }
  return wholes === 0
    ? priorActiveVariance
    : (squares + priorActiveVariance * priorSlots) / (weights + priorSlots);
}
