import { readHistory } from '../../../app/history.ts';
import type { UsageDaemon } from '../../../daemon/usage-daemon.ts';
import type { HistorySeries } from '../../../domain/history.ts';
import type { UsageOutcome } from '../../../domain/usage-snapshot.ts';
import type { UsageState } from '../../../domain/usage-state.ts';
import type { Host } from '../../../host/host.ts';

export type WatchedDaemon = Pick<UsageDaemon, 'subscribe' | 'look' | 'refresh'>;

/** One account as the screen shows it. */
export type WatchedState = {
  /** The latest one; absent until the first refresh. */
  readonly outcome?: UsageOutcome | undefined;
  /** The last day. */
  readonly series: readonly HistorySeries[];
  /** All accounts of the daemon. */
  readonly accounts: UsageState['accounts'];
  readonly refreshing: boolean;
  readonly nextRefreshAtMs?: number | undefined;
};

const dayMs = 86_400_000;

/** Follows one account of a daemon, in this process or another, and adds its history. */
export class WatchedUsage {
  readonly #host: Host;
  readonly #account: string | undefined;
  readonly #onChange: () => void;
  #state: WatchedState = { series: [], accounts: [], refreshing: false };
  #daemon: WatchedDaemon | undefined;
  #plottedAtMs: number | undefined;

  /** `onChange` is called whenever `state` has changed. */
  constructor(host: Host, account: string | undefined, onChange: () => void) {
    this.#host = host;
    this.#account = account;
    this.#onChange = onChange;
  }

  get state(): WatchedState {
    return this.#state;
  }

  /** Follows this daemon as a viewer until the returned function is called. */
  follow(daemon: WatchedDaemon): () => void {
    this.#daemon = daemon;
    const stopLooking = daemon.look();
    const unsubscribe = daemon.subscribe((state) => this.#receive(state));
    return () => {
      unsubscribe();
      stopLooking();
      this.#daemon = undefined;
    };
  }

  /** Refreshes now, unless a refresh is running. */
  async refreshNow(): Promise<void> {
    if (this.#state.refreshing) return;
    try {
      await this.#daemon?.refresh();
    } catch (error) {
      this.#host.log.debug('the refresh failed', { reason: String(error) });
    }
  }

  #receive({ accounts, refreshing, nextRefreshAtMs }: UsageState): void {
    const { outcome } = accounts.find(({ account }) => account === this.#account) ?? {};
    this.#change({
      outcome: outcome ?? this.#state.outcome,
      accounts,
      refreshing,
      nextRefreshAtMs,
    });
    // The daemon records usage in the history before its refresh ends.
    if (!refreshing && outcome?.kind === 'fresh') void this.#plot(outcome.snapshot.fetchedAtMs);
  }

  async #plot(fetchedAtMs: number): Promise<void> {
    if (fetchedAtMs === this.#plottedAtMs) return;
    this.#plottedAtMs = fetchedAtMs;
    const untilMs = this.#host.clock.now();
    const query = { account: this.#account, sinceMs: untilMs - dayMs, untilMs };
    try {
      this.#change({ series: await readHistory(this.#host, query) });
    } catch (error) {
      this.#host.log.debug('the history could not be read', { reason: String(error) });
    }
  }

  #change(change: Partial<WatchedState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange();
  }
}
