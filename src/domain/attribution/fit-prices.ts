import { cholesky, inverseCholesky, solveCholesky, type Matrix } from './cholesky.ts';
import { countedHours, weighSurplus } from './elsewhere-mixture.ts';
import { firstScales } from './first-scales.ts';
import { FitSums } from './fit-sums.ts';
import {
  columnPrices,
  costGradient,
  costOf,
  priorOf,
  type PriceShape,
  type Prior,
} from './price-parameters.ts';
import type { Segment } from './segments.ts';
import { eraOf, hoursOf, varianceOf, viewSegment, type PriceModel } from './view-segment.ts';

/** Prices that explain how a window moved. */
export type FittedPrices = PriceModel & {
  readonly covariance: Matrix;
  /** For each era, the share of token use beside which nothing was used elsewhere. */
  readonly explainedShares: readonly number[];
};

export type FitTask = {
  readonly segments: readonly Segment[];
  readonly shape: PriceShape;
  readonly prior?: Prior | undefined;
};

const firstGuess = { elsewhere: { perHour: 0.05, meanPoints: 3 }, noise: 0.08 };
const maxRounds = 30;
/** Less than this in any parameter, and the fit has settled. */
const settledAt = 0.003;
/** No parameter moves further in one step. */
const maxMove = 0.7;

/** Fits prices by steps of expectation and maximisation, from the scale that explains most. */
export function fitPrices(task: FitTask): FittedPrices {
  const prior = task.prior ?? priorOf(task.shape);
  const guess = { ...firstGuess, shape: task.shape };
  let model: PriceModel = { ...guess, values: firstScales(task.segments, prior, guess) };
  let lower: Matrix = [];
  for (let round = 0; round < maxRounds; round += 1) {
    const improved = improve(task.segments, prior, model);
    const moves = improved.model.values.map((value, i) => Math.abs(value - (model.values[i] ?? 0)));
    ({ model, lower } = improved);
    if (Math.max(...moves) < settledAt && round > 4) break;
  }
  const shares = explainedShares(task.segments, model);
  return { ...model, covariance: inverseCholesky(lower), explainedShares: shares };
}

function explainedShares(segments: readonly Segment[], model: PriceModel): readonly number[] {
  const { shape } = model;
  return shape.erasFromMs.map((_, era) => {
    let [costs, explained] = [0, 0];
    for (const segment of segments) {
      if (!segment.isActive || eraOf(shape, segment) !== era) continue;
      const view = viewSegment(segment, model);
      costs += view.cost;
      explained += view.cost * view.explained;
    }
    return costs > 0 ? explained / costs : 0;
  });
}

/** One step of expectation and maximisation: the prices by Gauss and Newton, the rest by means. */
function improve(
  segments: readonly Segment[],
  prior: Prior,
  model: PriceModel,
): { readonly model: PriceModel; readonly lower: Matrix } {
  const { shape, values } = model;
  const sums = new FitSums(prior, values);
  const pricesOfEra = shape.erasFromMs.map((_, era) => columnPrices(shape, values, era));
  for (const segment of segments) {
    if (segment.isFull) continue;
    const { tokens, step } = segment;
    const era = eraOf(shape, segment);
    const prices = pricesOfEra[era] ?? [];
    const cost = costOf(tokens, prices);
    const variance = varianceOf(cost, { step, noise: model.noise });
    const points = segment.points - cost;
    const hours = countedHours(hoursOf(segment));
    const view = weighSurplus({ points, variance, hours }, model.elsewhere);
    sums.addElsewhere(view, hours);
    if (cost <= 0) continue;
    sums.addStray(view.explained, { points, cost, rounding: varianceOf(0, { step, noise: 0 }) });
    const weight = view.explained / variance;
    sums.addPrices(costGradient(shape, { tokens, era, prices }), { slope: view.slope, weight });
  }
  const lower = cholesky(sums.curvature);
  return {
    lower,
    model: { shape, ...sums.rest(), values: moved(values, sums.gradient, lower) },
  };
}

/** A Gauss-Newton step, shortened if it is too bold. */
function moved(
  values: readonly number[],
  gradient: readonly number[],
  lower: Matrix,
): readonly number[] {
  const move = solveCholesky(lower, gradient);
  const longest = Math.max(...move.map(Math.abs));
  const damping = longest > maxMove ? maxMove / longest : 1;
  return values.map((value, i) => value + damping * (move[i] ?? 0));
}
