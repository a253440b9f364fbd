import type { Host } from '../host/host.ts';
import type { ScheduleFile } from '../store/schedule-file.ts';

/** Tells other processes when readings are taken next, and where the page is. Never rejects: without the file they do without. */
export type ScheduleTeller = {
  tell(nextRefreshAtMs: Readonly<Record<string, number>>): Promise<void>;
  announce(url: string): Promise<void>;
  /** Takes the file away, unless it is another daemon's by now. */
  end(): Promise<void>;
};

export function createScheduleTeller(
  { clock, log, platform }: Pick<Host, 'clock' | 'log' | 'platform'>,
  file: ScheduleFile,
): ScheduleTeller {
  let told = '';
  let page: { readonly url: string } | undefined;
  let moments: Readonly<Record<string, number>> = {};

  /** Only where it says anything new. */
  async function write(): Promise<void> {
    const facts = { pid: platform.pid, nextRefreshAtMs: moments, ...page };
    const text = JSON.stringify(facts);
    if (text === told) return;
    try {
      await file.write({ ...facts, writtenAtMs: clock.now() });
      told = text;
    } catch (error) {
      log.debug('the schedule could not be written', { reason: String(error) });
    }
  }

  return {
    async tell(nextRefreshAtMs) {
      moments = nextRefreshAtMs;
      await write();
    },
    async announce(url) {
      page = { url };
      await write();
    },
    async end() {
      if (file.read()?.pid !== platform.pid) return;
      await file
        .remove()
        .catch((error: unknown) =>
          log.debug('the schedule could not be removed', { reason: String(error) }),
        );
    },
  };
}
