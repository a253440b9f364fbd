import { weighSurplus } from './elsewhere-mixture.ts';
import { hoursOf, varianceOf, viewSegment, type FittedPrices } from './fit-prices.ts';
import type { Segment } from './segments.ts';

/** A moment at which prices changed, and by which factor. */
export type PriceBreak = {
  readonly atMs: number;
  /** The price after it, as a multiple of the one before. */
  readonly factor: number;
  /** How much more likely the readings are with it, as a natural logarithm. */
  readonly evidence: number;
};

/** Factors between a quarter and four, in steps of 5%. */
const logFactors = Array.from({ length: 57 }, (_, index) => (index - 28) * 0.05);
/** A change of less than this is not worth an alarm. */
const minLogFactor = Math.log(1.3);
/** So many active segments on either side: one alone may be a fault of its own. */
const minSegments = 3;

/**
 * The most likely moment of a price change within `segments`, if the evidence for any reaches
 * `minEvidence`. `prices` must be fitted to them, with one era throughout.
 */
export function findPriceBreak(
  segments: readonly Segment[],
  prices: FittedPrices,
  minEvidence: number,
): PriceBreak | undefined {
  const active = segments.filter(({ isActive, isFull }) => isActive && !isFull);
  const before = cumulated(active.map((segment) => likelihoods(segment, prices)));
  const whole = before.at(-1);
  if (whole === undefined) return undefined;
  const unchanged = highest(whole);
  let best: PriceBreak | undefined;
  for (let index = minSegments; index <= active.length - minSegments; index += 1) {
    const earlier = highest(before[index] ?? []);
    const later = highest(difference(whole, before[index] ?? []));
    const evidence = earlier.value + later.value - unchanged.value;
    const logFactor = later.logFactor - earlier.logFactor;
    const atMs = active[index]?.fromMs;
    if (atMs === undefined || Math.abs(logFactor) < minLogFactor) continue;
    if (evidence >= (best?.evidence ?? minEvidence))
      best = { atMs, factor: Math.exp(logFactor), evidence };
  }
  return best;
}

/** How likely a segment is if its prices were multiplied by each of the factors. */
export function likelihoods(segment: Segment, prices: FittedPrices): readonly number[] {
  const { cost } = viewSegment(segment, prices);
  const hours = hoursOf(segment);
  return logFactors.map((logFactor) => {
    const changed = cost * Math.exp(logFactor);
    const variance = varianceOf(changed, prices);
    return weighSurplus({ points: segment.points - changed, variance, hours }, prices.elsewhere)
      .logLikelihood;
  });
}

/**
 * The range of factors in which 80% of the probability is, and the most probable one, from summed
 * log-likelihoods.
 */
export function factorRange(sums: readonly number[]): { low: number; best: number; high: number } {
  const { value, logFactor } = highest(sums);
  const weights = sums.map((sum) => Math.exp(sum - value));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const quantile = (share: number): number => {
    let below = 0;
    const index = weights.findIndex((weight) => (below += weight) >= share * total);
    return Math.exp(logFactors[index] ?? 0);
  };
  return { low: quantile(0.1), best: Math.exp(logFactor), high: quantile(0.9) };
}

function highest(sums: readonly number[]): { readonly value: number; readonly logFactor: number } {
  const value = Math.max(...sums);
  return { value, logFactor: logFactors[sums.indexOf(value)] ?? 0 };
}

/** The sums before each row, and of all rows last. */
function cumulated(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const sums: (readonly number[])[] = [logFactors.map(() => 0)];
  for (const row of rows) {
    const last = sums.at(-1) ?? [];
    sums.push(row.map((value, index) => value + (last[index] ?? 0)));
  }
  return sums;
}

function difference(whole: readonly number[], part: readonly number[]): readonly number[] {
  return whole.map((value, index) => value - (part[index] ?? 0));
}
