import type { Draws } from './draws.ts';
import { viewSegment, type PriceModel } from './view-segment.ts';
import type { Segment } from './segments.ts';

/** For each segment, how many of its points the logs explain and how many were used elsewhere. */
export type Split = readonly { readonly explained: number; readonly elsewhere: number }[];

/** Titles, searches and failed calls use quota without a record: usually this share of it. */
const unrecordedSpread = 0.03;

type Part = { period: number; points: number; explained: number; elsewhere: number };

/** The split to expect. */
export function expectedSplit(segments: readonly Segment[], prices: PriceModel): Split {
  const parts = segments.map((segment): Part => {
    const view = viewSegment(segment, prices);
    const elsewhere = view.elsewhere * Math.min(view.elsewherePoints, Math.max(0, segment.points));
    const explained = explainedPoints(segment, view, prices) * (1 - view.elsewhere);
    const beside = view.elsewhere * Math.max(0, segment.points - view.elsewherePoints);
    return partOf(segment, explained + (segment.isActive ? beside : 0), elsewhere);
  });
  return balanced(parts);
}

/**
 * One of the splits that are possible, each as often as it is likely. Kimi rounds a window to its
 * `step`, down or to the nearest.
 */
export function drawnSplit(
  segments: readonly Segment[],
  prices: PriceModel,
  { draws, step }: { draws: Draws; step: number },
): Split {
  const unrecorded = unrecordedSpread * Math.abs(draws.normal());
  const parts = segments.map((segment): Part => {
    const view = viewSegment(segment, prices);
    if (draws.uniform() >= view.elsewhere)
      return partOf(segment, explainedPoints(segment, view, prices), 0);
    const drawn = view.elsewherePoints + Math.sqrt(view.variance) * draws.normal();
    const elsewhere = Math.min(Math.max(0, drawn), Math.max(0, segment.points));
    return partOf(segment, segment.isActive ? segment.points - elsewhere : 0, elsewhere);
  });
  const rounded = new Map<number, number>();
  for (const { period } of parts)
    if (!rounded.has(period)) rounded.set(period, step * (1.5 * draws.uniform() - 0.5));
  return balanced(parts, rounded).map(({ explained, elsewhere }) => ({
    explained: explained * (1 - unrecorded),
    elsewhere: elsewhere + explained * unrecorded,
  }));
}

function partOf({ period, points }: Segment, explained: number, elsewhere: number): Part {
  return { period, points, explained: Math.max(0, explained), elsewhere };
}

/** Between what moved and what the prices say, by how sure each is. */
function explainedPoints(
  { points, isActive }: Segment,
  { cost, variance }: { cost: number; variance: number },
  { noise }: PriceModel,
): number {
  if (!isActive) return 0;
  return cost + ((noise * cost) ** 2 / variance) * (points - cost);
}

/**
 * Rounding moves points from one segment to the next but not out of a period: what the period moved
 * and was not used elsewhere is explained.
 */
function balanced(parts: readonly Part[], rounded?: ReadonlyMap<number, number>): Split {
  const sums = new Map<number, { points: number; explained: number; elsewhere: number }>();
  for (const { period, points, explained, elsewhere } of parts) {
    const sum = sums.get(period) ?? { points: 0, explained: 0, elsewhere: 0 };
    sums.set(period, {
      points: sum.points + points,
      explained: sum.explained + explained,
      elsewhere: sum.elsewhere + elsewhere,
    });
  }
  return parts.map(({ period, points, explained, elsewhere }) => {
    const sum = sums.get(period) ?? { points: 0, explained: 0, elsewhere: 0 };
    if (sum.explained <= 0) return { explained: 0, elsewhere: Math.max(0, points) };
    const left = Math.max(0, sum.points + (rounded?.get(period) ?? 0) - sum.elsewhere);
    return { explained: (explained * left) / sum.explained, elsewhere };
  });
}
