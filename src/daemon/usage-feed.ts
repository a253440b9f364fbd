import type { UsageState } from '../domain/usage-state.ts';
import type { Host } from '../host/host.ts';

/** What changes from state to state; when it came to be is the feed's own business. */
export type FeedContent = Omit<UsageState, 'atMs'>;

/** Holds the state of the moment and tells everyone who listens, each time all of it. */
export type UsageFeed = {
  state(): UsageState;
  /** Puts the given parts in place and tells the listeners; parts given as undefined are left out of the state. */
  publish(change: { readonly [Key in keyof FeedContent]?: FeedContent[Key] | undefined }): void;
  /** Calls `listener` now and with each state to come, until the returned function is called. */
  subscribe(listener: (state: UsageState) => void): () => void;
};

/** A listener that throws is logged and stays; the others are told all the same. */
export function createUsageFeed(
  { clock, log }: Pick<Host, 'clock' | 'log'>,
  start: FeedContent,
): UsageFeed {
  let content = start;
  const listeners = new Set<{ readonly tell: (state: UsageState) => void }>();
  const state = (): UsageState => ({ ...content, atMs: clock.now() });

  function tell(
    listener: { readonly tell: (state: UsageState) => void },
    current: UsageState,
  ): void {
    try {
      listener.tell(current);
    } catch (error) {
      log.debug('a listener of the feed failed', { reason: String(error) });
    }
  }

  return {
    state,
    publish(change) {
      const merged = Object.entries({ ...content, ...change }).filter(
        ([, value]) => value !== undefined,
      );
      content = Object.fromEntries(merged) as FeedContent;
      const current = state();
      for (const listener of listeners) tell(listener, current);
    },
    subscribe(listener) {
      const entry = { tell: listener };
      listeners.add(entry);
      tell(entry, state());
      return () => void listeners.delete(entry);
    },
  };
}
