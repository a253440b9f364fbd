import { waitUntilDone, type WaitStep } from '../../../app/waiting/wait-until-done.ts';
import { kimiTime, localTime, type HasClockOffset } from '../../../domain/clock-offset.ts';
import { failurePolicy } from '../../../domain/failure.ts';
import type { GuardDecision } from '../../../domain/guard-decision.ts';
import type { UsageOutcome } from '../../../domain/usage-snapshot.ts';
import { formatCountdown, formatLocalTime } from '../../../present/words/time.ts';
import { windowLabel } from '../../../present/words/windows.ts';
import type { CommandContext } from '../../command-context.ts';

/** The usage of an account, the main one if undefined, and the decision that follows from it. */
export type GuardCheck = {
  readonly account?: string | undefined;
  readonly decision: GuardDecision;
  readonly outcome: UsageOutcome;
};

export type GuardWait = {
  readonly maxWaitMs: number;
  /** `fresh` ignores the cache. */
  readonly check: (fresh: boolean) => Promise<GuardCheck>;
};

/** Kimi's numbers take a moment to follow a reset. */
const afterResetMs = 5_000;
/** A failing service is not asked more often. */
const minRetryMs = 60_000;

/**
 * Checks the quota; if too little is left, waits for the reset and checks again, until enough is
 * left or the wait would pass `maxWaitMs` from now. Retries a failing service within that time, but
 * not failures that only the user can fix. Says on stderr what it waits for. Rejects with the
 * signal's reason if aborted.
 */
export async function waitForQuota(
  context: CommandContext,
  { maxWaitMs, check }: GuardWait,
): Promise<GuardCheck> {
  const { host, terminal, messages, signal } = context;
  const { guard } = messages;
  const end = await waitUntilDone<GuardCheck, NextCheck>(
    host.clock,
    {
      maxWaitMs,
      check: async (isFirst) => stepAfter(await check(!isFirst), host.clock.now()),
      onWait: (next, atMs) => reportWait(context, next, atMs),
    },
    signal,
  );
  if (end.kind === 'done') return end.result;
  const longest = formatCountdown(maxWaitMs, messages);
  if (end.reason.kind === 'again') terminal.err(guard.notChecked(longest));
  else if (end.atMs === undefined) terminal.err(guard.noReset);
  else {
    const span = formatCountdown(end.atMs - host.clock.now(), messages);
    terminal.err(guard.tooLong({ span, longest }));
  }
  return end.result;
}

function reportWait(
  { host, terminal, messages }: CommandContext,
  next: NextCheck,
  atMs: number,
): void {
  const { guard } = messages;
  const nowMs = host.clock.now();
  const span = formatCountdown(atMs - nowMs, messages);
  if (next.kind === 'again') return terminal.err(guard.waitingAgain(span));
  const at = formatLocalTime(atMs, nowMs, undefined, messages);
  terminal.err(guard.waiting({ window: windowLabel(next.window, messages), span, at }));
}

/** How the clocks differ, as far as the outcome says. */
export function clockOf(outcome: UsageOutcome): HasClockOffset {
  return outcome.kind === 'fresh' ? outcome.snapshot : {};
}

type NextCheck =
  | { readonly kind: 'reset'; readonly window: Parameters<typeof windowLabel>[0] }
  | { readonly kind: 'again' };

function stepAfter(result: GuardCheck, localNowMs: number): WaitStep<GuardCheck, NextCheck> {
  const { decision, outcome } = result;
  if (decision.decision === 'ok') return { kind: 'done', result };
  if (decision.decision === 'blocked') {
    const kimiClock = clockOf(outcome);
    const nowMs = kimiTime(kimiClock, localNowMs);
    const { resetsAtMs } = decision;
    const reason = { kind: 'reset', window: { id: decision.window } } as const;
    if (resetsAtMs === undefined) return { kind: 'wait', result, reason };
    // The reset time has passed, but Kimi's numbers have not followed yet.
    const atMs = resetsAtMs > nowMs ? resetsAtMs + afterResetMs : nowMs + minRetryMs;
    return { kind: 'wait', result, reason, atMs: localTime(kimiClock, atMs) };
  }
  if (outcome.kind !== 'failed' || failurePolicy[outcome.failure.kind].retry !== 'back-off')
    return { kind: 'done', result };
  if (outcome.failure.kind === 'credential-rejected') return { kind: 'done', result };
  const atMs = localNowMs + Math.max(minRetryMs, outcome.failure.retryAfterMs ?? 0);
  return { kind: 'wait', result, reason: { kind: 'again' }, atMs };
}
