import type { Clock } from '../../../src/host/host.ts';

/**
 * A clock that a test moves. Like real timers, `sleep` counts monotonic time, while `now` is the
 * wall clock.
 */
export type ManualClock = Clock & {
  /** Time passes: the wall clock moves, and sleepers whose time has come wake in order. */
  pass(ms: number): Promise<void>;
  /**
   * Sets the wall clock forward or back without waking any sleeper, as when a machine was
   * suspended.
   */
  set(byMs: number): void;
  /** Milliseconds until the next sleeper wakes; undefined if there is none. */
  nextWakeMs(): number | undefined;
  readonly waiting: number;
};

type Sleeper = { readonly atMs: number; readonly wake: () => void };

export function manualClock(startMs: number): ManualClock {
  let wallMs = startMs;
  let machineMs = 0;
  const sleepers = new Set<Sleeper>();
  const next = (): Sleeper | undefined => [...sleepers].toSorted((a, b) => a.atMs - b.atMs)[0];

  async function pass(ms: number): Promise<void> {
    const endMs = machineMs + ms;
    for (let sleeper = next(); sleeper !== undefined && sleeper.atMs <= endMs; sleeper = next()) {
      wallMs += sleeper.atMs - machineMs;
      machineMs = sleeper.atMs;
      sleepers.delete(sleeper);
      sleeper.wake();
      await new Promise((resolve) => setImmediate(resolve));
    }
    wallMs += endMs - machineMs;
    machineMs = endMs;
  }

  return {
    now: () => wallMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason);
        const sleeper = { atMs: machineMs + ms, wake };
        const stop = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        function wake() {
          signal?.removeEventListener('abort', stop);
          resolve();
        }
        sleepers.add(sleeper);
        signal?.addEventListener('abort', stop, { once: true });
      }),
    pass,
    set: (byMs) => void (wallMs += byMs),
    nextWakeMs() {
      const sleeper = next();
      return sleeper === undefined ? undefined : sleeper.atMs - machineMs;
    },
    get waiting() {
      return sleepers.size;
    },
  };
}
