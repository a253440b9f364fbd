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
  /** For each era, the share of token use beside which nothing was used elsewhere. */
  readonly explainedShares: readonly number[];
};

type State = Pick<FittedPrices, 'values' | 'elsewhere' | 'noise'>;

export type FitTask = {
  readonly segments: readonly Segment[];
  readonly shape: PriceShape;
  readonly prior?: Prior | undefined;
};

const firstGuess = { elsewhere: { perHour: 0.05, meanPoints: 3 }, noise: 0.08 };
const startFactors = [-1.2, -0.9, -0.6, -0.4, -0.2, 0, 0.2, 0.4];
const maxRounds = 30;
/** Less than this in any parameter, and the fit has settled. */
const settledAt = 0.003;
const minNoise = 0.03;
const maxNoise = 0.4;

/** Fits prices by steps of expectation and maximisation, from the scale that explains most. */
export function fitPrices(task: FitTask): FittedPrices {
  const prior = task.prior ?? priorOf(task.shape);
  const start = { ...firstGuess, values: startAt(task, prior) };
  let state: State = { ...start, values: likeliestScales(task, start) };
  let lower: Matrix = [];
  for (let round = 0; round < maxRounds; round += 1) {
    const moved = improve(task, prior, state);
    const steps = moved.state.values.map((value, i) => Math.abs(value - (state.values[i] ?? 0)));
    ({ state, lower } = moved);
    if (Math.max(...steps) < settledAt && round > 4) break;
  }
  const fitted = { ...state, shape: task.shape, covariance: inverseCholesky(lower) };
  return { ...fitted, explainedShares: explainedShares(task, fitted) };
}

function explainedShares(
  { segments, shape }: FitTask,
  prices: Omit<FittedPrices, 'explainedShares'>,
): readonly number[] {
  return shape.erasFromMs.map((_, era) => {
    let [costs, explained] = [0, 0];
    for (const segment of segments) {
      if (!segment.isActive || eraOf(shape, segment) !== era) continue;
      const view = viewSegment(segment, prices);
      costs += view.cost;
      explained += view.cost * view.explained;
    }
    return costs > 0 ? explained / costs : 0;
  });
}

/** What the prices make of a segment. */
export function viewSegment(
  segment: Segment,
  prices: Pick<FittedPrices, 'shape' | 'values' | 'elsewhere' | 'noise'>,
): SurplusView & { readonly cost: number; readonly variance: number } {
  const era = eraOf(prices.shape, segment);
  const cost = costOf(segment.tokens, columnPrices(prices.shape, prices.values, era));
  const variance = varianceOf(cost, { step: segment.step, noise: prices.noise });
  const surplus = { points: segment.points - cost, variance, hours: hoursOf(segment) };
  return { ...weighSurplus(surplus, prices.elsewhere), cost, variance };
}

/** Both ends of a segment are rounded, hence a triangular error with variance step²/6. */
export function varianceOf(cost: number, { step, noise }: { step: number; noise: number }): number {
  return step ** 2 / 6 + 0.0025 + (noise * cost) ** 2;
}

/** The era in which the middle of a segment is. */
export function eraOf(shape: PriceShape, { fromMs, toMs }: Segment): number {
  return eraAt(shape, (fromMs + toMs) / 2);
}

export function hoursOf({ fromMs, toMs }: Segment): number {
  return (toMs - fromMs) / 3_600_000;
}

/** The prior, with a scale for each era at which half of its use cost less than it moved. */
function startAt({ segments, shape }: FitTask, { means }: Prior): readonly number[] {
  let values = means;
  for (const era of shape.erasFromMs.keys()) {
    const prices = columnPrices(shape, values, era);
    const ratios = segments
      .filter((segment) => eraOf(shape, segment) === era)
      .map(({ tokens, points }) => ({ cost: costOf(tokens, prices), points }))
      .filter(({ cost, points }) => cost > 0 && points > 0)
      .sort((a, b) => a.points / a.cost - b.points / b.cost);
    const total = ratios.reduce((sum, { cost }) => sum + cost, 0);
    let below = 0;
    const middle = ratios.find(({ cost }) => (below += cost) >= total / 2);
    if (middle !== undefined)
      values = withScale(values, era, Math.log(middle.points / middle.cost));
  }
  return values;
}

/** Half of the use may lie beside use elsewhere: then a lower scale explains more. */
function likeliestScales({ segments, shape }: FitTask, state: State): readonly number[] {
  let { values } = state;
  for (const era of shape.erasFromMs.keys()) {
    const own = segments.filter((segment) => segment.isActive && eraOf(shape, segment) === era);
    const found = startFactors.map((factor) => {
      const prices = { ...state, values: withScale(values, era, factor), shape };
      const likelihood = own.reduce((sum, one) => sum + viewSegment(one, prices).logLikelihood, 0);
      return { factor, likelihood };
    });
    const { factor } = found.reduce((best, one) => (one.likelihood > best.likelihood ? one : best));
    values = withScale(values, era, factor);
  }
  return values;
}

/** Moves the scale of an era and of those after it, which are not placed yet. */
function withScale(values: readonly number[], era: number, added: number): readonly number[] {
  return values.with(era, (values[era] ?? 0) + added);
}

/** One step of expectation and maximisation: the prices by Gauss and Newton, the rest by means. */
function improve(
  { segments, shape }: FitTask,
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
    const era = eraOf(shape, segment);
    const prices = pricesOfEra[era] ?? [];
    const cost = costOf(segment.tokens, prices);
    const { step } = segment;
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
        meanPoints: Math.max(0.2, sums.elsewherePoints / sums.elsewhere),
      },
      noise: Math.min(
        maxNoise,
        Math.max(minNoise, Math.sqrt(Math.max(0, sums.squares / sums.costs))),
      ),
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
