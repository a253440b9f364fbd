import { failurePolicy, type FailureFacts } from '../domain/failure.ts';
import type { EffectiveCadence } from '../domain/setting-choices.ts';
import type { CadenceReason } from '../domain/usage-state.ts';

/** Everything that decides when one account is refreshed next. Times are epoch milliseconds. */
export type CadenceSignals = {
  readonly nowMs: number;
  readonly cadence: EffectiveCadence;
  /** When it was last refreshed; absent at the start. */
  readonly refreshedAtMs?: number | undefined;
  /** The failure of the last refresh, if it failed, and how many failed in a row. */
  readonly failure?: FailureFacts | undefined;
  readonly failuresInARow: number;
  /** When the windows of the last good snapshot reset. */
  readonly resetsAtMs: readonly number[];
  /** A page or menu is open. */
  readonly isWatched: boolean;
  /** When a command last showed usage. */
  readonly viewedAtMs?: number | undefined;
  /** When Kimi Code last wrote its session log. */
  readonly kimiCodeActiveAtMs?: number | undefined;
  readonly savesBattery: boolean;
  /** 0..1, so that machines started together do not send requests in step forever. */
  readonly jitter: number;
  /** 0..1: by how much of the interval to wait longer, so that many accounts come apart. */
  readonly spread?: number | undefined;
};

/**
 * How long to wait, and why. With `needs-person` it is the time until the next check for changes,
 * not until a request.
 */
export type NextRefresh = { readonly delayMs: number; readonly reason: CadenceReason };

const minuteMs = 60_000;
/** Background requests are at least this far apart. */
const minGapMs = minuteMs;
const maxBackOffMs = 30 * minuteMs;
/** Kimi's new figures take a moment to appear, and not every client should ask for them at once. */
const afterReset = { fromMs: 60_000, toMs: 125_000 };
/** A view or a turn in Kimi Code suggests that more will follow. */
const viewCountsForMs = 10 * minuteMs;
const activityCountsForMs = 5 * minuteMs;
const idleAfterMs = 60 * minuteMs;

/**
 * Refreshes that users ask for are at least this far apart, however many buttons and commands ask
 * for one.
 */
export const minForcedGapMs = 10_000;

/**
 * Processes started together do not start in the same instant: such a recent outage counts for all
 * of them.
 */
const sharedOutageMs = 5_000;

/**
 * How long after a failure no request is sent even if a user or program asks for usage no older
 * than `maxAgeMs`; a pause that Kimi asked for always counts.
 */
export function pauseAfterFailureMs(
  { kind, retryAfterMs }: FailureFacts,
  maxAgeMs: number,
): number {
  const isOutage = failurePolicy[kind].retry === 'back-off';
  return retryAfterMs ?? (isOutage ? Math.min(sharedOutageMs, maxAgeMs) : 0);
}

/** When to refresh next, and why then. Pure. */
export function nextRefresh(signals: CadenceSignals): NextRefresh {
  const { refreshedAtMs, failure } = signals;
  if (refreshedAtMs === undefined) return { delayMs: 0, reason: 'scheduled' };
  // Refreshed in the future: the clock was set back since, so count from now.
  const sinceMs = Math.max(0, signals.nowMs - refreshedAtMs);
  if (failure !== undefined) {
    const retry = failurePolicy[failure.kind].retry;
    if (retry === 'after-change') return { delayMs: minuteMs, reason: 'needs-person' };
    if (retry === 'back-off') return afterFailure(failure, signals, sinceMs);
  }
  const regular = regularInterval(signals);
  const everyMs = Math.round(regular.everyMs * (1 + (signals.spread ?? 0)));
  const regularDelayMs = Math.max(0, everyMs - sinceMs);
  const resetDelayMs =
    failure === undefined ? delayUntilReset(signals, refreshedAtMs, sinceMs) : undefined;
  if (resetDelayMs !== undefined && resetDelayMs < regularDelayMs)
    return { delayMs: resetDelayMs, reason: 'after-reset' };
  return { delayMs: regularDelayMs, reason: regular.reason };
}

/** The interval while requests succeed. */
function regularInterval(signals: CadenceSignals): {
  readonly everyMs: number;
  readonly reason: CadenceReason;
} {
  const { cadence, nowMs, isWatched, viewedAtMs, kimiCodeActiveAtMs, savesBattery } = signals;
  if (cadence !== 'adaptive') return { everyMs: cadence * minuteMs, reason: 'scheduled' };
  const isWithin = (atMs: number | undefined, spanMs: number): boolean =>
    atMs !== undefined && Math.abs(nowMs - atMs) <= spanMs;
  const isViewed = isWatched || isWithin(viewedAtMs, viewCountsForMs);
  if (savesBattery)
    return isViewed
      ? { everyMs: 5 * minuteMs, reason: 'page-open' }
      : { everyMs: 30 * minuteMs, reason: 'battery-saver' };
  if (isViewed) return { everyMs: 2 * minuteMs, reason: 'page-open' };
  if (isWithin(kimiCodeActiveAtMs, activityCountsForMs))
    return { everyMs: 2 * minuteMs, reason: 'kimi-code-works' };
  const isIdle = !isWithin(viewedAtMs, idleAfterMs) && !isWithin(kimiCodeActiveAtMs, idleAfterMs);
  return isIdle
    ? { everyMs: 15 * minuteMs, reason: 'idle' }
    : { everyMs: 5 * minuteMs, reason: 'scheduled' };
}

/**
 * Without a response the network may be back in a minute; after a rejection or fault the pause
 * starts at the regular interval. Each further failure doubles it, up to half an hour. A longer
 * `Retry-After` wins.
 */
function afterFailure(
  failure: FailureFacts,
  { cadence, failuresInARow, jitter }: CadenceSignals,
  sinceMs: number,
): NextRefresh {
  const gotNoResponse = failure.kind === 'offline' || failure.kind === 'timed-out';
  const firstMs = gotNoResponse ? minGapMs : (cadence === 'adaptive' ? 5 : cadence) * minuteMs;
  const stretch = 1 + 0.2 * jitter;
  const doubledMs = firstMs * 2 ** Math.min(Math.max(0, failuresInARow - 1), 10);
  const backOffMs = Math.min(doubledMs, maxBackOffMs / 1.2) * stretch;
  const retryAfterMs = failure.retryAfterMs ?? 0;
  const reason = retryAfterMs > backOffMs ? 'asked-to-wait' : 'after-failure';
  return {
    delayMs: Math.ceil(Math.max(0, Math.max(backOffMs, retryAfterMs, minGapMs) - sinceMs)),
    reason,
  };
}

/** Until shortly after the next reset that the last refresh has not seen yet. */
function delayUntilReset(
  { nowMs, resetsAtMs, jitter }: CadenceSignals,
  refreshedAtMs: number,
  sinceMs: number,
): number | undefined {
  const marginMs = afterReset.fromMs + jitter * (afterReset.toMs - afterReset.fromMs);
  const ahead = resetsAtMs.filter(
    (atMs) => atMs + afterReset.fromMs > Math.min(refreshedAtMs, nowMs),
  );
  if (ahead.length === 0) return undefined;
  // Kimi's counts and pools give the same reset with seconds between: one refresh sees both.
  const firstMs = Math.min(...ahead);
  const lastMs = Math.max(...ahead.filter((atMs) => atMs - firstMs <= afterReset.fromMs));
  return Math.ceil(Math.max(0, lastMs + marginMs - nowMs, minGapMs - sinceMs));
}
