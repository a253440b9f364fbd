import type { PointPrice } from '../breakdown.ts';
import type { HistorySeries } from '../history.ts';
import type { TokenUse } from '../token-use.ts';
import type { WindowPrices } from './learn-prices.ts';
import { factorRange, likelihoods } from './price-breaks.ts';
import { columnPrices, costOf, eraAt } from './price-parameters.ts';
import { windowMovements } from './refine-movements.ts';
import { segmentsOf, type Segment } from './segments.ts';
import { tokenTimeline } from './token-columns.ts';
import { tokenKinds } from './token-kinds.ts';
import { eraOf } from './view-segment.ts';

const weekMs = 7 * 86_400_000;
/** A week that moved less says too little about prices. */
const minPoints = 2;
/** A segment tells the price of a model that has at least this share of its cost. */
const modelShare = 0.8;

export type PointPriceTask = {
  readonly allSeries: readonly HistorySeries[];
  readonly uses: readonly TokenUse[];
  readonly prices: WindowPrices;
  /** Weeks are counted back from `untilMs`; a price change begins another row. */
  readonly sinceMs: number;
  readonly untilMs: number;
};

/**
 * How many tokens one point of a window took, week by week: of the account's usual mixture of kinds
 * and models, so that weeks can be compared, and for each of several models. Without a model first.
 */
export function pointPrices(task: PointPriceTask): readonly PointPrice[] {
  const { prices } = task;
  const { models } = prices.shape;
  const timeline = tokenTimeline(task.uses, models);
  const movements = windowMovements(task.allSeries, prices.windowId);
  const segments = segmentsOf(movements, timeline).filter((one) => one.isActive && !one.isFull);
  // Each segment tells about all models together, and perhaps about one of them.
  const known = new Map<Segment, readonly number[]>();
  const tell = (segment: Segment): readonly number[] => {
    const row = known.get(segment) ?? likelihoods(segment, prices);
    known.set(segment, row);
    return row;
  };
  const all = [undefined, ...(models.length > 1 ? models.keys() : [])];
  return all.flatMap((model) =>
    spansOf(task).flatMap((span) => {
      const own = segments.filter(({ fromMs }) => fromMs >= span.fromMs && fromMs < span.toMs);
      const price = priceOf(own, { prices, model, tell });
      const name = model === undefined ? undefined : models[model];
      return price === undefined
        ? []
        : [{ ...span, windowId: prices.windowId, model: name, ...price }];
    }),
  );
}

type Span = { readonly fromMs: number; readonly toMs: number };

function spansOf({ prices, sinceMs, untilMs }: PointPriceTask): readonly Span[] {
  const weeks = Math.max(1, Math.ceil((untilMs - sinceMs) / weekMs - 1e-9));
  const changes = prices.changes.map(({ atMs }) => atMs);
  const starts = Array.from({ length: weeks }, (_, index) => untilMs - (index + 1) * weekMs);
  const firstMs = Math.min(...starts);
  const cuts = [...starts, ...changes.filter((atMs) => atMs > firstMs && atMs < untilMs), untilMs];
  const sorted = cuts.toSorted((a, b) => a - b);
  return sorted.slice(1).map((toMs, index) => ({ fromMs: sorted[index] ?? toMs, toMs }));
}

/** The price in these segments: the fitted one, corrected by what they themselves say. */
function priceOf(
  segments: readonly Segment[],
  {
    prices,
    model,
    tell,
  }: {
    prices: WindowPrices;
    model: number | undefined;
    tell: (segment: Segment) => readonly number[];
  },
): Pick<PointPrice, 'tokensPerPoint' | 'low' | 'high'> | undefined {
  const telling = segments.filter((segment) => isMostly(segment, prices, model));
  const points = telling.reduce((sum, segment) => sum + segment.points, 0);
  const [first] = telling;
  if (first === undefined || points < minPoints) return undefined;
  const rows = telling.map(tell);
  const sums = (rows[0] ?? []).map((_, index) =>
    rows.reduce((sum, row) => sum + (row[index] ?? 0), 0),
  );
  const { low, middle, high } = factorRange(sums);
  const fitted = tokensPerPoint(prices, first.fromMs, model);
  return { tokensPerPoint: fitted / middle, low: fitted / high, high: fitted / low };
}

/** Calls without counted tokens say nothing about a price. */
function isMostly(segment: Segment, { shape, values }: WindowPrices, model: number | undefined) {
  const prices = columnPrices(shape, values, eraOf(shape, segment));
  const own = segment.tokens.map((count, column) => (isOf(column, model) ? count : 0));
  const cost = costOf(own, prices);
  return cost > 0 && cost >= modelShare * costOf(segment.tokens, prices);
}

/** Tokens of the usual mixture, or of one model's share of it, for one point at a moment. */
export function tokensPerPoint(
  { shape, values, mixture }: WindowPrices,
  atMs: number,
  model?: number,
): number {
  const own = mixture.map((count, column) => (isOf(column, model) ? count : 0));
  const total = own.reduce((sum, count) => sum + count, 0);
  return total / costOf(own, columnPrices(shape, values, eraAt(shape, atMs)));
}

function isOf(column: number, model: number | undefined): boolean {
  return model === undefined || Math.floor(column / tokenKinds.length) === model;
}
