import type { UsageOutcome } from './usage-snapshot.ts';

/** One account as the daemon knows it; `account` is absent for the main one, `outcome` until the first answer. */
export type AccountState = {
  readonly account?: string | undefined;
  readonly outcome?: UsageOutcome | undefined;
};

/** The accounts worth showing: who keeps all keys under named accounts has no main account to miss. */
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
  'somebody-looks',
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

/** All there is to show, complete each time: faces never put deltas together. Plain data, so that it can cross processes as JSON. */
export type UsageState = {
  /** False where Kimi is switched off. */
  readonly enabled: boolean;
  /** Those worth showing, the main one first. */
  readonly accounts: readonly AccountState[];
  /** A request is under way. */
  readonly refreshing: boolean;
  readonly nextRefreshAtMs?: number | undefined;
  readonly cadence?: CadenceReason | undefined;
  /** The daemon's clock when this state came to be: pages count down by their own clock, corrected by the difference. */
  readonly atMs: number;
};
