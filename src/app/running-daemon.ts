import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import type { openCacheFile } from '../store/cache-file.ts';
import { noteUnrecorded, unrecordedPath } from '../store/unrecorded-usage.ts';
import { openScheduleFile, type ScheduleFile } from '../store/schedule-file.ts';

type ScheduleHost = Pick<Host, 'files' | 'clock' | 'env' | 'platform'>;

/**
 * What a running daemon publishes for the other processes of this user: when it refreshes next, and
 * the address of its page.
 */
export function openSchedule(host: ScheduleHost): ScheduleFile {
  return openScheduleFile(host, join(dataFolder(host.env, host.platform), 'schedule.json'));
}

/**
 * The address of a running KimiBar's page as it was published. The process may be gone by now: send
 * a request to find out.
 */
export function announcedAddress(host: ScheduleHost): URL | undefined {
  const { url } = openSchedule(host).read() ?? {};
  return url !== undefined && URL.canParse(url) && new URL(url).protocol === 'http:'
    ? new URL(url)
    : undefined;
}

/** A running daemon as another process sees it, for one cache slot. */
export type RunningDaemon = {
  /** When the daemon refreshes this slot next, epoch milliseconds; undefined if it does not. */
  readonly nextRefreshAtMs: number | undefined;
  /**
   * The usage that the daemon keeps fresh, unless its last refresh failed: another process may
   * succeed.
   */
  freshUsage(): UsageOutcome | undefined;
  /**
   * Records usage fetched since `startedAtMs`, so that there is a history without a daemon: now, or
   * as a note for the next run that opens the history. Does nothing if a daemon runs that does not
   * know this slot: it would be another account's.
   */
  recordHistory(usage: FetchedUsage, when: 'now' | 'later'): Promise<void>;
};

type FetchedUsage = {
  readonly account: string | undefined;
  readonly outcome: UsageOutcome;
  readonly startedAtMs: number;
};

/**
 * Finds the daemon, and lets it know that usage is being looked at. Nearly every run does this: it
 * takes microseconds.
 */
export function findRunningDaemon(
  host: Host,
  slot: string,
  cache: ReturnType<typeof openCacheFile>,
): RunningDaemon {
  const schedule = openSchedule(host);
  const nextRefreshAtMs = schedule.nextRefreshAtMs(slot);
  if (nextRefreshAtMs !== undefined) schedule.markViewed();
  return {
    nextRefreshAtMs,
    freshUsage() {
      const cached = nextRefreshAtMs === undefined ? undefined : cache.read();
      const isFromFuture = (cached?.good?.snapshot.fetchedAtMs ?? Infinity) > host.clock.now();
      return cached?.good === undefined || cached.failed !== undefined || isFromFuture
        ? undefined
        : { kind: 'fresh', ...cached.good };
    },
    async recordHistory({ account, outcome, startedAtMs }, when) {
      if (outcome.kind === 'failed' || outcome.snapshot.fetchedAtMs < startedAtMs) return;
      if (nextRefreshAtMs === undefined && schedule.isAlive()) return;
      const usage = { account, snapshot: outcome.snapshot };
      const notes = unrecordedPath(dataFolder(host.env, host.platform));
      if (when === 'later' && noteUnrecorded(host.files, notes, usage)) return;
      const { recordAndLearn } = await import('./history.ts');
      await recordAndLearn(host, outcome.snapshot, { slot, account });
    },
  };
}
