import type { WindowId } from '../quota-window.ts';

/** A share of a window with its 80% range, percent of the window, 0..100. */
export type ShareRange = {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
};

/** What a window may come to by its reset. Times are epoch milliseconds by Kimi's clock. */
export type WindowForecast = {
  /** `even-pace` until there is enough history to know the account's own rhythm. */
  readonly basis: 'rhythm' | 'even-pace';
  /** How many weeks of history the rhythm is learned from; 0 for an even pace. */
  readonly weeks: number;
  /** 0..1; 1 for a window that has run out. */
  readonly runsOutProbability: number;
  readonly usedAtResetPercent: ShareRange;
  /** The median moment of the futures that run out; only if at least a fifth of them do. */
  readonly runsOutAt?: number | undefined;
  /** The 10th percentile of the same moments. */
  readonly runsOutEarliestAt?: number | undefined;
  /** From now to the reset, for a burn-down; only if it was asked for. */
  readonly path?: readonly PathPoint[] | undefined;
};

export type PathPoint = ShareRange & { readonly at: number };

/** Windows without enough to go by have no entry. */
export type Forecasts = ReadonlyMap<WindowId, WindowForecast>;
