import type { UsageDaemon } from '../daemon/usage-daemon.ts';
import { Failure } from '../domain/failure.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { UsageState } from '../domain/usage-state.ts';
import { jsonText } from './json-text.ts';

/** A state in which every account has been asked once, now or as soon as that is so. Throws the signal's reason when it is aborted first. */
export async function firstReadings(
  daemon: Pick<UsageDaemon, 'subscribe'>,
  signal: AbortSignal,
): Promise<UsageState> {
  signal.throwIfAborted();
  const read = Promise.withResolvers<UsageState>();
  signal.addEventListener('abort', () => read.reject(signal.reason), { once: true });
  const leave = daemon.subscribe((state) => {
    if (isRead(state)) read.resolve(state);
  });
  return read.promise.finally(leave);
}

/** Has everything been asked that is to be asked? */
export function isRead({ enabled, accounts }: UsageState): boolean {
  return (
    !enabled || (accounts.length > 0 && accounts.every(({ outcome }) => outcome !== undefined))
  );
}

/** A state as JSON. */
export function stateJson(state: UsageState): string {
  const accounts = state.accounts.map(({ outcome, ...rest }) =>
    outcome === undefined ? rest : { ...rest, outcome: plainOutcome(outcome) },
  );
  return jsonText({ ...state, accounts });
}

/** An outcome whose failure is no error object any more: it goes out as JSON. */
export function plainOutcome(outcome: UsageOutcome): UsageOutcome {
  if (outcome.kind !== 'failed' || !(outcome.failure instanceof Failure)) return outcome;
  const { kind, detail, retryAfterMs } = outcome.failure;
  const failure = {
    kind,
    detail,
    retryAfterMs,
  };
  return { ...outcome, failure };
}
