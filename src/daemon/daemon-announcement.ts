import type { Host } from '../host/host.ts';
import type { ScheduleFile } from '../store/schedule-file.ts';
import { SpacedCalls } from './spaced-calls.ts';

/** With many accounts, the file is written this far apart. Its readers allow for more. */
const gapMs = 10_000;

/** Announces the daemon in the schedule file. Never rejects: other processes can do without it. */
export class DaemonAnnouncement {
  readonly #host: Pick<Host, 'clock' | 'log' | 'platform'>;
  readonly #file: ScheduleFile;
  readonly #calls: SpacedCalls;
  #writing: Promise<void> = Promise.resolve();
  #written = '';
  #url: string | undefined;
  #nextRefreshAtMs: ReadonlyMap<string, number> = new Map();

  constructor(host: Pick<Host, 'clock' | 'log' | 'platform'>, file: ScheduleFile) {
    this.#host = host;
    this.#file = file;
    this.#calls = new SpacedCalls(host.clock, gapMs, () => (this.#writing = this.#write()));
  }

  /** When each account is refreshed next, by its slot. */
  async announceSchedule(nextRefreshAtMs: ReadonlyMap<string, number>): Promise<void> {
    this.#nextRefreshAtMs = nextRefreshAtMs;
    this.#calls.changed(nextRefreshAtMs.size);
    await this.#writing;
  }

  /** The address of the page. */
  async announcePage(url: string): Promise<void> {
    this.#url = url;
    await this.#write();
  }

  /** Removes the file, unless another daemon has written it since. */
  async withdraw(): Promise<void> {
    this.#calls.close();
    await this.#writing;
    if (this.#file.read()?.pid !== this.#host.platform.pid) return;
    await this.#file
      .remove()
      .catch((error: unknown) =>
        this.#host.log.debug('the schedule could not be removed', { reason: String(error) }),
      );
  }

  /** Skips a write that would change nothing but its time. */
  async #write(): Promise<void> {
    const { clock, log, platform } = this.#host;
    const facts = {
      pid: platform.pid,
      nextRefreshAtMs: Object.fromEntries(this.#nextRefreshAtMs),
      url: this.#url,
    };
    const text = JSON.stringify(facts);
    if (text === this.#written) return;
    try {
      await this.#file.write({ ...facts, writtenAtMs: clock.now() });
      this.#written = text;
    } catch (error) {
      log.debug('the schedule could not be written', { reason: String(error) });
    }
  }
}
