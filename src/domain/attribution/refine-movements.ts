import type { HistorySeries } from '../history.ts';
import type { WindowId } from '../quota-window.ts';
import { movementsOf, type Movement } from './movements.ts';

/** So many steps of the longer window tell how much of it a point of the shorter one is. */
const chunkSteps = 4;
/** Chunks on either side that agree on the ratio by their median: a change of plan alters it. */
const neighbours = 4;
/** Kimi rounds down, or to the nearest; both are in this range around the reading, in steps. */
const band = { below: 0.5, above: 1 };

/**
 * A long window's movements between its own readings, as the finer readings of the 5-hour window
 * show them: one percent of 5 hours is often less than a tenth of a percent of a week. The long
 * window's own readings stay the limits, so that use which only they count (Kimi chat, in the
 * monthly pool) is not lost.
 */
function refine(long: readonly Movement[], short: readonly Movement[]): readonly Movement[] {
  const sums = cumulate(short);
  const ratios = ratiosOf(long, sums);
  const longStep = long[0]?.step ?? 0;
  const step = Math.max(minStep, median(ratios.map(({ ratio }) => ratio)) * (short[0]?.step ?? 0));
  if (ratios.length < minRatios || step >= longStep) return long;
  const course = new Course(longStep);
  return long.flatMap((movement) => {
    const ratio = ratioAt(ratios, movement.toMs);
    const pieces = piecesOf(movement, sums);
    return pieces.map(({ fromMs, toMs, points }) => {
      const isLast = toMs === movement.toMs;
      const moved = points === undefined ? movement.points : ratio * points;
      return {
        fromMs,
        toMs,
        points: course.move(movement, { moved, isLast }),
        period: movement.period,
        isFull: movement.isFull && isLast,
        step: points === undefined ? longStep : step,
      };
    });
  });
}

/** Follows a window finely, within the range that its readings leave. */
class Course {
  readonly #step: number;
  #period = -1;
  #shown = 0;
  #estimate = 0;

  constructor(step: number) {
    this.#step = step;
  }

  /** What it moved in a piece of a movement; only the end of the last piece was read. */
  move(
    { period, points, isFull }: Movement,
    { moved, isLast }: { moved: number; isLast: boolean },
  ): number {
    if (period !== this.#period) {
      this.#period = period;
      this.#shown = 0;
      this.#estimate = 0;
    }
    if (isLast) this.#shown += points;
    // A used-up window is exactly that, wherever in it the readings began.
    const isExact = isLast && isFull;
    const low = this.#shown - (isExact ? 0 : band.below * this.#step);
    const high = this.#shown + (isExact ? 0 : band.above * this.#step);
    const before = this.#estimate;
    this.#estimate = Math.max(before, Math.min(high, Math.max(low, before + moved)));
    return this.#estimate - before;
  }
}

/** Rounding is not the only error of a refined movement. */
const minStep = 0.05;
/** Fewer chunks say too little of the ratio. */
const minRatios = 4;

type Sums = {
  /** Ends of the short window's movements. */
  readonly times: readonly number[];
  readonly sums: readonly number[];
  readonly gaps: readonly (readonly [fromMs: number, toMs: number])[];
};

type Piece = {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the short window; undefined if its readings do not say. */
  readonly points: number | undefined;
};

function cumulate(movements: readonly Movement[]): Sums {
  const times: number[] = [];
  const sums: number[] = [];
  const gaps: [number, number][] = [];
  let sum = 0;
  for (const { fromMs, toMs, points } of movements) {
    const lastMs = times.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (fromMs > lastMs) {
      gaps.push([lastMs, fromMs]);
      times.push(fromMs);
      sums.push(sum);
    }
    sum += points;
    times.push(toMs);
    sums.push(sum);
  }
  gaps.push([times.at(-1) ?? Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  return { times, sums, gaps };
}

/** What the short window moved from its last reading until one moment to that until another. */
function movedBetween({ times, sums, gaps }: Sums, fromMs: number, toMs: number) {
  const isKnown = !gaps.some(
    ([from, to]) => from < toMs - tolerableGapMs && to > fromMs + tolerableGapMs,
  );
  if (!isKnown) return undefined;
  const at = (ms: number): number => sums[lastIndexUntil(times, ms)] ?? 0;
  return at(toMs) - at(fromMs);
}

/** A 5-hour window is not read in its last minutes. */
const tolerableGapMs = 6 * 60_000;

function piecesOf({ fromMs, toMs }: Movement, all: Sums): readonly Piece[] {
  const { times } = all;
  const cuts: number[] = [];
  for (let index = lastIndexUntil(times, fromMs) + 1; index < times.length; index += 1) {
    const atMs = times[index] ?? toMs;
    if (atMs >= toMs) break;
    cuts.push(atMs);
  }
  const ends = [...cuts, toMs];
  const pieces = ends.map((end, index): Piece => {
    const from = index === 0 ? fromMs : (ends[index - 1] ?? fromMs);
    return { fromMs: from, toMs: end, points: movedBetween(all, from, end) };
  });
  return pieces.some(({ points }) => points === undefined)
    ? [{ fromMs, toMs, points: undefined }]
    : pieces;
}

type Ratio = { readonly atMs: number; readonly ratio: number };

/** Points of the long window for a point of the short one, chunk by chunk. */
function ratiosOf(movements: readonly Movement[], all: Sums): readonly Ratio[] {
  const ratios: Ratio[] = [];
  let long = 0;
  let short = 0;
  for (const { fromMs, toMs, points, isFull, step } of movements) {
    const moved = movedBetween(all, fromMs, toMs);
    if (moved === undefined || isFull) continue;
    long += points;
    short += moved;
    if (long < chunkSteps * step) continue;
    if (short > 0) ratios.push({ atMs: toMs, ratio: long / short });
    long = 0;
    short = 0;
  }
  return ratios;
}

function ratioAt(ratios: readonly Ratio[], atMs: number): number {
  const after = ratios.findIndex((one) => one.atMs >= atMs);
  const index = after < 0 ? ratios.length - 1 : after;
  const near = ratios.slice(Math.max(0, index - neighbours), index + neighbours + 1);
  return median(near.map(({ ratio }) => ratio));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function lastIndexUntil(times: readonly number[], atMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * How a window moved: by its own readings, refined by those of the 5-hour window. Empty if there are
 * no readings of it.
 */
export function windowMovements(
  allSeries: readonly HistorySeries[],
  windowId: WindowId,
): readonly Movement[] {
  const own = allSeries.find((series) => series.windowId === windowId);
  if (own === undefined) return [];
  const short = allSeries.find((series) => series.windowId === 'session');
  const moved = movementsOf(own);
  return short === undefined || short === own ? moved : refine(moved, movementsOf(short));
}
