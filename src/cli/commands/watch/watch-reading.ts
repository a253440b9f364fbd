import { readHistory } from '../../../app/history.ts';
import type { UsageApp } from '../../../app/usage-app.ts';
import { Failure } from '../../../domain/failure.ts';
import type { HistorySeries } from '../../../domain/history.ts';
import type { Cadence } from '../../../domain/setting-choices.ts';
import type { UsageOutcome } from '../../../domain/usage-snapshot.ts';
import type { Host } from '../../../host/host.ts';
import { nextOf, trackAfter, type AccountTrack } from '../../../daemon/account-track.ts';

/** What is known at the moment. */
export type WatchedReading = {
  readonly outcome?: UsageOutcome | undefined;
  readonly series: readonly HistorySeries[];
  readonly refreshing: boolean;
  readonly nextRefreshAtMs?: number | undefined;
};

/** Keeps one account's reading fresh while somebody watches. */
export type ReadingKeeper = {
  current(): WatchedReading;
  /** A person wants it now. */
  refreshNow(): void;
  /** Goes on until the signal aborts; never rejects otherwise but for bugs. */
  run(): Promise<void>;
};

export type KeeperDeps = {
  readonly host: Host;
  readonly app: UsageApp;
  readonly cadence: Cadence;
  readonly account?: string | undefined;
  readonly signal: AbortSignal;
  /** Something is new on `current()`. */
  readonly changed: () => void;
};

/** A reading that another process has just taken is as good as our own. */
const sharedForMs = 30_000;
/** A running daemon may be asked by others, too: its kept reading is looked at this often, which costs nothing. */
const lookEveryMs = 15_000;
const daemonTakesMs = 2_000;
const leastWaitMs = 1_000;
const patienceMs = 20_000;
const dayMs = 86_400_000;

/**
 * Beside a running daemon its readings are shown; without one they are taken here, at the very cadence the daemon has:
 * no more often, later after failures, soon after a reset.
 */
export function createReadingKeeper({
  host,
  app,
  cadence,
  account,
  signal,
  changed,
}: KeeperDeps): ReadingKeeper {
  const { clock, log } = host;
  const named = account === undefined ? {} : { account };
  let reading: WatchedReading = { series: [], refreshing: false };
  let track: AccountTrack = { failuresInARow: 0, jitter: Math.random() };
  let insist = false;
  let isTended = false;
  let plottedAtMs = Number.NEGATIVE_INFINITY;
  let waiting: AbortController | undefined;

  function set(next: WatchedReading): void {
    reading = next;
    changed();
  }

  /** Returns how long to wait until the next look. */
  async function look(): Promise<number> {
    const isWish = insist;
    insist = false;
    const isDue = isWish || track.outcome === undefined || (!isTended && dueInMs() <= leastWaitMs);
    if (isDue) set({ ...reading, refreshing: true });
    const ask = {
      ...named,
      maxAgeMs: sharedForMs,
      besideDaemon: 'use',
      remember: true,
      insist: isWish,
      mayPrompt: false,
      timeoutMs: patienceMs,
    } as const;
    const { nextRefreshAtMs, ...answer } = await app.readUsage({ ...ask, signal });
    const outcome: UsageOutcome = answer;
    const askedAtMs = outcome.kind === 'fresh' ? outcome.snapshot.fetchedAtMs : clock.now();
    track = trackAfter(track, outcome, askedAtMs, Math.random());
    const nowMs = clock.now();
    isTended = outcome.kind === 'fresh' && nextRefreshAtMs !== undefined;
    const nextAtMs =
      isTended && nextRefreshAtMs !== undefined
        ? nextRefreshAtMs
        : nowMs + Math.max(leastWaitMs, dueInMs());
    const { series } = reading;
    set({ outcome, series, refreshing: false, nextRefreshAtMs: nextAtMs });
    await plot(askedAtMs, nowMs);
    if (!isTended) return nextAtMs - nowMs;
    return Math.min(lookEveryMs, Math.max(leastWaitMs, nextAtMs + daemonTakesMs - nowMs));
  }

  /** Anew after each reading. */
  async function plot(takenAtMs: number, nowMs: number): Promise<void> {
    if (takenAtMs === plottedAtMs) return;
    plottedAtMs = takenAtMs;
    set({
      ...reading,
      series: await readHistory(host, { ...named, sinceMs: nowMs - dayMs, untilMs: nowMs }),
    });
  }

  function dueInMs(): number {
    return nextOf(track, { cadence, isWatched: true, savesBattery: false }, clock.now()).delayMs;
  }

  async function wait(ms: number): Promise<void> {
    waiting = new AbortController();
    try {
      await clock.sleep(ms, AbortSignal.any([signal, waiting.signal]));
    } catch (error) {
      if (!waiting.signal.aborted) throw error;
    } finally {
      waiting = undefined;
    }
  }

  return {
    current: () => reading,
    refreshNow() {
      if (reading.refreshing) return;
      insist = true;
      waiting?.abort();
    },
    async run() {
      try {
        while (!signal.aborted) await wait(await look());
      } catch (error) {
        if (!signal.aborted || !(error instanceof Failure)) throw error;
        log.debug('watching ends');
      }
    },
  };
}
