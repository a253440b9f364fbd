import { weighSurplus, type Elsewhere, type SurplusView } from './elsewhere-mixture.ts';
import { columnPrices, costOf, eraAt, type PriceShape } from './price-parameters.ts';
import type { Segment } from './segments.ts';

/** Everything that is believed of how a window moves. */
export type PriceModel = {
  readonly shape: PriceShape;
  readonly values: readonly number[];
  readonly elsewhere: Elsewhere;
  /** How far a segment's cost strays from its prices, as a share of it. */
  readonly noise: number;
};

/** A segment beside what it should have cost, in points. */
export type SegmentView = SurplusView & { readonly cost: number; readonly variance: number };

/** The usual spread of a movement that no reading's rounding explains, squared. */
const leastVariance = 0.05 ** 2;

/** What the prices make of a segment. */
export function viewSegment(segment: Segment, prices: PriceModel): SegmentView {
  const era = eraOf(prices.shape, segment);
  const cost = costOf(segment.tokens, columnPrices(prices.shape, prices.values, era));
  const variance = varianceOf(cost, { step: segment.step, noise: prices.noise });
  const surplus = { points: segment.points - cost, variance, hours: hoursOf(segment) };
  return { ...weighSurplus(surplus, prices.elsewhere), cost, variance };
}

/** Both ends of a segment are rounded, hence a triangular error with variance step²/6. */
export function varianceOf(cost: number, { step, noise }: { step: number; noise: number }): number {
  return step ** 2 / 6 + leastVariance + (noise * cost) ** 2;
}

/** The era in which the middle of a segment is. */
export function eraOf(shape: PriceShape, { fromMs, toMs }: Segment): number {
  return eraAt(shape, (fromMs + toMs) / 2);
}

export function hoursOf({ fromMs, toMs }: Segment): number {
  return (toMs - fromMs) / 3_600_000;
}
