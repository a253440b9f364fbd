import { failurePolicy } from '../../../domain/failure.ts';
import type { GuardDecision } from '../../../domain/guard-decision.ts';
import type { UsageOutcome } from '../../../domain/usage-snapshot.ts';
import type { Clock } from '../../../host/host.ts';
import { formatCountdown, formatLocalTime } from '../../../present/words/time.ts';
import { windowLabel } from '../../../present/words/windows.ts';
import type { CommandContext } from '../../command-context.ts';

/** One look at the quota: what was found, and what was decided by it. */
export type GuardLook = { readonly decision: GuardDecision; readonly outcome: UsageOutcome };

export type GuardWait = {
  readonly maxWaitMs: number;
  /** `fresh` asks the service anew, whatever is kept. */
  readonly look: (fresh: boolean) => Promise<GuardLook>;
};

/** Kimi's figures take a moment to follow a reset; and a service that fails is left alone for a while. */
const afterResetMs = 5_000;
const tryAgainMs = 60_000;
/** A computer that sleeps stops its timers, not its clock: the clock is looked at this often. */
const longestSleepMs = 30_000;

/**
 * Looks, and where too little is left, waits for the reset and looks again, until there is enough or until that would take
 * longer than `maxWaitMs` from now. A failing service is asked again within that time; what only a person can mend is not.
 * Says on stderr what it waits for. Rejects with the signal's reason when it is aborted.
 */
export async function waitForQuota(
  { host, terminal, messages, signal }: CommandContext,
  { maxWaitMs, look }: GuardWait,
): Promise<GuardLook> {
  const { clock } = host;
  const untilMs = clock.now() + maxWaitMs;
  for (let seen = await look(false); ; seen = await look(true)) {
    const nowMs = clock.now();
    const next = nextLook(seen, nowMs);
    if (next.kind === 'done') return seen;
    const { guard } = messages;
    if (next.atMs === undefined || next.atMs > untilMs) {
      const longest = formatCountdown(maxWaitMs, messages);
      terminal.err(
        next.atMs === undefined
          ? guard.noReset
          : guard.tooLong({ span: formatCountdown(next.atMs - nowMs, messages), longest }),
      );
      return seen;
    }
    const span = formatCountdown(next.atMs - nowMs, messages);
    const at = formatLocalTime(next.atMs, nowMs, undefined, messages);
    if (next.kind === 'reset')
      terminal.err(guard.waiting({ window: windowLabel(next.window, messages), span, at }));
    else terminal.err(guard.waitingAgain(span));
    await sleepUntil(clock, next.atMs, signal);
  }
}

type NextLook =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'reset';
      readonly atMs?: number | undefined;
      readonly window: Parameters<typeof windowLabel>[0];
    }
  | { readonly kind: 'again'; readonly atMs: number };

function nextLook({ decision, outcome }: GuardLook, nowMs: number): NextLook {
  if (decision.decision === 'ok') return { kind: 'done' };
  if (decision.decision === 'blocked') {
    const window = { id: decision.window };
    if (decision.resetsAtMs === undefined) return { kind: 'reset', window };
    // The reset came and the figures have not followed yet.
    const atMs =
      decision.resetsAtMs > nowMs ? decision.resetsAtMs + afterResetMs : nowMs + tryAgainMs;
    return { kind: 'reset', atMs, window };
  }
  if (outcome.kind !== 'failed' || failurePolicy[outcome.failure.kind].retry !== 'back-off')
    return { kind: 'done' };
  if (outcome.failure.kind === 'credential-rejected') return { kind: 'done' };
  return { kind: 'again', atMs: nowMs + Math.max(tryAgainMs, outcome.failure.retryAfterMs ?? 0) };
}

async function sleepUntil(clock: Clock, atMs: number, signal: AbortSignal): Promise<void> {
  for (let leftMs = atMs - clock.now(); leftMs > 0; leftMs = atMs - clock.now()) {
    await clock.sleep(Math.min(leftMs, longestSleepMs), signal);
  }
}
