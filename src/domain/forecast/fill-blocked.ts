import type { WeekSlots } from './smooth-cells.ts';
import type { UseGrid } from './use-grid.ts';
import { slotsPerDay } from './week-slot.ts';

export type DaySlots = WeekSlots & { readonly day: (index: number) => number };

/** Half hours of a day that must be known before its blocked ones are filled. */
const minKnownSlots = 4;
/** The share of a mean day's use that an average day counts as. */
const priorShare = 0.15;

type Day = { points: number; expected: number; known: number };

/**
 * Fills the time in which a window was used up with what that day would have used. Windows run out
 * on busy days: without it, only the afternoons of quiet days would count.
 */
export function fillBlocked(grid: UseGrid, cells: readonly number[], slots: DaySlots): UseGrid {
  const days = new Map<number, Day>();
  const cellAt = (index: number): number => cells[slots.weekSlot(index)] ?? 0;
  for (const [index, known] of grid.known.entries()) {
    const number = slots.day(index);
    const day = days.get(number) ?? { points: 0, expected: 0, known: 0 };
    days.set(number, day);
    day.points += grid.points[index] ?? 0;
    day.expected += known * cellAt(index);
    day.known += known;
  }
  const prior = (priorShare * slotsPerDay * cells.reduce((a, b) => a + b, 0)) / cells.length;
  const points = Float64Array.from(grid.points);
  const known = Float64Array.from(grid.known);
  for (const [index, blocked] of grid.blocked.entries()) {
    const day = days.get(slots.day(index));
    if (blocked <= 0 || day === undefined || day.known < minKnownSlots) continue;
    const factor = (day.points + prior) / (day.expected + prior);
    points[index] = (points[index] ?? 0) + blocked * factor * cellAt(index);
    known[index] = Math.min(1, (known[index] ?? 0) + blocked);
  }
  return { ...grid, points, known };
}
