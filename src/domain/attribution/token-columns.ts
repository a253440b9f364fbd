import type { TokenUse } from '../token-use.ts';
import { bucketMs } from './movements.ts';
import { tokenKinds, totalTokens } from './token-kinds.ts';

/** Token counts by model and kind: four numbers for each model, the kinds of a model together. */
export type TokenColumns = readonly number[];

/** The tokens of every span of the ledger in which any were used, in order of time. */
export type TokenTimeline = {
  readonly models: readonly string[];
  readonly spans: readonly { readonly atMs: number; readonly tokens: TokenColumns }[];
};

/** More models than these share the last one's price. */
const maxModels = 8;
const kinds = tokenKinds.length;

/**
 * Sums token use by time and model. Use that another provider paid for is left out. `models` are
 * those that use the most unless given.
 */
export function tokenTimeline(
  uses: readonly TokenUse[],
  models: readonly string[] = mostUsedModels(uses),
): TokenTimeline {
  const spans = new Map<number, number[]>();
  for (const use of uses) {
    if (use.provider !== 'kimi') continue;
    const atMs = Math.floor(use.at / bucketMs) * bucketMs;
    let sums = spans.get(atMs);
    if (sums === undefined) spans.set(atMs, (sums = emptyColumns(models)));
    addTokens(sums, { models, use, share: 1 });
  }
  return {
    models,
    spans: [...spans].map(([atMs, tokens]) => ({ atMs, tokens })).sort((a, b) => a.atMs - b.atMs),
  };
}

export function emptyColumns(models: readonly string[]): number[] {
  return Array.from({ length: models.length * kinds }, () => 0);
}

/** Adds a share of a use's tokens. The last model stands for those that are not in the list. */
export function addTokens(
  columns: number[],
  { models, use, share }: { models: readonly string[]; use: TokenUse; share: number },
): void {
  const index = models.indexOf(use.model);
  const first = (index >= 0 ? index : Math.max(0, models.length - 1)) * kinds;
  for (const [offset, kind] of tokenKinds.entries())
    columns[first + offset] = (columns[first + offset] ?? 0) + use.tokens[kind] * share;
}

function mostUsedModels(uses: readonly TokenUse[]): readonly string[] {
  const totals = new Map<string, number>();
  for (const { model, tokens, provider } of uses)
    if (provider === 'kimi') totals.set(model, (totals.get(model) ?? 0) + totalTokens(tokens));
  return [...totals]
    .sort((a, b) => b[1] - a[1])
    .slice(0, maxModels)
    .map(([model]) => model);
}
