import type { WindowId } from '../quota-window.ts';
import type { WindowPrices } from './learn-prices.ts';
import { tokensPerPoint } from './point-prices.ts';
import type { PriceBreak } from './price-breaks.ts';
import { eraAt } from './price-parameters.ts';

/** A price change that is beyond doubt. */
export type PriceChange = {
  /** The longest window that shows it. */
  readonly windowId: WindowId;
  readonly atMs: number;
  /** Tokens of the usual mixture for one point of the window, before and after. */
  readonly tokensPerPointBefore: number;
  readonly tokensPerPoint: number;
};

/** What one window must bring up for a change to be news; a false alarm costs trust. */
const minEvidence = 10.5;
/** Smaller changes are no news, and larger ones are more probably a fault of the logs. */
const minFactor = 1.3;
const maxFactor = 4;
/** If most of the use lies beside use elsewhere, its price is not known well enough. */
const minExplained = 0.5;
/** The windows date one change this differently, since each sees it only while it moves. */
const sameChangeMs = 2 * 86_400_000;

/** The changes that an account's windows agree on, in order of time. */
export function settledChanges(learned: readonly WindowPrices[]): readonly PriceChange[] {
  const found: PriceChange[] = [];
  const used = new Set<PriceBreak>();
  // The longest window counts most for the user, so its changes gather those of the others.
  for (const prices of learned.toReversed()) {
    for (const change of prices.changes) {
      if (used.has(change)) continue;
      const alike = learned.flatMap(({ changes }) => changes.filter((one) => isAlike(one, change)));
      for (const one of alike) used.add(one);
      const evidence = Math.max(...alike.map((one) => one.evidence));
      const tokensPerPointBefore = tokensPerPoint(prices, change.atMs - 1);
      const after = tokensPerPoint(prices, change.atMs);
      if (evidence < minEvidence || !isNews(tokensPerPointBefore / after)) continue;
      if (!isExplained(prices, change)) continue;
      const atMs = Math.min(...alike.map((one) => one.atMs));
      const { windowId } = prices;
      found.push({ windowId, atMs, tokensPerPointBefore, tokensPerPoint: after });
    }
  }
  return found.sort((a, b) => a.atMs - b.atMs);
}

function isNews(factor: number): boolean {
  const size = Math.max(factor, 1 / factor);
  return size >= minFactor && size <= maxFactor;
}

function isExplained({ shape, explainedShares }: WindowPrices, { atMs }: PriceBreak): boolean {
  const era = eraAt(shape, atMs);
  return explainedShares
    .slice(Math.max(0, era - 1), era + 1)
    .every((share) => share >= minExplained);
}

function isAlike(one: PriceBreak, other: PriceBreak): boolean {
  const isSameDirection = one.factor > 1 === other.factor > 1;
  return isSameDirection && Math.abs(one.atMs - other.atMs) < sameChangeMs;
}
