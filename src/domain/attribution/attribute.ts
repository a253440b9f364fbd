import type { PointRange } from '../breakdown.ts';
import type { HistorySeries } from '../history.ts';
import type { WindowId } from '../quota-window.ts';
import type { TokenUse } from '../token-use.ts';
import { cholesky } from './cholesky.ts';
import { createDraws, drawValues, type Draws } from './draws.ts';
import type { FittedPrices } from './fit-prices.ts';
import { bucketMs, coverageOf, readingStep } from './movements.ts';
import { windowMovements } from './refine-movements.ts';
import { segmentsOf, type Segment } from './segments.ts';
import { noKey, sharesByKey, type KeyShares } from './key-shares.ts';
import { drawnSplit, expectedSplit, type Split } from './split-segments.ts';
import { tokenTimeline } from './token-columns.ts';

/** A time in which more was used than the logs explain. */
export type ElsewhereTime = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly points: number;
};

export type Attribution = {
  /** What the window moved in the covered time: explained and elsewhere together. */
  readonly usedPoints: number;
  readonly explainedPoints: number;
  /** What no log explains: another machine, Kimi chat, another key. */
  readonly elsewhere: PointRange;
  /** Without the shortest, of less than 0.05 points. */
  readonly elsewhereTimes: readonly ElsewhereTime[];
  /** The share of the time for which readings allow attribution, 0 to 1. */
  readonly coverage: number;
  readonly rows: ReadonlyMap<string, PointRange>;
};

export type AttributionTask = {
  /** Of all windows: the readings of a short one refine those of a long one. */
  readonly allSeries: readonly HistorySeries[];
  readonly windowId: WindowId;
  readonly uses: readonly TokenUse[];
  readonly prices: FittedPrices;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** What the rows are about: a project, a session …; undefined for use that is in no row. */
  readonly keyOf: (use: TokenUse) => string | undefined;
};

const drawCount = 80;
/** The fitted covariance ignores that segments may be explained wrongly. */
const priceDoubt = 1.3;
const keyStray = 0.05;
const maxStray = 0.5;
/** By so much simulated truths stray further than draws: what is not modelled. */
const widening = { rows: 1.5, elsewhere: 2 };
const minListedPoints = 0.05;

/** Attributes a window's movements to the token use in their time, and the rest to elsewhere. */
export function attribute(task: AttributionTask): Attribution {
  const { allSeries, windowId, prices, sinceMs, untilMs } = task;
  const movements = windowMovements(allSeries, windowId).filter(
    ({ fromMs, toMs }) => toMs > sinceMs && fromMs < untilMs,
  );
  const timeline = tokenTimeline(task.uses, prices.shape.models);
  const segments = segmentsOf(movements, timeline);
  const shares = sharesByKey(segments, task);
  const expected = summed(segments, shares, { task, split: expectedSplit(segments, prices) });
  const drawn = drawSums(segments, shares, task);
  const rows = [...expected.rows].map(([key, points]) => {
    const others = drawn.map((sums) => sums.rows.get(key) ?? 0);
    return [key, rangeAround(points, others, widening.rows)] as const;
  });
  const elsewherePoints = sum(expected.times.map(({ points }) => points));
  const othersElsewhere = drawn.map(({ times }) => sum(times.map(({ points }) => points)));
  const explainedPoints = sum([...expected.rows.values()]);
  return {
    usedPoints: explainedPoints + elsewherePoints,
    explainedPoints,
    elsewhere: rangeAround(elsewherePoints, othersElsewhere, widening.elsewhere),
    elsewhereTimes: joinedTimes(expected.times.filter(isListed)),
    coverage: coverageOf(movements, { sinceMs, untilMs }),
    rows: new Map(rows.filter(([key]) => key !== noKey)),
  };
}

type Sums = {
  readonly rows: ReadonlyMap<string, number>;
  readonly times: readonly ElsewhereTime[];
};

function drawSums(
  segments: readonly Segment[],
  shares: readonly KeyShares[],
  task: AttributionTask,
): readonly Sums[] {
  const { prices } = task;
  const draws = createDraws(segments.length);
  // One for each key: from a stream of their own, so that the range of elsewhere is the same however
  // many keys there are.
  const strays = createDraws(~segments.length);
  const lower = cholesky(prices.covariance);
  const own = task.allSeries.find(({ windowId }) => windowId === task.windowId);
  const step = readingStep(own?.samples ?? []);
  return Array.from({ length: drawCount }, () => {
    const values = drawValues(prices.values, lower, { draws, factor: priceDoubt });
    const drawn = { ...prices, values };
    const split = drawnSplit(segments, drawn, { draws, step });
    return summed(segments, shares, {
      task: { ...task, prices: drawn },
      split,
      stray: strayOf(strays, prices),
    });
  });
}

/**
 * By which factor a key's calls differ from their prices: throughout, since its calls are of a kind,
 * and from segment to segment, the more the fewer they are.
 */
function strayOf(draws: Draws, { noise }: FittedPrices): (key: string, share: number) => number {
  const throughout = new Map<string, number>();
  return (key, share) => {
    const own = throughout.get(key) ?? keyStray * draws.normal();
    throughout.set(key, own);
    const spread = Math.min(maxStray, noise / Math.sqrt(Math.max(0.01, share)));
    return Math.exp(own + spread * draws.normal());
  };
}

/** The points of each key and of elsewhere within the asked time. */
function summed(
  segments: readonly Segment[],
  shares: readonly KeyShares[],
  {
    task,
    split,
    stray,
  }: { task: AttributionTask; split: Split; stray?: (key: string, share: number) => number },
): Sums {
  const rows = new Map<string, number>();
  const times: ElsewhereTime[] = [];
  for (const [index, segment] of segments.entries()) {
    const { explained = 0, elsewhere = 0 } = split[index] ?? {};
    const costs = shares[index]?.costsAt(task.prices, stray) ?? [];
    const total = sum(costs.map(({ cost }) => cost));
    for (const { key, cost, inside } of costs) {
      const points = total > 0 ? (explained * cost * inside) / total : 0;
      rows.set(key, (rows.get(key) ?? 0) + points);
    }
    if (elsewhere > 0) times.push(...elsewhereTimes(segment, elsewhere, task));
  }
  return { rows, times };
}

/** Without token use, readings show when it was; beside it, it is spread over the segment. */
function elsewhereTimes(
  { movements, isActive, ...segment }: Segment,
  points: number,
  { sinceMs, untilMs }: AttributionTask,
): readonly ElsewhereTime[] {
  const parts = isActive ? [segment] : movements.filter((one) => one.points > 0);
  const moved = sum(parts.map((part) => Math.max(0, part.points)));
  return parts.flatMap(({ fromMs, toMs, points: own }) => {
    const from = Math.max(fromMs, sinceMs);
    const to = Math.min(toMs, untilMs);
    if (to <= from || moved <= 0) return [];
    const inside = (to - from) / (toMs - fromMs);
    return [{ fromMs: from, toMs: to, points: (points * inside * Math.max(0, own)) / moved }];
  });
}

/** Leaves out what would only blur when it happened. */
function isListed({ points }: ElsewhereTime): boolean {
  return points >= minListedPoints;
}

/** Joins times without a pause between them. */
function joinedTimes(times: readonly ElsewhereTime[]): readonly ElsewhereTime[] {
  const joined: ElsewhereTime[] = [];
  for (const time of times) {
    const last = joined.at(-1);
    if (last === undefined || time.fromMs - last.toMs > bucketMs) joined.push(time);
    else joined.splice(-1, 1, { ...last, toMs: time.toMs, points: last.points + time.points });
  }
  return joined;
}

/** The middle 80% of drawn values, widened around the expected one. */
function rangeAround(points: number, drawn: readonly number[], factor: number): PointRange {
  const sorted = drawn.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? points;
  return {
    points,
    low: Math.max(0, points - factor * Math.max(0, points - at(0.1))),
    high: points + factor * Math.max(0, at(0.9) - points),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
