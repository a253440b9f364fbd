import type { GoodsVersion } from '../../domain/cached-usage.ts';
import { Failure } from '../../domain/failure.ts';
import type { HasClockOffset } from '../../domain/clock-offset.ts';
import type { QuotaWindow } from '../../domain/quota-window.ts';
import type { Wallet } from '../../domain/usage-snapshot.ts';

/** All that one response says about usage, before its owner is known. */
export type ParsedUsage = HasClockOffset & {
  /** At least one, in reading order. */
  readonly windows: readonly QuotaWindow[];
  readonly wallet?: Wallet | undefined;
  /** The membership level in Kimi's spelling. */
  readonly level?: string | undefined;
  readonly goodsVersion?: GoodsVersion | undefined;
  /** Requests per week of accounts that count requests: the last resort for naming the plan. */
  readonly weeklyRequestLimit?: number | undefined;
};

/** A successful response without a readable quota: an unreadable one, never 0%. */
export function noWindows(): Failure {
  return new Failure('unreadable-answer', 'the response contains no readable quota', {
    detail: { code: 'no-windows' },
  });
}
