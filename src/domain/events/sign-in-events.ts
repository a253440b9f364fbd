import type { FailureFacts } from '../failure.ts';
import type { AccessMemory, EventRules } from './event-memory.ts';
import type { AccessEvent } from './usage-event.ts';
import type { UsageOutcome } from '../usage-snapshot.ts';

/** What asking came to. `isNew` is false where the same outcome was seen before: a state is told more often than Kimi is asked. */
export type AccessReading = {
  readonly outcome: UsageOutcome;
  readonly isNew: boolean;
  readonly nowMs: number;
  readonly account?: string | undefined;
};

/** One failure is weather, this many in a row are news. */
const failuresToTell = 3;
/** Somebody who presses refresh again and again meets one outage, not many. */
const failuresApartMs = 30_000;

export const nothingKnown: AccessMemory = {
  known: false,
  lostTold: false,
  failingTold: false,
  failuresInARow: 0,
};

/** What an outcome changes in what is known of the way to Kimi, and what there is to tell. */
export function observeAccess(
  before: AccessMemory,
  reading: AccessReading,
  { quiet }: EventRules,
): { readonly memory: AccessMemory; readonly events: readonly AccessEvent[] } {
  const { outcome } = reading;
  if (outcome.kind === 'fresh') return recovered(before, reading, quiet);
  if (isLostCredential(outcome.failure)) {
    const isNews = before.known && !before.lostTold && !quiet;
    const events = isNews ? [event('credential-lost', reading, outcome.failure)] : [];
    return { memory: { ...before, lostTold: before.lostTold || isNews }, events };
  }
  const memory = isOutage(outcome.failure) ? counted(before, reading) : before;
  const isNews = memory.failuresInARow >= failuresToTell && !memory.failingTold && !quiet;
  const events = isNews ? [event('service-failing', reading, outcome.failure)] : [];
  return { memory: { ...memory, failingTold: memory.failingTold || isNews }, events };
}

function recovered(
  { lostTold, failingTold }: AccessMemory,
  reading: AccessReading,
  quiet: boolean,
) {
  const events = [
    ...(lostTold && !quiet ? [event('credential-recovered', reading)] : []),
    ...(failingTold && !quiet ? [event('service-recovered', reading)] : []),
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

function counted(before: AccessMemory, { isNew, nowMs }: AccessReading): AccessMemory {
  const sinceMs = nowMs - (before.lastFailureAtMs ?? Number.NEGATIVE_INFINITY);
  if (!isNew || (sinceMs >= 0 && sinceMs < failuresApartMs)) return before;
  return {
    ...before,
    failuresInARow: Math.min(before.failuresInARow + 1, failuresToTell),
    lastFailureAtMs: nowMs,
  };
}

/** Kimi Code's own token lives for minutes and is renewed when Kimi Code works again: that it has run out is nobody's loss. */
function isLostCredential({ kind, detail }: FailureFacts): boolean {
  if (kind === 'credential-expired') return detail?.code !== 'cli-login-expired';
  return kind === 'credential-missing' || kind === 'credential-rejected';
}

function isOutage({ kind }: FailureFacts): boolean {
  return !['credential-expired', 'cancelled', 'invalid-config', 'invalid-arguments'].includes(kind);
}

function event(
  kind: AccessEvent['kind'],
  { nowMs, account }: AccessReading,
  failure?: FailureFacts,
): AccessEvent {
  return {
    kind,
    account,
    atMs: nowMs,
    failure,
  };
}
