import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Clock } from './host.ts';

/** The machine's clock. */
export function createNodeClock(): Clock {
  return {
    now: () => Date.now(),
    async sleep(ms, signal) {
      try {
        await sleepFor(ms, undefined, signal === undefined ? undefined : { signal });
      } catch (error) {
        throw signal?.aborted === true ? signal.reason : error;
      }
    },
  };
}
