import type { QuotaWindow } from '../../domain/quota-window.ts';
import type { Wallet } from '../../domain/usage-snapshot.ts';
import { Failure } from '../../domain/failure.ts';

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

/** A successful answer in which no allowance can be read: shown as unreadable, never as 0 %. */
export function noWindows(): Failure {
  return new Failure('unreadable-answer', 'no quota can be read in the answer', {
    detail: { code: 'no-windows' },
  });
}
