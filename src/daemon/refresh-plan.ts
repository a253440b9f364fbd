import { failurePolicy, type FailureFacts } from '../domain/failure.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import { nextRefresh, type CadenceSignals, type NextRefresh } from '../refresh/cadence.ts';

/** What the loop remembers of one account. */
export type AccountTrack = {
  readonly outcome?: UsageOutcome | undefined;
  /** When it was last asked, epoch milliseconds; absent where it is to be asked at once. */
  readonly askedAtMs?: number | undefined;
  readonly failuresInARow: number;
  /** Drawn anew with each asking. */
  readonly jitter: number;
};

/** What all accounts have in common at a moment. */
export type Moment = Pick<
  CadenceSignals,
  'cadence' | 'isWatched' | 'lookedAtMs' | 'workedAtMs' | 'savesBattery'
>;

/** The track after an asking that ended at `askedAtMs`; `outcome` is absent where it ended in a bug. */
export function trackAfter(
  before: AccountTrack,
  outcome: UsageOutcome | undefined,
  askedAtMs: number,
  jitter: number,
): AccountTrack {
  if (outcome === undefined) return { ...before, askedAtMs, jitter };
  return {
    outcome,
    askedAtMs,
    jitter,
    failuresInARow: outcome.kind === 'failed' ? before.failuresInARow + 1 : 0,
  };
}

/** The track as it is to be asked at once: a person came, the settings changed, or the clock was set back. */
export function trackAtOnce({ outcome, failuresInARow, jitter }: AccountTrack): AccountTrack {
  return { failuresInARow, jitter, outcome };
}

/** Can nothing be asked before a person acts? */
export function waitsForPerson({ outcome }: AccountTrack): boolean {
  return outcome?.kind === 'failed' && failurePolicy[outcome.failure.kind].retry === 'after-change';
}

/** When the account is asked next, and why then. */
export function nextOf(track: AccountTrack, moment: Moment, nowMs: number): NextRefresh {
  const { outcome, askedAtMs, failuresInARow, jitter } = track;
  const failure: FailureFacts | undefined =
    outcome?.kind === 'failed' ? outcome.failure : undefined;
  const windows = outcome?.kind === 'fresh' ? outcome.snapshot.windows : [];
  return nextRefresh({
    ...moment,
    nowMs,
    ...(askedAtMs === undefined ? {} : { askedAtMs }),
    ...(failure === undefined ? {} : { failure }),
    failuresInARow,
    resetsAtMs: windows.map(({ resetsAtMs }) => resetsAtMs).filter((atMs) => atMs !== undefined),
    jitter,
  });
}
