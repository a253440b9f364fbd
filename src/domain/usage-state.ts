import type { PriceChange } from './attribution/settled-changes.ts';
import type { UsageOutcome } from './usage-snapshot.ts';

/**
 * One account as the daemon knows it; `account` is absent for the main one, `outcome` until the
 * first refresh.
 */
export type AccountState = {
  readonly account?: string | undefined;
  readonly outcome?: UsageOutcome | undefined;
  /** The latest change of what a point costs. */
  readonly priceChange?: PriceChange | undefined;
};

/** Leaves out the main account if only named accounts have credentials. */
export function withoutIdleMain<T extends AccountState>(accounts: readonly T[]): readonly T[] {
  return accounts.length > 1 ? accounts.filter((state) => !isIdleMain(state)) : accounts;
}

function isIdleMain({ account, outcome }: AccountState): boolean {
  return (
    account === undefined &&
    outcome?.kind === 'failed' &&
    outcome.failure.kind === 'credential-missing'
  );
}

export const cadenceReasons = [
  'scheduled',
  'page-open',
  'kimi-code-works',
  'idle',
  'battery-saver',
  'after-reset',
  'asked-to-wait',
  'after-failure',
  'needs-person',
] as const;
/** Why the next refresh comes when it does; faces show it beside the countdown. */
export type CadenceReason = (typeof cadenceReasons)[number];

/**
 * Everything there is to show, as a whole each time, never as a delta. Plain data: it crosses
 * processes as JSON.
 */
export type UsageState = {
  /** False if Kimi is turned off. */
  readonly enabled: boolean;
  /** The default one first, else the main one. */
  readonly accounts: readonly AccountState[];
  /** A refresh is running. */
  readonly refreshing: boolean;
  readonly nextRefreshAtMs?: number | undefined;
  readonly cadence?: CadenceReason | undefined;
  /**
   * The daemon's clock when it made this state: pages correct their own clock by the difference.
   */
  readonly atMs: number;
  /** The server's version; a page that sees it change loads itself again. */
  readonly version?: string | undefined;
};
