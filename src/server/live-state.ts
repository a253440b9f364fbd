import type { UsageDaemon } from '../daemon/usage-daemon.ts';
import { Failure } from '../domain/failure.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { UsageState } from '../domain/usage-state.ts';
import { usageRecord, type UsageRecordFacts } from '../present/json/usage-json.ts';
import type { UsageRecord } from '../present/json/usage-record.ts';
import { jsonText } from '../present/json/json-text.ts';

/**
 * The first state that has an outcome for every account. Rejects with the signal's reason if that
 * is aborted first.
 */
export async function firstOutcomes(
  daemon: Pick<UsageDaemon, 'subscribe'>,
  signal: AbortSignal,
): Promise<UsageState> {
  signal.throwIfAborted();
  const complete = Promise.withResolvers<UsageState>();
  signal.addEventListener('abort', () => complete.reject(signal.reason), { once: true });
  const unsubscribe = daemon.subscribe((state) => {
    if (isComplete(state)) complete.resolve(state);
  });
  return complete.promise.finally(unsubscribe);
}

/** Does every account have an outcome? */
export function isComplete({ enabled, accounts }: UsageState): boolean {
  return (
    !enabled || (accounts.length > 0 && accounts.every(({ outcome }) => outcome !== undefined))
  );
}

/** A state as its readers get it, with the server's version if it is given. */
export function stateJson(state: UsageState, version?: string): string {
  const accounts = state.accounts.map(({ outcome, ...rest }) =>
    outcome === undefined ? rest : { ...rest, outcome: plainOutcome(outcome) },
  );
  return jsonText({ ...state, accounts, version });
}

/** An outcome that serialises as JSON: a `Failure` would lose its detail, being an error object. */
export function plainOutcome(outcome: UsageOutcome): UsageOutcome {
  if (outcome.kind !== 'failed' || !(outcome.failure instanceof Failure)) return outcome;
  const { kind, detail, retryAfterMs } = outcome.failure;
  return { ...outcome, failure: { kind, detail, retryAfterMs } };
}

/**
 * One record for each account with an outcome, as `kimibar usage --json --all-accounts` prints
 * them.
 */
export function usageRecords(
  { enabled, accounts, nextRefreshAtMs }: UsageState,
  facts: Pick<UsageRecordFacts, 'nowMs' | 'asked' | 'lastGoodForMs'>,
): readonly UsageRecord[] {
  if (!enabled) return [];
  return accounts.flatMap(({ account, outcome }) =>
    outcome === undefined ? [] : usageRecord(outcome, { ...facts, account, nextRefreshAtMs }),
  );
}
