import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { UsageState } from '../../domain/usage-state.ts';

/** An account that has answered. */
export type ShownAccount = {
  readonly account?: string | undefined;
  readonly outcome: UsageOutcome;
};

/** The accounts worth a section, in the daemon's order. */
export function shownAccounts(state: UsageState | undefined): readonly ShownAccount[] {
  return (state?.accounts ?? []).flatMap(({ outcome, ...named }) =>
    outcome === undefined ? [] : [{ outcome, ...named }],
  );
}
