import { smoothCells, type WeekSlots } from './smooth-cells.ts';
import type { Rhythm } from './rhythm.ts';
import type { UseGrid } from './use-grid.ts';

export type Activity = Pick<Rhythm, 'activity' | 'activePoints' | 'persistence' | 'activeVariance'>;

export type DaySlots = WeekSlots & { readonly day: (index: number) => number };

/** Half hours of evidence that the first guesses count as. */
const priorSlots = 12;
const activeShare = 0.1;
const priorActivity = 0.5;
const priorPersistence = 0.85;
const priorActiveVariance = 0.5;

/** When an account is in use at all, how long it stays so, and how much the use then varies. */
export function activityOf(grid: UseGrid, cells: readonly number[], slots: DaySlots): Activity {
  const { first, sharp } = grid;
  const least = leastActive(grid);
  const isActive = grid.points.map((points, index) =>
    points > least && isSharp(grid, index) ? 1 : 0,
  );
  const known = sharp.map((_, index) => (isSharp(grid, index) ? 1 : 0));
  const activity = smoothCells({ ...grid, first, points: isActive, known }, slots, priorActivity);
  return {
    activity: activity.map((likely) => Math.min(1, likely)),
    activePoints: activePointsOf(grid, isActive, cells),
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

function activePointsOf(grid: UseGrid, isActive: Float64Array, cells: readonly number[]): number {
  const guess = cells.reduce((sum, cell) => sum + cell, 0) / cells.length / priorActivity;
  let points = guess * 3;
  let slots = 3;
  for (const [index, active] of isActive.entries()) {
    const weight = active * 0.5 ** ((isActive.length - index) / (21 * 48));
    points += weight * (grid.points[index] ?? 0);
    slots += weight;
  }
  return points / slots;
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
