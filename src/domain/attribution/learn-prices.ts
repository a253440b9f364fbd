import type { HistorySeries } from '../history.ts';
import type { WindowId } from '../quota-window.ts';
import type { TokenUse } from '../token-use.ts';
import { fitPrices, type FittedPrices } from './fit-prices.ts';
import { findPriceBreak, type PriceBreak } from './price-breaks.ts';
import { priorOf, type Prior } from './price-parameters.ts';
import { windowMovements } from './refine-movements.ts';
import { segmentsOf, type Segment } from './segments.ts';
import { emptyColumns, tokenTimeline } from './token-columns.ts';

/** What was learned of one window of an account. */
export type WindowPrices = FittedPrices & {
  readonly windowId: WindowId;
  readonly changes: readonly PriceBreak[];
  /** The account's tokens by model and kind, for prices of its usual mixture. */
  readonly mixture: readonly number[];
  /** How many segments it was learned from. */
  readonly segments: number;
};

/** Work in slices of some tens of milliseconds. */
export type Slices<T> = Generator<undefined, T, undefined>;

const maxChanges = 6;
/** The evidence that a price change needs; false alarms decide. See docs/accuracy.md. */
const minEvidence = 9;
/** The first era has no beginning; a number that JSON can hold. */
const firstEraMs = 0;
/** What the shorter window taught may be a little different in the longer one. */
const handedOnSpread = 0.1;

/** Learns what tokens cost in each window, from its readings and the use in the logs. */
export function learnPrices(
  allSeries: readonly HistorySeries[],
  uses: readonly TokenUse[],
): readonly WindowPrices[] {
  const slices = learnPricesInSlices(allSeries, uses);
  for (;;) {
    const { done, value } = slices.next();
    if (done === true) return value;
  }
}

/**
 * The same in slices, for a program that serves requests between them. A short window's readings
 * are finer beside the same use, so what it teaches about kinds and models is the prior of the
 * longer ones.
 */
export function* learnPricesInSlices(
  allSeries: readonly HistorySeries[],
  uses: readonly TokenUse[],
): Slices<readonly WindowPrices[]> {
  const timeline = tokenTimeline(uses);
  if (timeline.models.length === 0) return [];
  const order = ['session', 'weekly', 'code-weekly', 'monthly'];
  const known = allSeries
    .filter(({ windowId }) => order.includes(windowId))
    .sort((a, b) => order.indexOf(a.windowId) - order.indexOf(b.windowId));
  const mixture = emptyColumns(timeline.models).map((_, column) =>
    timeline.spans.reduce((sum, { tokens }) => sum + (tokens[column] ?? 0), 0),
  );
  const learned: WindowPrices[] = [];
  for (const { windowId } of known) {
    const segments = segmentsOf(windowMovements(allSeries, windowId), timeline);
    yield;
    const fit = yield* fitWithChanges(segments, timeline.models, learned.at(-1));
    learned.push({ windowId, ...fit, mixture });
  }
  return learned;
}

function* fitWithChanges(
  segments: readonly Segment[],
  models: readonly string[],
  teacher: WindowPrices | undefined,
): Slices<Omit<WindowPrices, 'windowId' | 'mixture'>> {
  const usable = segments.filter(({ isActive, isFull }) => isActive && !isFull).length;
  const fit = (changes: readonly PriceBreak[]): FittedPrices => {
    const erasFromMs = [firstEraMs, ...changes.map(({ atMs }) => atMs)];
    const shape = { models, erasFromMs };
    return fitPrices({ segments, shape, prior: priorAfter(priorOf(shape), shape, teacher) });
  };
  let changes: readonly PriceBreak[] = [];
  let prices = fit(changes);
  while (changes.length < maxChanges) {
    yield;
    const found = nextBreak(segments, prices, { changes, hints: teacher?.changes ?? [] });
    if (found === undefined) break;
    yield;
    changes = [...changes, found].sort((a, b) => a.atMs - b.atMs);
    prices = fit(changes);
  }
  return { ...prices, changes, segments: usable };
}

/** The clearest change within any era. */
function nextBreak(
  segments: readonly Segment[],
  prices: FittedPrices,
  { changes, hints }: { changes: readonly PriceBreak[]; hints: readonly PriceBreak[] },
): PriceBreak | undefined {
  const starts = [firstEraMs, ...changes.map(({ atMs }) => atMs)];
  const found = starts.map((fromMs, index) => {
    const untilMs = starts[index + 1] ?? Number.POSITIVE_INFINITY;
    const inEra = segments.filter((one) => one.fromMs >= fromMs && one.fromMs < untilMs);
    return findPriceBreak(inEra, prices, { minEvidence, hints });
  });
  return found.filter((one) => one !== undefined).sort((a, b) => b.evidence - a.evidence)[0];
}

/** The prior of kinds and models after another window has taught them. */
function priorAfter(
  prior: Prior,
  { erasFromMs }: { erasFromMs: readonly number[] },
  teacher: FittedPrices | undefined,
): Prior {
  if (teacher === undefined) return prior;
  const taught = teacher.shape.erasFromMs.length - erasFromMs.length;
  const isScale = (index: number): boolean => index < erasFromMs.length;
  return {
    means: prior.means.map((mean, i) => (isScale(i) ? mean : (teacher.values[i + taught] ?? mean))),
    spreads: prior.spreads.map((spread, i) =>
      isScale(i)
        ? spread
        : Math.hypot(handedOnSpread, Math.sqrt(teacher.covariance[i + taught]?.[i + taught] ?? 0)),
    ),
  };
}
