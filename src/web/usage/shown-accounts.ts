import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { UsageState } from '../../domain/usage-state.ts';

/** An account that has answered. */
export type ShownAccount = { readonly account?: string; readonly outcome: UsageOutcome };

/** The accounts worth a section, in the daemon's order. Who keeps all keys under named accounts has no main account to miss. */
export function shownAccounts(state: UsageState | undefined): readonly ShownAccount[] {
  const accounts = state?.accounts ?? [];
  return accounts.flatMap(({ account, outcome }) => {
    const isIdle = account === undefined && outcome?.kind === 'failed' && outcome.failure.kind === 'credential-missing';
    if (outcome === undefined || (isIdle && accounts.length > 1)) return [];
    return [{ outcome, ...(account === undefined ? {} : { account }) }];
  });
}
