import type { Host } from '../host/host.ts';
import type { ScheduleFile } from '../store/schedule-file.ts';

/** Announces the daemon in the schedule file. Never rejects: other processes can do without it. */
export class DaemonAnnouncement {
  readonly #host: Pick<Host, 'clock' | 'log' | 'platform'>;
  readonly #file: ScheduleFile;
  #written = '';
  #url: string | undefined;
  #nextRefreshAtMs: Readonly<Record<string, number>> = {};

  constructor(host: Pick<Host, 'clock' | 'log' | 'platform'>, file: ScheduleFile) {
    this.#host = host;
    this.#file = file;
  }

  /** When each account is refreshed next, by its slot. */
  async announceSchedule(nextRefreshAtMs: Readonly<Record<string, number>>): Promise<void> {
    this.#nextRefreshAtMs = nextRefreshAtMs;
    await this.#write();
  }

  /** The address of the page. */
  async announcePage(url: string): Promise<void> {
    this.#url = url;
    await this.#write();
  }

  /** Removes the file, unless another daemon has written it since. */
  async withdraw(): Promise<void> {
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
      nextRefreshAtMs: this.#nextRefreshAtMs,
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
