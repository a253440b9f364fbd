import type { QuotaWindow } from '../../domain/quota-window.ts';
import type { Wallet } from '../../domain/usage-snapshot.ts';

/** All that one answer says about usage, before it is known who asked. */
export type ParsedUsage = {
  /** At least one, in reading order. */
  readonly windows: readonly QuotaWindow[];
  readonly wallet?: Wallet | undefined;
  /** The membership level as the service spells it. */
  readonly level?: string | undefined;
  /** Requests a week, where the account counts requests: it tells the plan when nothing else does. */
  readonly weeklyRequestLimit?: number | undefined;
};
