import { slotsPerDay, slotsPerWeek } from './week-slot.ts';
import type { UseGrid } from './use-grid.ts';

export type WeekSlots = { readonly weekSlot: (index: number) => number };

/** Evidence fades to a half in this time. */
const halfLifeSlots = 21 * slotsPerDay;
/** How many half hours of evidence the coarser picture counts as. */
const profileWeight = 4;
const classWeight = 2.5;
const cellWeight = 2.5;
/** Weights of a half hour's neighbours. */
const kernel = [1, 0.75, 0.3];

type Sums = { readonly points: Float64Array; readonly known: Float64Array };

/**
 * Points wanted in each half hour of the week: the mean, shrunk to that of the same time on similar
 * days, that to the same time on all days, and that to an even pace.
 */
export function smoothCells(grid: UseGrid, slots: WeekSlots, prior = 0.04): readonly number[] {
  const week = blurred(weekSums(grid, slots), slotsPerWeek);
  const all = folded(week, () => true);
  const workdays = folded(week, (day) => day >= 1 && day <= 5);
  const weekend = folded(week, (day) => day === 0 || day === 6);
  const even = (sum(week.points) + 6 * prior) / (sum(week.known) + 6);
  const profile = shrunk(all, () => even, profileWeight);
  const byClass = [workdays, weekend].map((sums) =>
    shrunk(sums, (slot) => profile[slot] ?? even, classWeight),
  );
  return shrunk(
    week,
    (slot) => {
      const day = Math.floor(slot / slotsPerDay);
      return byClass[day === 0 || day === 6 ? 1 : 0]?.[slot % slotsPerDay] ?? even;
    },
    cellWeight,
  );
}

function weekSums(grid: UseGrid, slots: WeekSlots): Sums {
  const points = new Float64Array(slotsPerWeek);
  const known = new Float64Array(slotsPerWeek);
  const length = grid.points.length;
  for (let index = 0; index < length; index += 1) {
    const isKnown = grid.known[index] ?? 0;
    if (isKnown <= 0) continue;
    const cell = slots.weekSlot(index);
    const weight = 0.5 ** ((length - index) / halfLifeSlots);
    points[cell] = (points[cell] ?? 0) + weight * (grid.points[index] ?? 0);
    known[cell] = (known[cell] ?? 0) + weight * isKnown;
  }
  return { points, known };
}

/** Half hours lend their neighbours evidence, around midnight and the end of the week, too. */
function blurred({ points, known }: Sums, length: number): Sums {
  const blur = (values: Float64Array): Float64Array =>
    values.map((_, slot) =>
      kernel.reduce((total, weight, far) => {
        const before = values[(slot - far + length) % length] ?? 0;
        const after = far === 0 ? 0 : (values[(slot + far) % length] ?? 0);
        return total + weight * (before + after);
      }, 0),
    );
  return { points: blur(points), known: blur(known) };
}

function folded({ points, known }: Sums, isDay: (weekday: number) => boolean): Sums {
  const fold = (values: Float64Array): Float64Array => {
    const day = new Float64Array(slotsPerDay);
    for (const [slot, value] of values.entries())
      if (isDay(Math.floor(slot / slotsPerDay)))
        day[slot % slotsPerDay] = (day[slot % slotsPerDay] ?? 0) + value;
    return day;
  };
  return { points: fold(points), known: fold(known) };
}

function shrunk(
  { points, known }: Sums,
  prior: (slot: number) => number,
  weight: number,
): readonly number[] {
  return Array.from(
    points,
    (value, slot) => (value + weight * prior(slot)) / ((known[slot] ?? 0) + weight),
  );
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
