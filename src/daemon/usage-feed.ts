import type { UsageState } from '../domain/usage-state.ts';
import type { Host } from '../host/host.ts';
import { SpacedCalls } from './spaced-calls.ts';

/** A state without its time, which the feed adds. */
export type FeedContent = Omit<UsageState, 'atMs'>;

/** With many accounts, listeners are called this far apart. */
const gapMs = 1000;

/** Holds the current state and passes it on to all listeners, as a whole each time. */
export class UsageFeed {
  readonly #host: Pick<Host, 'clock' | 'log'>;
  readonly #listeners = new Set<{ readonly notify: (state: UsageState) => void }>();
  #content: FeedContent;
  readonly #calls: SpacedCalls;
  /** Counts what was published. */
  #revision = 0;

  constructor(host: Pick<Host, 'clock' | 'log'>, content: FeedContent) {
    this.#host = host;
    this.#content = content;
    this.#calls = new SpacedCalls(host.clock, gapMs, () => this.#notifyAll());
  }

  state(): UsageState {
    return { ...this.#content, atMs: this.#host.clock.now() };
  }

  /** Replaces the given parts and notifies the listeners; with many accounts once a second. */
  publish(change: Partial<FeedContent>): void {
    this.#content = { ...this.#content, ...change };
    this.#revision += 1;
    this.#calls.changed(this.#content.accounts.length);
  }

  /** Ends notifications that are still to come. */
  close(): void {
    this.#calls.close();
  }

  #notifyAll(): void {
    const revision = this.#revision;
    const state = this.state();
    for (const listener of this.#listeners) {
      // A listener has published: everyone has had a newer state than this.
      if (revision !== this.#revision) return;
      this.#notify(listener, state);
    }
  }

  /**
   * Calls `listener` now and with each later state, until the returned function is called. A
   * listener that throws is logged and stays subscribed; the others are notified all the same.
   */
  subscribe(listener: (state: UsageState) => void): () => void {
    // The same function may be subscribed twice.
    const entry = { notify: listener };
    this.#listeners.add(entry);
    this.#notify(entry, this.state());
    return () => void this.#listeners.delete(entry);
  }

  #notify(listener: { readonly notify: (state: UsageState) => void }, state: UsageState): void {
    try {
      listener.notify(state);
    } catch (error) {
      this.#host.log.debug('a listener of the feed failed', { reason: String(error) });
    }
  }
}
