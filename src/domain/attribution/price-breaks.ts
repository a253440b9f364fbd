import { weighSurplus } from './elsewhere-mixture.ts';
import { hoursOf, varianceOf, viewSegment, type PriceModel } from './view-segment.ts';
import type { Segment } from './segments.ts';

/** A moment at which prices changed, and by which factor. */
export type PriceBreak = {
  readonly atMs: number;
  /** The price after it, as a multiple of the one before. */
  readonly factor: number;
  /** How much more likely the readings are with it, as a natural logarithm. */
  readonly evidence: number;
};

/** Factors between a quarter and four. */
const factorStep = 0.05;
const logFactors = Array.from({ length: 57 }, (_, index) => (index - 28) * factorStep);
/** A change of less than this is not worth an alarm. */
const minLogFactor = Math.log(1.3);
/** So many stretches of work on either side: one alone may be a fault of its own. */
const minStretches = 2;
/** A stretch ends at a break, or after some hours. */
const breakMs = 2 * 3_600_000;
const maxStretchMs = 4 * 3_600_000;
/**
 * No stretch counts for more than this. While another machine works beside this one at the same
 * pace, hours look like a price change.
 */
const maxStretchEvidence = 5;
/** Enough evidence beside a change that another window has seen. */
const hintedEvidence = 3;
const minLocalNoise = 0.06;

/**
 * The most likely moment of a price change within `segments`, if the evidence for any reaches
 * `minEvidence`, or less near a change that another window of the account has seen (`hints`).
 * `prices` must be fitted to them, with one era throughout.
 */
export function findPriceBreak(
  segments: readonly Segment[],
  prices: PriceModel,
  { minEvidence, hints }: { minEvidence: number; hints: readonly PriceBreak[] },
): PriceBreak | undefined {
  const active = segments.filter(({ isActive, isFull }) => isActive && !isFull);
  const local = { ...prices, noise: localNoise(active, prices) };
  const stretches = stretchesOf(active);
  const before = cumulated(stretches.map((stretch) => stretchLikelihoods(stretch, local)));
  const whole = before.at(-1);
  if (whole === undefined) return undefined;
  const unchanged = highest(whole);
  let best: PriceBreak | undefined;
  for (let index = minStretches; index <= stretches.length - minStretches; index += 1) {
    const earlier = highest(before[index] ?? []);
    const later = highest(difference(whole, before[index] ?? []));
    const evidence = earlier.value + later.value - unchanged.value;
    const logFactor = later.logFactor - earlier.logFactor;
    const atMs = stretches[index]?.[0]?.fromMs;
    if (atMs === undefined || Math.abs(logFactor) < minLogFactor) continue;
    const isHinted = hints.some((hint) => isAlike(hint, { atMs, logFactor }));
    if (evidence < (isHinted ? hintedEvidence : minEvidence)) continue;
    if (evidence >= (best?.evidence ?? 0)) best = { atMs, factor: Math.exp(logFactor), evidence };
  }
  return best;
}

function isAlike(
  hint: PriceBreak,
  { atMs, logFactor }: { atMs: number; logFactor: number },
): boolean {
  return (
    Math.abs(hint.atMs - atMs) < 1.5 * 86_400_000 &&
    Math.abs(Math.log(hint.factor) - logFactor) < 0.4
  );
}

/**
 * How far neighbouring segments stray from each other. The fitted noise includes what a change did
 * that is not known yet, and would hide it.
 */
function localNoise(active: readonly Segment[], prices: PriceModel): number {
  const ratios = active.map((segment) => {
    const { cost, explained } = viewSegment(segment, prices);
    const isUsable = cost > 0 && explained > 0.3;
    return { cost, step: segment.step, ratio: segment.points / cost, isUsable };
  });
  const usable = ratios.filter(({ isUsable }) => isUsable);
  const squares = usable
    .slice(1)
    .map(({ ratio, cost, step }, index) => {
      const rounding = (step ** 2 / 6) * (cost ** -2 + (usable[index]?.cost ?? 1) ** -2);
      return Math.max(0, (ratio - (usable[index]?.ratio ?? ratio)) ** 2 - rounding) / 2;
    })
    .sort((a, b) => a - b);
  // The median of squared normal numbers is 0.455 times their variance.
  const variance = (squares[Math.floor(squares.length / 2)] ?? 0) / 0.455;
  return Math.max(minLocalNoise, Math.min(prices.noise, Math.sqrt(variance)));
}

/** Segments of work without a long break. */
function stretchesOf(active: readonly Segment[]): readonly (readonly Segment[])[] {
  const stretches: Segment[][] = [];
  for (const segment of active) {
    const last = stretches.at(-1);
    const endMs = last?.at(-1)?.toMs ?? Number.NEGATIVE_INFINITY;
    const isNext = segment.fromMs - endMs < breakMs;
    if (last !== undefined && isNext && segment.toMs - (last[0]?.fromMs ?? 0) < maxStretchMs)
      last.push(segment);
    else stretches.push([segment]);
  }
  return stretches;
}

function stretchLikelihoods(stretch: readonly Segment[], prices: PriceModel): readonly number[] {
  const sums = logFactors.map(() => 0);
  for (const segment of stretch)
    for (const [index, value] of likelihoods(segment, prices).entries())
      sums[index] = (sums[index] ?? 0) + value;
  const best = Math.max(...sums);
  return sums.map((sum) => Math.max(sum - best, -maxStretchEvidence));
}

/** How likely a segment is if its prices were multiplied by each of the factors. */
export function likelihoods(segment: Segment, prices: PriceModel): readonly number[] {
  const { cost } = viewSegment(segment, prices);
  const hours = hoursOf(segment);
  return logFactors.map((logFactor) => {
    const changed = cost * Math.exp(logFactor);
    const variance = varianceOf(changed, { step: segment.step, noise: prices.noise });
    return weighSurplus({ points: segment.points - changed, variance, hours }, prices.elsewhere)
      .logLikelihood;
  });
}

/** From summed log-likelihoods: the mean factor, and the range that has 80% of the probability. */
export function factorRange(sums: readonly number[]): {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
} {
  const { value } = highest(sums);
  const weights = sums.map((sum) => Math.exp(sum - value));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = weights.reduce((sum, weight, i) => sum + weight * (logFactors[i] ?? 0), 0) / total;
  const quantile = (share: number): number => {
    let below = 0;
    return weights.findIndex((weight) => (below += weight) >= share * total);
  };
  // Between two factors that were tried, the range ends on the outer side.
  return {
    low: Math.exp(Math.min(mean, (logFactors[quantile(0.1)] ?? 0) - factorStep / 2)),
    middle: Math.exp(mean),
    high: Math.exp(Math.max(mean, (logFactors[quantile(0.9)] ?? 0) + factorStep / 2)),
  };
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
