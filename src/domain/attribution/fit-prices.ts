import { cholesky, inverseCholesky, solveCholesky, type Matrix } from './cholesky.ts';
import { weighSurplus, type Elsewhere, type SurplusView } from './elsewhere-mixture.ts';
import {
  columnPrices,
  costGradient,
  costOf,
  eraAt,
  priorOf,
  type PriceShape,
  type Prior,
} from './price-parameters.ts';
import type { Segment } from './segments.ts';

/** Prices that explain how a window moved. */
export type FittedPrices = {
  readonly shape: PriceShape;
  readonly values: readonly number[];
  readonly covariance: Matrix;
  readonly elsewhere: Elsewhere;
  /** How far a segment's cost strays from its prices, as a share of it. */
  readonly noise: number;
  /** The readings' steps, in percent. */
  readonly step: number;
  readonly logLikelihood: number;
};

export type FitTask = {
  readonly segments: readonly Segment[];
  readonly shape: PriceShape;
  readonly step: number;
  readonly prior?: Prior | undefined;
};

const rounds = 40;
/** Less than this in any parameter, and the fit has settled. */
const settledAt = 0.002;
const minNoise = 0.03;
const maxNoise = 0.4;

/** Fits prices from several starting points and keeps the best. */
export function fitPrices(task: FitTask): FittedPrices {
  const prior = task.prior ?? priorOf(task.shape);
  const fits = [0.3, 0.6].map((quantile) => fitFrom(task, prior, startAt(task, prior, quantile)));
  return fits.reduce((best, fit) => (fit.logLikelihood > best.logLikelihood ? fit : best));
}

/** What the prices make of a segment. */
export function viewSegment(
  segment: Segment,
  prices: Pick<FittedPrices, 'shape' | 'values' | 'elsewhere' | 'noise' | 'step'>,
): SurplusView & { readonly cost: number; readonly variance: number } {
  const era = eraAt(prices.shape, (segment.fromMs + segment.toMs) / 2);
  const cost = costOf(segment.tokens, columnPrices(prices.shape, prices.values, era));
  const variance = varianceOf(cost, prices);
  const surplus = { points: segment.points - cost, variance, hours: hoursOf(segment) };
  return { ...weighSurplus(surplus, prices.elsewhere), cost, variance };
}

/** Both ends of a segment are rounded, hence a triangular error with variance step²/6. */
export function varianceOf(
  cost: number,
  { step, noise }: Pick<FittedPrices, 'step' | 'noise'>,
): number {
  return step ** 2 / 6 + 0.0025 + (noise * cost) ** 2;
}

export function hoursOf({ fromMs, toMs }: Segment): number {
  return (toMs - fromMs) / 3_600_000;
}

/** The prior with scales at which a share `quantile` of the use cost less than it moved. */
function startAt(
  { segments, shape }: FitTask,
  { means }: Prior,
  quantile: number,
): readonly number[] {
  return means.map((mean, index) => {
    if (index >= shape.erasFromMs.length) return mean;
    const prices = columnPrices(shape, means, index);
    const ratios = segments
      .filter((segment) => eraAt(shape, (segment.fromMs + segment.toMs) / 2) === index)
      .map(({ tokens, points }) => ({ cost: costOf(tokens, prices), points }))
      .filter(({ cost, points }) => cost > 0 && points > 0)
      .sort((a, b) => a.points / a.cost - b.points / b.cost);
    const total = ratios.reduce((sum, { cost }) => sum + cost, 0);
    let below = 0;
    const middle = ratios.find(({ cost }) => (below += cost) >= quantile * total);
    return middle === undefined ? mean : mean + Math.log(middle.points / middle.cost);
  });
}

type State = Pick<FittedPrices, 'values' | 'elsewhere' | 'noise'>;

function fitFrom(task: FitTask, prior: Prior, start: readonly number[]): FittedPrices {
  const { shape, step } = task;
  let state: State = {
    values: start,
    elsewhere: { perHour: 0.05, meanPoints: 3 },
    noise: 0.08,
  };
  let lower: Matrix = [];
  for (let round = 0; round < rounds; round += 1) {
    const moved = improve(task, prior, state);
    const change = Math.max(
      ...moved.state.values.map((value, index) => Math.abs(value - (state.values[index] ?? 0))),
    );
    ({ state, lower } = moved);
    if (change < settledAt && round > 6) break;
  }
  const fitted = { ...state, shape, step };
  const surprises = state.values.map((value, index) => surprise(prior, index, value));
  const logLikelihood =
    task.segments.reduce((sum, one) => sum + viewSegment(one, fitted).logLikelihood, 0) -
    surprises.reduce((sum, one) => sum + one, 0);
  return { ...fitted, covariance: inverseCholesky(lower), logLikelihood };
}

function surprise({ means, spreads }: Prior, index: number, value: number): number {
  return ((value - (means[index] ?? 0)) / (spreads[index] ?? 1)) ** 2 / 2;
}

/** One step of expectation and maximisation: the prices by Gauss and Newton, the rest by means. */
function improve(
  { segments, shape, step }: FitTask,
  prior: Prior,
  state: State,
): { readonly state: State; readonly lower: Matrix } {
  const size = state.values.length;
  const gradient = state.values.map(
    (value, i) => ((prior.means[i] ?? 0) - value) / (prior.spreads[i] ?? 1) ** 2,
  );
  const curvature = gradient.map((_, i) =>
    Array.from({ length: size }, (__, k) => (i === k ? (prior.spreads[i] ?? 1) ** -2 : 0)),
  );
  const pricesOfEra = shape.erasFromMs.map((_, era) => columnPrices(shape, state.values, era));
  const sums = { elsewhere: 1, elsewherePoints: 3, hours: 30, squares: 0.0256, costs: 4 };
  for (const segment of segments) {
    if (segment.isFull) continue;
    const era = eraAt(shape, (segment.fromMs + segment.toMs) / 2);
    const prices = pricesOfEra[era] ?? [];
    const cost = costOf(segment.tokens, prices);
    const variance = varianceOf(cost, { step, noise: state.noise });
    const points = segment.points - cost;
    const hours = hoursOf(segment);
    const view = weighSurplus({ points, variance, hours }, state.elsewhere);
    sums.elsewhere += view.elsewhere;
    sums.elsewherePoints += view.elsewhere * view.elsewherePoints;
    sums.hours += Math.min(2, Math.max(0.15, hours));
    if (cost <= 0) continue;
    sums.squares += view.explained * (points ** 2 - varianceOf(0, { step, noise: 0 }));
    sums.costs += view.explained * cost ** 2;
    add({ gradient, curvature }, costGradient(shape, { tokens: segment.tokens, era, prices }), {
      slope: view.slope,
      weight: view.explained / variance,
    });
  }
  const lower = cholesky(curvature);
  const move = solveCholesky(lower, gradient);
  const longest = Math.max(...move.map(Math.abs));
  const damping = longest > 0.7 ? 0.7 / longest : 1;
  return {
    lower,
    state: {
      values: state.values.map((value, i) => value + damping * (move[i] ?? 0)),
      elsewhere: {
        perHour: sums.elsewhere / sums.hours,
        meanPoints: Math.max(step, sums.elsewherePoints / sums.elsewhere),
      },
      noise: Math.min(maxNoise, Math.max(minNoise, Math.sqrt(Math.max(0, sums.squares / sums.costs)))),
    },
  };
}

function add(
  sums: { readonly gradient: number[]; readonly curvature: number[][] },
  costs: readonly number[],
  { slope, weight }: { slope: number; weight: number },
): void {
  for (const [i, cost] of costs.entries()) {
    if (cost === 0) continue;
    sums.gradient[i] = (sums.gradient[i] ?? 0) + slope * cost;
    const row = sums.curvature[i] ?? [];
    for (const [k, other] of costs.entries()) row[k] = (row[k] ?? 0) + weight * cost * other;
  }
}
