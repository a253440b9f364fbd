import { isOutNow, type JudgedWindow, type OutlookFacts } from './outlook.ts';
import type { WindowId } from './quota-window.ts';

/**
 * One answer from all windows: can the user go on, until when, and when is the quota back? Times
 * are epoch milliseconds by Kimi's clock.
 */
export type Verdict = {
  readonly state: 'lasts' | 'short' | 'out' | 'unknown';
  /** The window that decides: the first to run out, or the exhausted one that resets last. */
  readonly window?: WindowId | undefined;
  /** Of `short`: when that window is expected to run out. */
  readonly until?: number | undefined;
  /** Of `short` and `out`: when that window resets. */
  readonly backAt?: number | undefined;
};

/** The verdict on the windows of one account; `unknown` if nothing can be said. */
export function verdictOf(
  judged: readonly JudgedWindow[],
  { nowMs, stale }: Pick<OutlookFacts, 'nowMs' | 'stale'>,
): Verdict {
  const out = judged.filter(({ window }) => isOutNow(window, nowMs));
  const last = out.toSorted((a, b) => orLast(b.window.resetsAtMs) - orLast(a.window.resetsAtMs))[0];
  if (last !== undefined)
    return { state: 'out', window: last.window.id, backAt: last.window.resetsAtMs };
  const short = judged.filter(({ outlook }) => outlook.state === 'short');
  const first = short.toSorted(
    (a, b) => orLast(a.outlook.runsOutAtMs) - orLast(b.outlook.runsOutAtMs),
  )[0];
  if (first !== undefined) {
    const { window, outlook } = first;
    return {
      state: 'short',
      window: window.id,
      until: outlook.runsOutAtMs,
      backAt: window.resetsAtMs,
    };
  }
  const states = new Set(judged.map(({ outlook }) => outlook.state));
  return {
    state: !stale && states.has('lasts') && !states.has('open') ? 'lasts' : 'unknown',
  };
}

/** An unknown moment counts as the last. */
function orLast(atMs: number | undefined): number {
  return atMs ?? Number.MAX_SAFE_INTEGER;
}
