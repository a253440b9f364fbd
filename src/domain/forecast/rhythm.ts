import type { WindowId } from '../quota-window.ts';

/**
 * What was learned of how an account is used. Plain data: it is kept as JSON, and the page draws
 * `cells`.
 */
export type Rhythm = {
  readonly learnedAtMs: number;
  /** Of local time when it was learned. */
  readonly utcOffsetMinutes: number;
  /** How many weeks of history it is learned from. */
  readonly weeks: number;
  /** Days that were watched closely, at most one per day. */
  readonly daysSeen: number;
  /** The window that `cells` counts in: the longest. */
  readonly unit: WindowId;
  /**
   * Points of the unit's window that are wanted in each half hour of the week, local time, 0 for
   * Sunday at midnight.
   */
  readonly cells: readonly number[];
  /** How far the level may be off, as a relative variance. */
  readonly levelVariance: number;
  /** How much days differ, as a relative variance. */
  readonly dayVariance: number;
  /** The probability of any use in each half hour of the week. */
  readonly activity: readonly number[];
  /** The share of days without use although it was likely. */
  readonly dayOff: number;
  /** Points of the unit's window in an active half hour, on average. */
  readonly activePoints: number;
  /** 0..1: how much a half hour of use makes another likely. */
  readonly persistence: number;
  /** How much the use of active half hours of a day differs, as a relative variance. */
  readonly activeVariance: number;
  /** 0..1: how much of what is wanted of the longer windows sessions let through. */
  readonly throttle: number;
  /** Points of each window for one point of the unit's. */
  readonly ratios: Readonly<Record<string, number>>;
};
