import type { Attempt } from './attempt.ts';
import type { HasClockOffset } from './clock-offset.ts';
import type { FailureFacts } from './failure.ts';
import type { Learned } from './forecast/learned.ts';
import type { QuotaWindow } from './quota-window.ts';
import type { SeenWall } from './seen-wall.ts';

export const usageSources = ['api-key', 'cli', 'web'] as const;
/** `api-key` and `cli` use the Code API, `web` uses the web gateway with a browser's session. */
export type UsageSource = (typeof usageSources)[number];

/** Prepaid extra usage, in whole cents of `currency`. */
export type Wallet = {
  /** Kimi says that the wallet is switched off: its balance is not spent. */
  readonly isDisabled?: true | undefined;
  readonly balanceCents: number;
  readonly totalCents: number;
  readonly monthlyLimitEnabled: boolean;
  readonly monthlyLimitCents: number;
  readonly monthlyUsedCents: number;
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** The currency of `monthlyUsedCents` if it is another one: the two are never compared. */
  readonly monthlyUsedCurrency?: string | undefined;
};

/** The usage of one account at one moment. */
export type UsageSnapshot = HasClockOffset & {
  /** At least one window, in reading order; their resets are in Kimi's time. */
  readonly windows: readonly QuotaWindow[];
  readonly plan?: string | undefined;
  readonly wallet?: Wallet | undefined;
  /** The refusal that an agent's log shows, while its window is used up; in Kimi's time. */
  readonly wall?: SeenWall | undefined;
  readonly source: UsageSource;
  /** Which of several it was, e.g. `Chrome (Default)`. */
  readonly sourceDetail?: string | undefined;
  /** When Kimi responded, epoch milliseconds by this machine's clock. */
  readonly fetchedAtMs: number;
};

/**
 * What a request for usage came to. Expected failures are outcomes, not exceptions: `failed` still
 * carries the last good usage, if any.
 */
export type UsageOutcome =
  | {
      readonly kind: 'fresh';
      readonly snapshot: UsageSnapshot;
      readonly attempts: readonly Attempt[];
      /** It could not be cached, so the next run will request it again. */
      readonly notSaved?: true | undefined;
      /** What is known of the account's past, for forecasts. */
      readonly learned?: Learned | undefined;
    }
  | {
      readonly kind: 'failed';
      readonly failure: FailureFacts;
      readonly lastGood?: UsageSnapshot | undefined;
      readonly attempts: readonly Attempt[];
      /** When it failed, epoch milliseconds, if an earlier request did and none was sent now. */
      readonly failedAtMs?: number | undefined;
    };
