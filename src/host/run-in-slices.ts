import { setImmediate } from 'node:timers/promises';

/**
 * Does long work piece by piece: between two of them, the process serves whatever waits. Resolves
 * with what the work returns.
 */
export async function runInSlices<T>(work: Iterator<undefined, T, undefined>): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    await setImmediate();
  }
}
