import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves as soon as `isTrue` holds, looking every few milliseconds; rejects when it has not come true in half a minute. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (const endMs = Date.now() + 30_000; !isTrue();) {
    if (Date.now() > endMs) throw new Error(`waited in vain for: ${what}`);
    await sleep(3);
  }
}
