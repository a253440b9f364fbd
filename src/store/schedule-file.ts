import type { Host } from '../host/host.ts';
import { readJson, tryFacts } from '../host/files/try-read.ts';
import { isNumber, isRecordOf, isShape, isText, optional } from '../domain/shape.ts';

/**
 * What a running daemon publishes for other processes: what it keeps fresh, and the address of its
 * page.
 */
export type Schedule = {
  readonly pid: number;
  readonly writtenAtMs: number;
  /** When it refreshes next, by cache slot; slots that wait for the user have no entry. */
  readonly nextRefreshAtMs: Readonly<Record<string, number>>;
  /** Of its page, if it has one. */
  readonly url?: string | undefined;
};

const isSchedule = isShape<Schedule>({
  pid: isNumber,
  writtenAtMs: isNumber,
  nextRefreshAtMs: isRecordOf(isNumber),
  url: optional(isText),
});

/**
 * A refresh takes time, and a killed daemon leaves its file behind: an entry is valid for this long
 * after its time.
 */
const graceMs = 90_000;

/** The small private file by which other processes find the daemon. */
export function openScheduleFile({ files, clock }: Pick<Host, 'files' | 'clock'>, path: string) {
  const viewedPath = `${path}.looked`;

  function read(): Schedule | undefined {
    const json = readJson(files, path);
    return isSchedule(json) ? json : undefined;
  }

  const nextRefreshes = () => validEntries(read(), clock.now());

  return {
    read,
    /** Throws the system's error. */
    async write(schedule: Schedule): Promise<void> {
      await files.writeCache(path, JSON.stringify(schedule));
    },
    async remove(): Promise<void> {
      await files.remove(path);
    },
    /** Marks that usage was looked at just now. Never throws. */
    markViewed(): void {
      files.touch(viewedPath);
    },
    /** When that last happened, epoch milliseconds. */
    viewedAtMs(): number | undefined {
      return tryFacts(files, viewedPath)?.modifiedAtMs;
    },
    /** Does a daemon keep any slot fresh? */
    isAlive: (): boolean => Object.keys(nextRefreshes()).length > 0,
    /**
     * When the daemon refreshes this slot next; undefined if none does, or if its last refresh
     * never ended.
     */
    nextRefreshAtMs: (slot: string): number | undefined => nextRefreshes()[slot],
  };
}

/** When each slot is refreshed next, by the entries that are still valid. */
function validEntries(
  schedule: Schedule | undefined,
  nowMs: number,
): Readonly<Record<string, number>> {
  // Written in the future: the clock was set back, and no time in the file means anything.
  if (schedule === undefined || schedule.writtenAtMs > nowMs + graceMs) return {};
  return Object.fromEntries(
    Object.entries(schedule.nextRefreshAtMs).filter(([, atMs]) => atMs + graceMs >= nowMs),
  );
}

export type ScheduleFile = ReturnType<typeof openScheduleFile>;
