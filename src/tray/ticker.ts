import type { Clock } from '../host/host.ts';

export type TickerOptions = {
  readonly everyMs: number;
  /** Ticks until it stops on its own. */
  readonly maxTicks: number;
};

/** Calls a function in intervals while it is started. */
export class Ticker {
  readonly #clock: Clock;
  readonly #options: TickerOptions;
  readonly #tick: () => void;
  #run: AbortController | undefined;

  /** `tick` must not throw. */
  constructor(clock: Clock, options: TickerOptions, tick: () => void) {
    this.#clock = clock;
    this.#options = options;
    this.#tick = tick;
  }

  /**
   * Does nothing if it is running already. `onStart` may return a function, which is called when
   * the ticker stops.
   */
  start(onStart?: () => (() => void) | undefined): void {
    if (this.#run !== undefined) return;
    this.#run = new AbortController();
    const onStop = onStart?.();
    void this.#tickUntilStopped(this.#run).finally(onStop);
  }

  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  async #tickUntilStopped(run: AbortController): Promise<void> {
    const { everyMs, maxTicks } = this.#options;
    for (let ticks = 0; ticks < maxTicks && !run.signal.aborted; ticks += 1) {
      await this.#clock.sleep(everyMs, run.signal).catch(() => {});
      if (!run.signal.aborted) this.#tick();
    }
    if (this.#run === run) this.#run = undefined;
  }
}
