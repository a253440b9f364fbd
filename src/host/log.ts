import type { Log } from './host.ts';

/** The log without `-v`. */
export const silentLog: Log = { debug() {} };

/** For the log entry of a bug. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** One line per entry, `12:00:00.123 message key=value`, for `-v`. English, never translated. */
export function createLineLog(write: (line: string) => void, now: () => number): Log {
  return {
    debug(message, facts = {}) {
      const pairs = Object.entries(facts)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
      write(`${new Date(now()).toISOString().slice(11, 23)} ${message}${pairs.join('')}\n`);
    },
  };
}
