import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import type { openCacheFile } from '../store/cache-file.ts';
import { openSchedule } from './open-schedule.ts';

/** A running daemon as seen from another process, by one reading (its slot) in the data folder. */
export type BesideDaemon = {
  /** When the daemon takes this reading next, epoch milliseconds; absent where none does. */
  readonly nextRefreshAtMs?: number | undefined;
  /** The reading that it keeps fresh; undefined where there is none, or where its last try failed: then a try of our own may not. */
  tended(): UsageOutcome | undefined;
  /**
   * Remembers a reading that was just taken, so that there is a history without a daemon, too. Nothing is done where a daemon
   * runs that doesn't know this reading: it would be another account's.
   */
  remember(account: string | undefined, outcome: UsageOutcome, startedAtMs: number): Promise<void>;
};

/** Looks for the daemon, and lets it know that somebody looks. Takes a few dozen microseconds: nearly every run does this. */
export function besideDaemon(
  host: Host,
  slot: string,
  reading: ReturnType<typeof openCacheFile>,
): BesideDaemon {
  const schedule = openSchedule(host);
  const nextRefreshAtMs = schedule.nextRefreshAtMs(slot);
  if (nextRefreshAtMs !== undefined) schedule.markLooked();
  return {
    nextRefreshAtMs,
    tended() {
      const kept = nextRefreshAtMs === undefined ? undefined : reading.read();
      const isFromFuture = (kept?.good?.snapshot.fetchedAtMs ?? Infinity) > host.clock.now();
      return kept?.good === undefined || kept.failed !== undefined || isFromFuture
        ? undefined
        : { kind: 'fresh', ...kept.good };
    },
    async remember(account, outcome, startedAtMs) {
      if (outcome.kind === 'failed' || outcome.snapshot.fetchedAtMs < startedAtMs) return;
      if (nextRefreshAtMs === undefined && schedule.isAlive()) return;
      const { rememberReadings } = await import('./history.ts');
      await rememberReadings(host, [outcome.snapshot], account);
    },
  };
}
