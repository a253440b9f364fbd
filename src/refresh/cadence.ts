import { failurePolicy, type FailureFacts } from '../domain/failure.ts';
import type { Cadence } from '../domain/setting-choices.ts';
import type { CadenceReason } from '../domain/usage-state.ts';

/** All that decides when one account is asked next. Times are epoch milliseconds. */
export type CadenceSignals = {
  readonly nowMs: number;
  readonly cadence: Cadence;
  /** When it was last asked; absent at the start. */
  readonly askedAtMs?: number | undefined;
  /** What the last asking came to, where that was a failure, and how many came in a row. */
  readonly failure?: FailureFacts | undefined;
  readonly failuresInARow: number;
  /** When windows of the last good reading begin anew. */
  readonly resetsAtMs: readonly number[];
  /** Somebody has a page or a menu open. */
  readonly isWatched: boolean;
  /** When somebody last looked by way of a command. */
  readonly lookedAtMs?: number | undefined;
  /** When Kimi Code last wrote its session log. */
  readonly workedAtMs?: number | undefined;
  readonly savesBattery: boolean;
  /** 0..1, so that machines started together do not ask together for ever. */
  readonly jitter: number;
};

/** Wait this long, and why. With `needs-person` it is the time until a look whether anything changed, not until a request. */
export type NextRefresh = { readonly delayMs: number; readonly reason: CadenceReason };

const minuteMs = 60_000;
/** Manners: no background request follows another sooner than this. */
const leastGapMs = minuteMs;
const longestBackOffMs = 30 * minuteMs;
/** Kimi's new figures take a moment to show; not everyone should come in that moment. */
const afterReset = { fromMs: 60_000, toMs: 125_000 };
/** A look or a turn of Kimi Code says that there will be more of it. */
const looksLastMs = 10 * minuteMs;
const workLastsMs = 5 * minuteMs;
const idleAfterMs = 60 * minuteMs;

/** When to ask next, and why then. Pure: the same signals give the same answer. */
export function nextRefresh(signals: CadenceSignals): NextRefresh {
  const { askedAtMs, failure } = signals;
  if (askedAtMs === undefined) return { delayMs: 0, reason: 'scheduled' };
  // Asked in the future means that the clock was set back since: from now on, then.
  const sinceMs = Math.max(0, signals.nowMs - askedAtMs);
  if (failure !== undefined) {
    const retry = failurePolicy[failure.kind].retry;
    if (retry === 'after-change') return { delayMs: minuteMs, reason: 'needs-person' };
    if (retry === 'back-off') return afterFailure(failure, signals, sinceMs);
  }
  const usual = usualInterval(signals);
  const usualDelayMs = Math.max(0, usual.everyMs - sinceMs);
  const resetDelayMs =
    failure === undefined ? delayUntilReset(signals, askedAtMs, sinceMs) : undefined;
  if (resetDelayMs !== undefined && resetDelayMs < usualDelayMs)
    return { delayMs: resetDelayMs, reason: 'after-reset' };
  return { delayMs: usualDelayMs, reason: usual.reason };
}

/** The interval where nothing is wrong. */
function usualInterval(signals: CadenceSignals): {
  readonly everyMs: number;
  readonly reason: CadenceReason;
} {
  const { cadence, nowMs, isWatched, lookedAtMs, workedAtMs, savesBattery } = signals;
  if (cadence !== 'adaptive') return { everyMs: cadence * minuteMs, reason: 'scheduled' };
  const isWithin = (atMs: number | undefined, spanMs: number): boolean =>
    atMs !== undefined && Math.abs(nowMs - atMs) <= spanMs;
  const isLookedAt = isWatched || isWithin(lookedAtMs, looksLastMs);
  if (savesBattery)
    return isLookedAt
      ? { everyMs: 5 * minuteMs, reason: 'somebody-looks' }
      : { everyMs: 30 * minuteMs, reason: 'battery-saver' };
  if (isLookedAt) return { everyMs: 2 * minuteMs, reason: 'somebody-looks' };
  if (isWithin(workedAtMs, workLastsMs))
    return { everyMs: 2 * minuteMs, reason: 'kimi-code-works' };
  const isIdle = !isWithin(lookedAtMs, idleAfterMs) && !isWithin(workedAtMs, idleAfterMs);
  return isIdle
    ? { everyMs: 15 * minuteMs, reason: 'idle' }
    : { everyMs: 5 * minuteMs, reason: 'scheduled' };
}

/**
 * Where the request got no answer the network may be back in a minute; where Kimi answered with a refusal or a fault,
 * the pause begins at the usual interval. Each further failure doubles it, up to half an hour. A longer wish of Kimi's is kept.
 */
function afterFailure(
  failure: FailureFacts,
  { cadence, failuresInARow, jitter }: CadenceSignals,
  sinceMs: number,
): NextRefresh {
  const gotNoAnswer = failure.kind === 'offline' || failure.kind === 'timed-out';
  const firstMs = gotNoAnswer ? leastGapMs : (cadence === 'adaptive' ? 5 : cadence) * minuteMs;
  const stretch = 1 + 0.2 * jitter;
  const doubledMs = firstMs * 2 ** Math.min(Math.max(0, failuresInARow - 1), 10);
  const backOffMs = Math.min(doubledMs, longestBackOffMs / 1.2) * stretch;
  const wishMs = failure.retryAfterMs ?? 0;
  const reason = wishMs > backOffMs ? 'asked-to-wait' : 'after-failure';
  return {
    delayMs: Math.ceil(Math.max(0, Math.max(backOffMs, wishMs, leastGapMs) - sinceMs)),
    reason,
  };
}

/** Until a moment after the next reset that the last reading did not see yet. */
function delayUntilReset(
  { nowMs, resetsAtMs, jitter }: CadenceSignals,
  askedAtMs: number,
  sinceMs: number,
): number | undefined {
  const marginMs = afterReset.fromMs + jitter * (afterReset.toMs - afterReset.fromMs);
  const ahead = resetsAtMs.filter((atMs) => atMs + afterReset.fromMs > Math.min(askedAtMs, nowMs));
  if (ahead.length === 0) return undefined;
  return Math.ceil(Math.max(0, Math.min(...ahead) + marginMs - nowMs, leastGapMs - sinceMs));
}
