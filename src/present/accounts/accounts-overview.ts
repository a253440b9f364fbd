import { tightestRow } from '../tightest-row.ts';
import type { UsageView } from '../usage-view.ts';

/** Several accounts at a glance. */
export type AccountsOverview = {
  /** Those in trouble first. */
  readonly views: readonly UsageView[];
  /** The one with the most left of its tightest window; absent if none can go on. */
  readonly mostRoom?: UsageView | undefined;
  /** The first of those that are used up, or will be, to be back; by Kimi's clock. */
  readonly nextBack?: { readonly view: UsageView; readonly atMs: number } | undefined;
};

export function accountsOverview(views: readonly UsageView[]): AccountsOverview {
  const sorted = views.toSorted((a, b) => rankOf(a) - rankOf(b) || urgencyOf(a) - urgencyOf(b));
  const open = sorted.filter(canGoOn);
  return {
    views: sorted,
    mostRoom: open.toSorted((a, b) => stateRank(a) - stateRank(b) || leftOf(b) - leftOf(a))[0],
    nextBack: firstBack(sorted, 'out') ?? firstBack(sorted, 'short'),
  };
}

/** Is the last request good, and nothing used up? */
function canGoOn({ fetched, verdict }: UsageView): boolean {
  return fetched !== undefined && !fetched.stale && verdict.state !== 'out';
}

/** Used up, failing, running short, unknown, lasting. */
function rankOf(view: UsageView): number {
  if (view.verdict.state === 'out') return 0;
  if (view.fetched === undefined || view.fetched.stale) return 1;
  return 2 + (2 - stateRank(view));
}

function stateRank({ verdict }: UsageView): number {
  return verdict.state === 'lasts' ? 0 : verdict.state === 'short' ? 2 : 1;
}

/** Within a rank: the longest wait, the first to run out, the least left. */
function urgencyOf(view: UsageView): number {
  const { state, until = Infinity, backAt = 0 } = view.verdict;
  if (state === 'out') return -backAt;
  return state === 'short' ? until : leftOf(view);
}

function leftOf({ rows }: UsageView): number {
  return tightestRow(rows)?.leftPercent ?? 0;
}

function firstBack(
  views: readonly UsageView[],
  state: 'out' | 'short',
): AccountsOverview['nextBack'] {
  const backs = views.flatMap((view) => {
    const { backAt } = view.verdict;
    return view.verdict.state === state && backAt !== undefined ? [{ view, atMs: backAt }] : [];
  });
  return backs.toSorted((a, b) => a.atMs - b.atMs)[0];
}
