import type { FailureFacts } from '../failure.ts';
import type { AccessMemory, EventRules } from './event-memory.ts';
import type { AccessEvent } from './usage-event.ts';
import type { UsageOutcome } from '../usage-snapshot.ts';

/**
 * The outcome of a refresh. `isNew` is false if it was observed before: states are published more
 * often than Kimi is asked.
 */
export type AccessObservation = {
  readonly outcome: UsageOutcome;
  readonly isNew: boolean;
  readonly nowMs: number;
  readonly account?: string | undefined;
};

/** Report only after this many consecutive failures. */
const minFailures = 3;
/** Failures closer together count once: a user who keeps pressing refresh meets one outage. */
const minGapMs = 30_000;

export const nothingKnown: AccessMemory = {
  known: false,
  lostTold: false,
  failingTold: false,
  failuresInARow: 0,
};

/** The sign-in and request events of an outcome, and the memory after it. */
export function observeAccess(
  before: AccessMemory,
  observation: AccessObservation,
  { quiet }: EventRules,
): { readonly memory: AccessMemory; readonly events: readonly AccessEvent[] } {
  const { outcome } = observation;
  if (outcome.kind === 'fresh') return recovered(before, observation, quiet);
  if (isLostCredential(outcome.failure)) {
    const isNews = before.known && !before.lostTold && !quiet;
    const events = isNews ? [event('credential-lost', observation, outcome.failure)] : [];
    return { memory: { ...before, lostTold: before.lostTold || isNews }, events };
  }
  const memory = isOutage(outcome.failure) ? counted(before, observation) : before;
  const isNews = memory.failuresInARow >= minFailures && !memory.failingTold && !quiet;
  const events = isNews ? [event('service-failing', observation, outcome.failure)] : [];
  return { memory: { ...memory, failingTold: memory.failingTold || isNews }, events };
}

function recovered(
  { lostTold, failingTold }: AccessMemory,
  observation: AccessObservation,
  quiet: boolean,
) {
  const events = [
    ...(lostTold && !quiet ? [event('credential-recovered', observation)] : []),
    ...(failingTold && !quiet ? [event('service-recovered', observation)] : []),
  ];
  return {
    memory: {
      known: true,
      lostTold: lostTold && quiet,
      failingTold: failingTold && quiet,
      failuresInARow: 0,
    },
    events,
  };
}

function counted(before: AccessMemory, { isNew, nowMs }: AccessObservation): AccessMemory {
  const sinceMs = nowMs - (before.lastFailureAtMs ?? Number.NEGATIVE_INFINITY);
  if (!isNew || (sinceMs >= 0 && sinceMs < minGapMs)) return before;
  return {
    ...before,
    failuresInARow: Math.min(before.failuresInARow + 1, minFailures),
    lastFailureAtMs: nowMs,
  };
}

/**
 * Kimi Code's own token is valid for minutes and renewed when Kimi Code runs again, so its expiry
 * is no loss.
 */
export function isLostCredential({ kind, detail }: FailureFacts): boolean {
  if (kind === 'credential-expired') return detail?.code !== 'cli-login-renewable';
  return kind === 'credential-missing' || kind === 'credential-rejected';
}

function isOutage({ kind }: FailureFacts): boolean {
  return !['credential-expired', 'cancelled', 'invalid-config', 'invalid-arguments'].includes(kind);
}

function event(
  kind: AccessEvent['kind'],
  { nowMs, account }: AccessObservation,
  failure?: FailureFacts,
): AccessEvent {
  return { kind, account, atMs: nowMs, failure };
}
