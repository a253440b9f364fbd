import type { PaceStage } from '../../domain/pace.ts';
import type { WindowId } from '../../domain/quota-window.ts';
import type { Count, Minutes, Percent, UtcTime } from './record-values.ts';

// Part of the published JSON: run `npm run schema` after a change.

/** KimiBar's own, more detailed part. */
export type KimiRecord = {
  /**
   * 5-hour, weekly, monthly, then others by length.
   * @minItems 1
   */
  readonly windows: readonly KimiWindow[];
  /** The name of the plan. */
  readonly plan?: string | undefined;
  readonly wallet?: WalletRecord | undefined;
  readonly verdict: VerdictRecord;
  /** The last prompt that Kimi refused because this window is used up, by the logs of agents. */
  readonly wall?: { readonly at: UtcTime; readonly window: WindowId } | undefined;
  readonly fetchedAt?: UtcTime | undefined;
  readonly ageSeconds: Count;
  readonly nextRefreshAt?: UtcTime | undefined;
  /** For example, which browser and profile. */
  readonly sourceDetail?: string | undefined;
  /**
   * How far this machine's clock is ahead of Kimi's; negative if it is behind. Only if they differ
   * by more than two minutes: `resetsInSeconds` then follows Kimi's.
   * @asType integer
   */
  readonly clockOffsetSeconds?: number | undefined;
};

/** One answer from all windows: can you go on, until when, and when is the quota back? */
export type VerdictRecord = {
  readonly state: 'lasts' | 'short' | 'out' | 'unknown';
  /** The window that decides: the first to run out, or the exhausted one that resets last. */
  readonly window?: WindowId | undefined;
  /** Of `short`: when that window is expected to run out. */
  readonly until?: UtcTime | undefined;
  /** Of `short` and `out`: when that window resets. */
  readonly backAt?: UtcTime | undefined;
  /**
   * The same in English, with local times.
   * @examples ["Enough until about 16:31. Then the 5-hour limit is used up for 46m; it resets at 17:17. Week and month will last."]
   */
  readonly text: string;
};

export type KimiWindow = {
  readonly id: WindowId;
  readonly label: string;
  readonly usedPercent: Percent;
  readonly remainingPercent: Percent;
  /**
   * May exceed `limit`.
   * @minimum 0
   */
  readonly used?: number | undefined;
  /** @exclusiveMinimum 0 */
  readonly limit?: number | undefined;
  /** @minimum 0 */
  readonly remaining?: number | undefined;
  /** `percent`: Kimi counts in percent. */
  readonly unit?: 'requests' | 'percent' | undefined;
  /** 43200 for the monthly quota. Null if the length is unknown. */
  readonly windowMinutes: Minutes | null;
  readonly resetsAt?: UtcTime | undefined;
  readonly resetsInSeconds?: Count | undefined;
  /** False: Kimi sent no usable numbers for this quota. */
  readonly reliable: boolean;
  readonly exhausted: boolean;
  /** A longer window that is used up: this one cannot be used before that one resets. */
  readonly blockedBy?: WindowId | undefined;
  /** Of the 5-hour, weekly and monthly window; the month is one calendar month before its reset. */
  readonly pace?: PaceRecord | undefined;
  /** What the quota may come to by its reset. Not for stale usage. */
  readonly forecast?: ForecastRecord | undefined;
  /** Shares of the monthly quota used by Kimi Code and by the rest of Kimi. */
  readonly split?: { readonly codePercent: Percent; readonly otherPercent: Percent } | undefined;
};

export type ForecastRecord = {
  /** `even-pace` until there is enough history to know the account's own rhythm. */
  readonly basis: 'rhythm' | 'even-pace';
  /**
   * Weeks of history.
   * @asType integer
   */
  readonly weeks: number;
  /**
   * @minimum 0
   * @maximum 1
   */
  readonly runsOutProbability: number;
  /** In 10, 50 and 90 of 100 cases at most this much is used. */
  readonly usedAtResetPercent: {
    readonly p10: Percent;
    readonly p50: Percent;
    readonly p90: Percent;
  };
  /** When it probably runs out, if it does; only if that has a probability of at least 0.2. */
  readonly runsOutAt?: UtcTime | undefined;
  /** In 10 of 100 cases in which it runs out, it does so by then. */
  readonly runsOutEarliestAt?: UtcTime | undefined;
};

export type PaceRecord = {
  readonly stage: PaceStage;
  /**
   * Used minus expected; negative means less used than expected.
   * @asType integer
   * @minimum -100
   * @maximum 100
   */
  readonly deltaPercent: number;
  /**
   * @asType integer
   * @minimum 0
   * @maximum 100
   */
  readonly expectedUsedPercent: number;
  readonly willLastToReset: boolean;
  /** Until nothing is left; only if it will run out before the reset. */
  readonly etaSeconds?: Count | undefined;
  readonly summary: string;
};

/** In whole cents of `currency`, unless said otherwise. */
export type WalletRecord = {
  readonly balanceCents: Count;
  readonly totalCents: Count;
  readonly monthlyLimitEnabled: boolean;
  readonly monthlyLimitCents: Count;
  readonly monthlyUsedCents: Count;
  readonly currency: string;
  /** The currency of `monthlyUsedCents`, only if it is another one: never compare the two. */
  readonly monthlyUsedCurrency?: string | undefined;
  /** Only if Kimi says that the wallet is turned off. */
  readonly disabled?: true | undefined;
};
