import { kimiTime, localTime, type HasClockOffset } from '../../../domain/clock-offset.ts';
import { failurePolicy } from '../../../domain/failure.ts';
import type { GuardDecision } from '../../../domain/guard-decision.ts';
import type { UsageOutcome } from '../../../domain/usage-snapshot.ts';
import type { Clock } from '../../../host/host.ts';
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
 * Timers stop while the computer sleeps but the clock does not, so the clock is checked this often.
 */
const maxSleepMs = 30_000;

/**
 * Checks the quota; if too little is left, waits for the reset and checks again, until enough is
 * left or the wait would pass `maxWaitMs` from now. Retries a failing service within that time, but
 * not failures that only the user can fix. Says on stderr what it waits for. Rejects with the
 * signal's reason if aborted.
 */
export async function waitForQuota(
  { host, terminal, messages, signal }: CommandContext,
  { maxWaitMs, check }: GuardWait,
): Promise<GuardCheck> {
  const { clock } = host;
  const untilMs = clock.now() + maxWaitMs;
  for (let last = await check(false); ; last = await check(true)) {
    const kimiClock = clockOf(last.outcome);
    const nowMs = kimiTime(kimiClock, clock.now());
    const next = nextCheck(last, nowMs);
    if (next.kind === 'done') return last;
    const { guard } = messages;
    if (next.atMs === undefined || next.atMs > kimiTime(kimiClock, untilMs)) {
      const longest = formatCountdown(maxWaitMs, messages);
      terminal.err(
        next.atMs === undefined
          ? guard.noReset
          : guard.tooLong({ span: formatCountdown(next.atMs - nowMs, messages), longest }),
      );
      return last;
    }
    const span = formatCountdown(next.atMs - nowMs, messages);
    const at = formatLocalTime(next.atMs, nowMs, undefined, messages);
    if (next.kind === 'reset')
      terminal.err(guard.waiting({ window: windowLabel(next.window, messages), span, at }));
    else terminal.err(guard.waitingAgain(span));
    await sleepUntil(clock, localTime(kimiClock, next.atMs), signal);
  }
}

/** How the clocks differ, as far as the outcome says. */
export function clockOf(outcome: UsageOutcome): HasClockOffset {
  return outcome.kind === 'fresh' ? outcome.snapshot : {};
}

/** Times are by Kimi's clock. */
type NextCheck =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'reset';
      readonly atMs?: number | undefined;
      readonly window: Parameters<typeof windowLabel>[0];
    }
  | { readonly kind: 'again'; readonly atMs: number };

function nextCheck({ decision, outcome }: GuardCheck, nowMs: number): NextCheck {
  if (decision.decision === 'ok') return { kind: 'done' };
  if (decision.decision === 'blocked') {
    const window = { id: decision.window };
    if (decision.resetsAtMs === undefined) return { kind: 'reset', window };
    // The reset time has passed, but Kimi's numbers have not followed yet.
    const atMs =
      decision.resetsAtMs > nowMs ? decision.resetsAtMs + afterResetMs : nowMs + minRetryMs;
    return { kind: 'reset', atMs, window };
  }
  if (outcome.kind !== 'failed' || failurePolicy[outcome.failure.kind].retry !== 'back-off')
    return { kind: 'done' };
  if (outcome.failure.kind === 'credential-rejected') return { kind: 'done' };
  return { kind: 'again', atMs: nowMs + Math.max(minRetryMs, outcome.failure.retryAfterMs ?? 0) };
}

async function sleepUntil(clock: Clock, atMs: number, signal: AbortSignal): Promise<void> {
  for (let leftMs = atMs - clock.now(); leftMs > 0; leftMs = atMs - clock.now()) {
    await clock.sleep(Math.min(leftMs, maxSleepMs), signal);
  }
}
