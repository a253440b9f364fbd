import type { Clock } from '../host/host.ts';

/**
 * The simulator's time: it starts with the given clock, runs `speed` times as fast and can be
 * advanced.
 */
export type SimulatedClock = {
  /** Epoch milliseconds. */
  now(): number;
  advance(ms: number): void;
};

/**
 * `speed` is simulated milliseconds per real millisecond; `advance` takes simulated milliseconds
 * and never goes back.
 */
export function createSimulatedClock(clock: Pick<Clock, 'now'>, speed: number): SimulatedClock {
  const startedAtMs = clock.now();
  let advancedMs = 0;
  return {
    now: () => startedAtMs + Math.floor((clock.now() - startedAtMs) * speed) + advancedMs,
    advance(ms) {
      advancedMs += Math.max(0, ms);
    },
  };
}
