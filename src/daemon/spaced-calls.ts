import type { Clock } from '../host/host.ts';
import { maxAtOnce } from '../refresh/service-gate.ts';

/**
 * Calls back for each change of a few accounts, but with many of them at most once per gap: every
 * refresh changes what concerns all of them, and passing that on costs more than the refresh.
 */
export class SpacedCalls {
  readonly #clock: Clock;
  readonly #gapMs: number;
  readonly #call: () => void;
  readonly #closing = new AbortController();
  #calledAtMs = -Infinity;
  #isWaiting = false;

  constructor(clock: Clock, gapMs: number, call: () => void) {
    this.#clock = clock;
    this.#gapMs = gapMs;
    this.#call = call;
  }

  /** Something of so many accounts has changed: calls back now or at the end of the gap. */
  changed(accounts: number): void {
    const sinceMs = this.#clock.now() - this.#calledAtMs;
    const isSoon = accounts > maxAtOnce && sinceMs >= 0 && sinceMs < this.#gapMs;
    if (!isSoon) this.#callNow();
    else if (!this.#isWaiting) void this.#callAfter(this.#gapMs - sinceMs);
  }

  close(): void {
    this.#closing.abort();
  }

  #callNow(): void {
    this.#calledAtMs = this.#clock.now();
    this.#call();
  }

  async #callAfter(ms: number): Promise<void> {
    const { signal } = this.#closing;
    this.#isWaiting = true;
    await this.#clock.sleep(ms, signal).catch(() => undefined);
    this.#isWaiting = false;
    if (!signal.aborted) this.#callNow();
  }
}
