import type { Attempt } from '../../domain/attempt.ts';
import type { FailureKind, FailureRecordKind } from '../../domain/failure.ts';
import type { SourceChoice } from '../../domain/setting-choices.ts';
import type { KimiRecord, PaceRecord } from './kimi-record.ts';
import type { Minutes, Percent, UtcTime } from './record-values.ts';

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

/** Keys of a record, whether it is a success or a failure. */
export type KnownRecord = Partial<KimiRecord> & {
  readonly stale?: boolean | undefined;
  readonly attempts?: Attempts | undefined;
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
