import { setTimeout as sleep } from 'node:timers/promises';

/** Ample for a machine with ten busy processes: a test that waits this long has failed. */
export const patienceMs = 120_000;

/** Ends a test that hangs. */
export const testTimeoutMs = 900_000;

const pollEveryMs = 5;

/** Waits until `isTrue` returns true. Rejects after `patienceMs`, naming `what` it waited for. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  await eventually(async () => (isTrue() ? true : undefined), what);
}

/** Calls `read` until it returns something, and returns that. Rejects after `timeoutMs`. */
export async function eventually<T>(
  read: () => Promise<T | undefined>,
  what: string,
  timeoutMs: number = patienceMs,
): Promise<T> {
  for (const endMs = Date.now() + timeoutMs; ;) {
    const found = await read();
    if (found !== undefined) return found;
    if (Date.now() > endMs) throw new Error(`timed out waiting for ${what}`);
    await sleep(pollEveryMs);
  }
}
