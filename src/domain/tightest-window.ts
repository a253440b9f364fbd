import { isSameMoment } from './same-moment.ts';

/** What decides between two windows, whatever they are part of. */
export type WindowLimit = {
  /** 0..100. */
  readonly leftPercent: number;
  /** Epoch milliseconds; an unknown reset counts as the earliest. */
  readonly resetsAtMs?: number | undefined;
};

/**
 * The window that stops the user first: the one with the least left and, of equals, the one that
 * resets last. Undefined if there are none. Callers leave out windows that cannot be trusted.
 */
export function tightestWindow<T>(
  windows: readonly T[],
  limitOf: (window: T) => WindowLimit,
): T | undefined {
  const [tightest] = windows
    .map((window) => ({ window, limit: limitOf(window) }))
    .toSorted((a, b) => compareLimits(a.limit, b.limit));
  return tightest?.window;
}

/** Resets that are the same moment differ by seconds in every response, which decides nothing. */
function compareLimits(a: WindowLimit, b: WindowLimit): number {
  const byShare = a.leftPercent - b.leftPercent;
  if (byShare !== 0 || isSameMoment(a.resetsAtMs, b.resetsAtMs)) return byShare;
  return (b.resetsAtMs ?? 0) - (a.resetsAtMs ?? 0);
}
