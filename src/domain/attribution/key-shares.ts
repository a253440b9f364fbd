import type { TokenUse } from '../token-use.ts';
import { eraOf, type PriceModel } from './view-segment.ts';
import { bucketMs } from './movements.ts';
import { columnPrices, costOf } from './price-parameters.ts';
import { overlapShare, type Segment } from './segments.ts';
import { addTokens, emptyColumns } from './token-columns.ts';

/** What each key cost in a segment; `inside` is the share of it in the asked time, 0 to 1. */
export type KeyCost = { readonly key: string; readonly cost: number; readonly inside: number };

export type KeyShares = {
  /** With `stray`, costs differ from the prices by as much as calls of one price do. */
  costsAt(prices: PriceModel, stray?: (key: string, share: number) => number): readonly KeyCost[];
};

type Asked = {
  readonly uses: readonly TokenUse[];
  readonly prices: PriceModel;
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly keyOf: (use: TokenUse) => string | undefined;
};

/** Of use that is in no row. */
export const noKey = '';

type KeyTokens = { readonly all: number[]; readonly inside: number[] };

/** The tokens of each key in each segment. */
export function sharesByKey(segments: readonly Segment[], asked: Asked): readonly KeyShares[] {
  const { models } = asked.prices.shape;
  const tables = segments.map(() => new Map<string, KeyTokens>());
  for (const use of asked.uses) {
    if (use.provider !== 'kimi') continue;
    for (const index of segmentsAt(segments, use.at)) {
      const segment = segments[index];
      const table = tables[index];
      if (segment === undefined || table === undefined) continue;
      const key = asked.keyOf(use) ?? noKey;
      let sums = table.get(key);
      if (sums === undefined)
        table.set(key, (sums = { all: emptyColumns(models), inside: emptyColumns(models) }));
      const fromMs = Math.max(segment.fromMs, asked.sinceMs);
      const toMs = Math.min(segment.toMs, asked.untilMs);
      addTokens(sums.all, { models, use, share: overlapShare(use.at, segment) });
      addTokens(sums.inside, { models, use, share: overlapShare(use.at, { fromMs, toMs }) });
    }
  }
  return segments.map((segment, index) => sharesOf(segment, tables[index] ?? new Map()));
}

function sharesOf(segment: Segment, table: ReadonlyMap<string, KeyTokens>): KeyShares {
  const keys = [...table];
  return {
    costsAt({ shape, values }, stray) {
      const era = eraOf(shape, segment);
      const prices = columnPrices(shape, values, era);
      const costs = keys.map(([, { all }]) => costOf(all, prices));
      const total = costs.reduce((sum, cost) => sum + cost, 0);
      return keys.map(([key, { inside }], index) => {
        const cost = costs[index] ?? 0;
        if (cost <= 0) return { key, cost: 0, inside: 0 };
        const factor = stray?.(key, cost / total) ?? 1;
        return { key, cost: cost * factor, inside: costOf(inside, prices) / cost };
      });
    },
  };
}

/** The segments that a span of the ledger touches: one, or two at a boundary. */
function segmentsAt(segments: readonly Segment[], atMs: number): readonly number[] {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.toMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let index = low; index < segments.length; index += 1) {
    if ((segments[index]?.fromMs ?? 0) >= atMs + bucketMs) break;
    found.push(index);
  }
  return found;
}
