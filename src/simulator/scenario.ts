import type { ServiceState } from '../domain/service-status.ts';
import type { PlanName } from './plans.ts';
import type { StartingQuota } from './quota-account.ts';

/** Kimi's calls: two of the Code API, two of the web gateway. */
export type Surface = 'usages' | 'me' | 'web-usages' | 'web-stats';

/** Is it the web gateway, which takes other credentials and has another form of errors? */
export function isWebSurface(surface: Surface | undefined): boolean {
  return surface === 'web-usages' || surface === 'web-stats';
}

export type PoolName =
  | 'limit_5h'
  | 'limit_7d'
  | 'limit_day'
  | 'limit_week'
  | 'limit_month_total'
  | 'limit_month_code';

/** Which of Kimi's many shapes a usage response has. */
export type UsagesShape = {
  /**
   * How `usage` and `limits[]` count: in requests, in whole percent, by the limit alone (neither
   * used nor remaining), with every limit zero, loosely (JSON numbers, rows without `detail`, other
   * names for the reset), or not at all.
   */
  readonly counts:
    | 'requests'
    | 'percent'
    | 'limit-only'
    | 'zero-limit'
    | 'int64'
    | 'loose'
    | 'none';
  /** Leaves out `used` and `remaining` if they are 0. */
  readonly dropsZeros?: true | undefined;
  /** False for new subscriptions: no weekly quota at all. */
  readonly weeklyRow: boolean;
  readonly pools: readonly PoolName[];
  /** The pools say 0 whatever was used. */
  readonly poolsReadZero?: true | undefined;
  /** Kimi Code's share of the month says 0 whatever was used, as on new plans. */
  readonly codePoolReadsZero?: true | undefined;
  /** The week is also a row of `limits[]`. */
  readonly repeatsWeek?: true | undefined;
  /** The account block beside the counts: membership level, concurrency. */
  readonly user: boolean;
  /** Everything is inside `data`. */
  readonly envelope?: true | undefined;
};

export type SimulatedWallet = {
  readonly totalCents: number;
  /** Undefined leaves out `amountLeft`, as Kimi does at zero. */
  readonly leftCents?: number | undefined;
  readonly monthlyLimitCents?: number | undefined;
  readonly monthlyUsedCents?: number | undefined;
  /** Undefined if Kimi names none: the region then decides. */
  readonly currency?: string | undefined;
  /** Of this month's spending, if it is another one. */
  readonly usedCurrency?: string | undefined;
  readonly disabled?: true | undefined;
};

/** How a response fails. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfterSeconds?: number | undefined;
      readonly leaks?: true | undefined;
    }
  | { readonly kind: 'late'; readonly delayMs: number }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'cut-off' }
  | { readonly kind: 'body'; readonly body: 'garbage' | 'empty' | 'huge' | 'deep' }
  /** A web page, as filters and Wi-Fi login pages send. */
  | { readonly kind: 'page'; readonly status: number }
  | { readonly kind: 'redirect'; readonly to: 'elsewhere' | 'within' };

/** One situation that the simulator can play. */
export type Scenario = {
  readonly plan: PlanName;
  readonly start: readonly StartingQuota[];
  readonly shape: UsagesShape;
  readonly wallet?: SimulatedWallet | undefined;
  readonly faults?: Partial<Readonly<Record<Surface, Fault>>> | undefined;
  /** What the status page says; `operational` by default. */
  readonly statusPage?: ServiceState | undefined;
  /** Accepts any credential and repeats it in names and labels. */
  readonly leaks?: true | undefined;
  /** How far Kimi's clock is ahead of the caller's, milliseconds; negative if it is behind. */
  readonly clockAheadMs?: number | undefined;
  /** Web gateway only: the use of the 7-day row, if not the weekly quota's, and missing parts. */
  readonly web?:
    | {
        readonly code7dRatio?: number | undefined;
        readonly code7dEnabled?: false | undefined;
        readonly codingScope?: false | undefined;
        /** A weekly row that the Code API does not have. */
        readonly weeklyRow?: true | undefined;
        /** Leaves out zeros in the statistics, and `limits` in the counts. */
        readonly dropsZeros?: true | undefined;
      }
    | undefined;
};
