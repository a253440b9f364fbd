import type { FailureFacts } from '../domain/failure.ts';

/** So many refreshes of one service run at once, and may start together after a quiet time. */
export const maxAtOnce = 8;
/** Accounts whose last refresh failed never take all places: a time-out holds one for long. */
const maxRetriesAtOnce = maxAtOnce / 2;

/** Further refreshes start this far apart, or closer together if there are too many accounts. */
const maxGapMs = 250;
const maxRoundMs = 50_000;

/** So many rate limits without a success between them may be the computer's: then go slowly. */
const sharedLimitAfter = 5;
const sharedLimitPauseMs = 30_000;

/** What one service can be asked for: how many refreshes at once, how fast, and when not at all. */
export class ServiceGate {
  #running = 0;
  #retrying = 0;
  #limitedInARow = 0;
  #gapMs = maxGapMs;
  /** When the next refresh would start if all started this gap apart. */
  #nextStartMs = -Infinity;
  #pause = { fromMs: -Infinity, untilMs: -Infinity };

  /** How many accounts use this service. */
  setAccounts(count: number): void {
    this.#gapMs = Math.min(maxGapMs, maxRoundMs / count);
  }

  /** Milliseconds that the service has asked everyone to wait from now. */
  pausedForMs(nowMs: number): number {
    const { fromMs, untilMs } = this.#pause;
    // It began in the future: the clock was set back since.
    return nowMs < fromMs ? 0 : Math.max(0, untilMs - nowMs);
  }

  /** Milliseconds until a refresh may start; Infinity if another one must end first. */
  waitMs(nowMs: number, isRetry: boolean): number {
    if (this.#running >= maxAtOnce) return Infinity;
    if (isRetry && this.#retrying >= maxRetriesAtOnce) return Infinity;
    return Math.max(this.pausedForMs(nowMs), Math.ceil(this.#aheadMs(nowMs) - this.#leadMs), 0);
  }

  enter(nowMs: number, isRetry: boolean): void {
    this.#nextStartMs = nowMs + this.#aheadMs(nowMs) + this.#gapMs;
    this.#running += 1;
    if (isRetry) this.#retrying += 1;
  }

  /** `failure` is absent after a success. */
  leave(nowMs: number, isRetry: boolean, failure: FailureFacts | undefined): void {
    this.#running -= 1;
    if (isRetry) this.#retrying -= 1;
    if (failure === undefined) this.#limitedInARow = 0;
    if (failure?.kind === 'rate-limited') this.#limitedInARow += 1;
    const pauseMs = failure === undefined ? 0 : this.#pauseForAllMs(failure);
    if (pauseMs > 0) this.#pause = { fromMs: nowMs, untilMs: nowMs + pauseMs };
  }

  /** How much earlier than evenly spaced refreshes may start. */
  get #leadMs(): number {
    return (maxAtOnce - 1) * this.#gapMs;
  }

  #aheadMs(nowMs: number): number {
    const aheadMs = Math.max(0, this.#nextStartMs - nowMs);
    // Too far: the clock was set back since.
    return aheadMs > this.#leadMs + this.#gapMs ? 0 : aheadMs;
  }

  /** A rate limit is an account's own; an outage is not. */
  #pauseForAllMs({ kind, retryAfterMs = 0 }: FailureFacts): number {
    if (kind === 'server-fault') return retryAfterMs;
    const isShared = kind === 'rate-limited' && this.#limitedInARow >= sharedLimitAfter;
    return isShared ? Math.min(retryAfterMs, sharedLimitPauseMs) : 0;
  }
}
