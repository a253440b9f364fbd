import type { Clock } from '../../host/host.ts';

/** What a check found: all is done, or when to check again. */
export type WaitStep<Result, Reason> =
  | { readonly kind: 'done'; readonly result: Result }
  | {
      readonly kind: 'wait';
      readonly result: Result;
      readonly reason: Reason;
      /** By this machine's clock; undefined if nothing says when. */
      readonly atMs?: number | undefined;
    };

export type Waiting<Result, Reason> = {
  readonly maxWaitMs: number;
  /** The first check may use what is known; later ones are told not to. */
  readonly check: (isFirst: boolean) => Promise<WaitStep<Result, Reason>>;
  /** Called before each wait. */
  readonly onWait: (reason: Reason, atMs: number) => void;
};

/** The result of the last check, and if it is not done, why there is no further one. */
export type WaitEnd<Result, Reason> =
  | { readonly kind: 'done'; readonly result: Result }
  | {
      readonly kind: 'gave-up';
      readonly result: Result;
      readonly reason: Reason;
      /** When the next check would have been; undefined if that is unknown. */
      readonly atMs?: number | undefined;
    };

/**
 * Timers stop while the computer sleeps but the clock does not, so the clock is checked this often.
 */
const maxSleepMs = 30_000;

/**
 * Checks, and waits until the next check, until all is done or a wait would pass `maxWaitMs` in
 * total. A clock that is set back makes no wait longer, and one that is set forward only leads to an
 * early check. Rejects with the signal's reason if aborted.
 */
export async function waitUntilDone<Result, Reason>(
  clock: Clock,
  { maxWaitMs, check, onWait }: Waiting<Result, Reason>,
  signal: AbortSignal,
): Promise<WaitEnd<Result, Reason>> {
  let waitedMs = 0;
  for (let isFirst = true; ; isFirst = false) {
    const startedAtMs = clock.now();
    const step = await check(isFirst);
    if (step.kind === 'done') return step;
    waitedMs += Math.max(0, clock.now() - startedAtMs);
    const { atMs } = step;
    if (atMs === undefined || waitedMs + atMs - clock.now() > maxWaitMs)
      return { ...step, kind: 'gave-up' };
    onWait(step.reason, atMs);
    waitedMs += await sleepUntil(clock, atMs, signal);
  }
}

/** Returns how long it took, in milliseconds. */
async function sleepUntil(clock: Clock, atMs: number, signal: AbortSignal): Promise<number> {
  const startedAtMs = clock.now();
  const plannedMs = atMs - startedAtMs;
  let sleptMs = 0;
  for (;;) {
    const leftMs = Math.min(plannedMs - sleptMs, atMs - clock.now(), maxSleepMs);
    if (leftMs <= 0) return Math.max(sleptMs, clock.now() - startedAtMs);
    await clock.sleep(leftMs, signal);
    sleptMs += leftMs;
  }
}
