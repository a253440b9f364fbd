import type { Host } from '../host/host.ts';
import { readJson } from '../host/files/read-json.ts';
import { aNumber, anObject, aRecord, aText } from './shape.ts';

/** What a running daemon tells other processes: which readings it keeps fresh, and where its page is. */
export type Schedule = {
  readonly pid: number;
  readonly writtenAtMs: number;
  /** When each reading is taken next, by its slot; readings that wait for a person have no entry. */
  readonly nextRefreshAtMs: Readonly<Record<string, number>>;
  /** Of its page, where it has one. */
  readonly url?: string;
};

const aSchedule = anObject({ pid: aNumber, writtenAtMs: aNumber, nextRefreshAtMs: aRecord(aNumber) }, { url: aText });

/** A refresh takes its time, and a daemon that was stopped hard leaves its file behind: it counts no longer than this after the moment it named. */
const graceMs = 90_000;

/** The small private file through which processes learn of the daemon. */
export function openScheduleFile({ files, clock }: Pick<Host, 'files' | 'clock'>, path: string) {
  const lookedPath = `${path}.looked`;
  return {
    /** Read at once and without a schema: the quickest of all commands do this. Undefined where no daemon is known of. */
    read(): Schedule | undefined {
      return parseSchedule(readJson(files, path));
    },
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
    isAlive(): boolean {
      const slots = Object.keys(this.read()?.nextRefreshAtMs ?? {});
      return slots.some((slot) => this.nextRefreshAtMs(slot) !== undefined);
    },
    /** When the daemon takes this reading next; undefined where none does, or where it has not come back from it. */
    nextRefreshAtMs(slot: string): number | undefined {
      const schedule = this.read();
      const atMs = schedule?.nextRefreshAtMs[slot];
      const nowMs = clock.now();
      // Written in the future: the clock was set back, and no moment in there means anything.
      return schedule === undefined || atMs === undefined || schedule.writtenAtMs > nowMs + graceMs || atMs + graceMs < nowMs
        ? undefined
        : atMs;
    },
  };
}

export type ScheduleFile = ReturnType<typeof openScheduleFile>;

function parseSchedule(json: unknown): Schedule | undefined {
  if (!aSchedule(json)) return undefined;
  const { pid, writtenAtMs, nextRefreshAtMs, url } = json as Schedule;
  return { pid, writtenAtMs, nextRefreshAtMs, ...(url === undefined ? {} : { url }) };
}
