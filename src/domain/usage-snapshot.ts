import type { Attempt } from './attempt.ts';
import type { FailureFacts } from './failure.ts';
import type { QuotaWindow } from './quota-window.ts';

export const usageSources = ['api-key', 'cli', 'web'] as const;
/** Where a reading can come from. `api-key` and `cli` ask the Code API, `web` asks the web gateway with a browser's session. */
export type UsageSource = (typeof usageSources)[number];

/** Prepaid extra usage, in whole cents of `currency`. */
export type Wallet = {
  readonly balanceCents: number;
  readonly totalCents: number;
  readonly monthlyLimitEnabled: boolean;
  readonly monthlyLimitCents: number;
  readonly monthlyUsedCents: number;
  /** ISO 4217 code as the service gave it, `USD` where it gave none. */
  readonly currency: string;
};

/** One good reading of one account. */
export type UsageSnapshot = {
  /** At least one window, in reading order. */
  readonly windows: readonly QuotaWindow[];
  readonly plan?: string | undefined;
  readonly wallet?: Wallet | undefined;
  readonly source: UsageSource;
  /** Which of several it was, e.g. `Chrome (Default)`. */
  readonly sourceDetail?: string | undefined;
  /** When the service answered, epoch milliseconds by our clock. */
  readonly fetchedAtMs: number;
};

/**
 * What asking for usage came to. Expected trouble is an outcome, not an exception:
 * `failed` still carries the last good reading where there is one.
 */
export type UsageOutcome =
  | {
      readonly kind: 'fresh';
      readonly snapshot: UsageSnapshot;
      readonly attempts: readonly Attempt[];
      /** The disk would not take it: the next run has to ask again. */
      readonly unkept?: true | undefined;
    }
  | {
      readonly kind: 'failed';
      readonly failure: FailureFacts;
      readonly lastGood?: UsageSnapshot | undefined;
      readonly attempts: readonly Attempt[];
    };
