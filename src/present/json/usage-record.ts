import type { Attempt } from '../../domain/attempt.ts';
import type { FailureKind, FailureRecordKind } from '../../domain/failure.ts';
import type { PaceStage } from '../../domain/pace.ts';
import type { WindowId } from '../../domain/quota-window.ts';
import type { SourceChoice } from '../../domain/setting-choices.ts';

// The published JSON. Its schema, `docs/usage.schema.json`, is generated from these types and their
// comments: run `npm run schema` after a change.

/**
 * The JSON of `kimibar usage --json`: one record per account; empty if Kimi is turned off.
 * Keys may be added later; none is removed or changes its meaning.
 */
export type UsageRecords = readonly UsageRecord[];

export type UsageRecord = SuccessRecord | StaleRecord | FailureRecord;

export type SuccessRecord = {
  readonly provider: 'kimi';
  readonly source: SourceLabel;
  /** The name of a named account. */
  readonly account?: string | undefined;
  readonly usage: WidgetUsage;
  /** Of the weekly and the 5-hour window; absent if neither has one. */
  readonly pace?:
    | { readonly primary?: PaceRecord | undefined; readonly secondary?: PaceRecord | undefined }
    | undefined;
  readonly kimi: KimiRecord & { readonly stale: false; readonly attempts: Attempts };
};

/**
 * Over HTTP only: the last good usage, for a while after a failure. `kimi.error` is the failure.
 */
export type StaleRecord = Pick<SuccessRecord, 'provider' | 'source' | 'account' | 'usage'> & {
  readonly pace?: undefined;
  readonly kimi: KimiRecord & {
    readonly stale: true;
    readonly error: ErrorRecord;
    readonly attempts: Attempts;
  };
};

export type FailureRecord = {
  /** `cli` if the command line was invalid. */
  readonly provider: 'kimi' | 'cli';
  /** The requested source, because none succeeded. */
  readonly source: SourceChoice;
  readonly account?: string | undefined;
  readonly error: ErrorRecord;
  /** The last known usage, if any; always stale. */
  readonly kimi?:
    | { readonly attempts: Attempts }
    | (KimiRecord & { readonly stale: true; readonly attempts: Attempts })
    | undefined;
};

export type ErrorRecord = {
  /**
   * The exit code.
   * @asType integer
   */
  readonly code: number;
  readonly kind: FailureRecordKind;
  /** A sentence in English. */
  readonly message: string;
  /** One of a closed list. Absent for bad arguments. */
  readonly reason?: FailureKind | undefined;
};

export type SourceLabel = 'Kimi Code API key' | 'Kimi Code CLI' | 'Kimi web cookie';

/** The part that `codexbar usage --format json` emits, too. */
export type WidgetUsage = RateWindows & {
  readonly identity: { readonly providerID: 'kimi'; readonly loginMethod?: string | undefined };
  /** The name of the plan. */
  readonly loginMethod?: string | undefined;
  readonly updatedAt?: UtcTime | undefined;
};

export type RateWindows = {
  /** The weekly window. */
  readonly primary: RateWindow | null;
  /** The 5-hour window. */
  readonly secondary: RateWindow | null;
  /** The monthly window if there is no weekly one; it is in `extraRateWindows` as well. */
  readonly tertiary: RateWindow | null;
  /** @minItems 1 */
  readonly extraRateWindows?:
    | readonly {
        /** @pattern ^kimi-(monthly|code-7d|rate-([0-9]+|unknown)(-[0-9]+)?)$ */
        readonly id: string;
        readonly title: string;
        readonly window: RateWindow;
      }[]
    | undefined;
};

/** A window in CodexBar's format. */
export type RateWindow = {
  readonly usedPercent: Percent;
  /** 43200 for the monthly quota. */
  readonly windowMinutes?: Minutes | undefined;
  readonly resetsAt?: UtcTime | undefined;
  /** @examples ["375/2048 requests", "Rate: 19/200 per 5 hours", "41% used"] */
  readonly resetDescription?: string | undefined;
};

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

/** Keys of a record, whether it is a success or a failure. */
export type KnownRecord = Partial<KimiRecord> & {
  readonly stale?: boolean | undefined;
  readonly attempts?: Attempts | undefined;
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

/** Every source that was tried, in order. */
export type Attempts = readonly AttemptRecord[];

export type AttemptRecord = {
  readonly source: Attempt['source'];
  readonly outcome: Attempt['outcome'];
  /** More specific than `kind`; values may be added. */
  readonly reason?: string | undefined;
  readonly kind?: FailureKind | undefined;
};

/**
 * @minimum 0
 * @maximum 100
 */
export type Percent = number;

/**
 * @asType integer
 * @minimum 0
 */
export type Count = number;

/**
 * @asType integer
 * @minimum 1
 */
export type Minutes = number;

/**
 * UTC, whole seconds.
 * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$
 */
export type UtcTime = string;
