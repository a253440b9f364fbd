import type { Host } from '../host/host.ts';
import { readJson } from '../host/files/try-read.ts';
import { isNumber, isRecordOf, isShape, isText, optional } from '../domain/shape.ts';

/** What a running daemon tells other processes: which readings it keeps fresh, and where its page is. */
export type Schedule = {
  readonly pid: number;
  readonly writtenAtMs: number;
  /** When each reading is taken next, by its slot; readings that wait for a person have no entry. */
  readonly nextRefreshAtMs: Readonly<Record<string, number>>;
  /** Of its page, where it has one. */
  readonly url?: string | undefined;
};

const isSchedule = isShape<Schedule>({
  pid: isNumber,
  writtenAtMs: isNumber,
  nextRefreshAtMs: isRecordOf(isNumber),
  url: optional(isText),
});

/** A refresh takes its time, and a daemon that was stopped hard leaves its file behind: it counts no longer than this after the moment it named. */
const graceMs = 90_000;

/** The small private file through which processes learn of the daemon. */
export function openScheduleFile({ files, clock }: Pick<Host, 'files' | 'clock'>, path: string) {
  const lookedPath = `${path}.looked`;

  /** Undefined where no daemon is known of. */
  function read(): Schedule | undefined {
    const json = readJson(files, path);
    return isSchedule(json) ? json : undefined;
  }

  /** The moments of the readings that a daemon does keep fresh. */
  function nextRefreshes(): Readonly<Record<string, number>> {
    const schedule = read();
    const nowMs = clock.now();
    // Written in the future: the clock was set back, and no moment in there means anything.
    if (schedule === undefined || schedule.writtenAtMs > nowMs + graceMs) return {};
    return Object.fromEntries(
      Object.entries(schedule.nextRefreshAtMs).filter(([, atMs]) => atMs + graceMs >= nowMs),
    );
  }

  return {
    read,
    /** Throws the system's error. */
    async write(schedule: Schedule): Promise<void> {
      await files.writePrivate(path, JSON.stringify(schedule));
    },
    async remove(): Promise<void> {
      await files.remove(path);
    },
    /** Leaves a mark that somebody looked at a reading just now. Trouble is nobody's here. */
    markLooked(): void {
      files.touch(lookedPath);
    },
    /** When somebody last did, epoch milliseconds. */
    lookedAtMs(): number | undefined {
      try {
        return files.facts(lookedPath)?.modifiedAtMs;
      } catch {
        return undefined;
      }
    },
    /** Does a daemon keep any reading fresh? */
    isAlive: (): boolean => Object.keys(nextRefreshes()).length > 0,
    /** When the daemon takes this reading next; undefined where none does, or where it has not come back from it. */
    nextRefreshAtMs: (slot: string): number | undefined => nextRefreshes()[slot],
  };
}

export type ScheduleFile = ReturnType<typeof openScheduleFile>;
