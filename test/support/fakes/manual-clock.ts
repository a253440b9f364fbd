import type { Clock } from '../../../src/host/host.ts';

/**
 * A clock that a test moves. Waiting counts machine time, as real timers do; `now` tells the
 * wall's.
 */
export type ManualClock = Clock & {
  /** Time goes by: the wall clock moves and whoever waited long enough wakes, in order. */
  pass(ms: number): Promise<void>;
  /**
   * The wall clock is set, forward or back; nobody's waiting gets shorter. The same happens while a
   * machine sleeps.
   */
  set(byMs: number): void;
  /** Until the next one wakes, in milliseconds; undefined while nobody waits. */
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
