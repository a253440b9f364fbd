import type { UsageApp } from '../../app/usage-app.ts';
import type { FailureFacts } from '../../domain/failure.ts';
import { isKimisFault, type ServiceStatus } from '../../domain/service-status.ts';
import type { Clock } from '../../host/host.ts';

/** The longest wait for Kimi's status page. */
const maxWaitMs = 1_500;

type Deps = { readonly app: Pick<UsageApp, 'serviceStatus'>; readonly clock: Clock };

/**
 * Looks up Kimi's status page beside requests for usage, within the same time limit. A success
 * never waits for it.
 */
export class StatusPageCheck {
  readonly #app: Deps['app'];
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #endMs: number;
  readonly #ended = new AbortController();
  #early: Promise<ServiceStatus | undefined> | undefined;

  constructor({ app, clock }: Deps, timeoutMs: number) {
    this.#app = app;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#endMs = clock.now() + timeoutMs;
  }

  /** Does `work`, and starts the lookup shortly before its time is over: later is too late. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const done = new AbortController();
    if (this.#timeoutMs > 2 * maxWaitMs) void this.#startEarly(done.signal);
    try {
      return await work();
    } finally {
      done.abort();
    }
  }

  /** The page's report if one of the failures is Kimi's. Ends the lookup either way. */
  async explain(failures: readonly FailureFacts[]): Promise<ServiceStatus | undefined> {
    try {
      if (!failures.some(isKimisFault)) return undefined;
      return await (this.#early ?? this.#lookUp(this.#endMs - this.#clock.now()));
    } finally {
      this.#ended.abort();
    }
  }

  async #startEarly(done: AbortSignal): Promise<void> {
    const isDue = await this.#clock.sleep(this.#timeoutMs - maxWaitMs, done).then(
      () => true,
      () => false,
    );
    if (isDue) this.#early = this.#lookUp(maxWaitMs);
  }

  async #lookUp(leftMs: number): Promise<ServiceStatus | undefined> {
    const timeoutMs = Math.min(leftMs, maxWaitMs);
    if (timeoutMs <= 0) return undefined;
    return await this.#app.serviceStatus({ timeoutMs, signal: this.#ended.signal });
  }
}
