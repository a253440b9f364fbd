import { Failure } from '../domain/failure.ts';
import type { Clock } from './host.ts';

export type TimeLimit = {
  readonly clock: Clock;
  readonly ms: number;
  /** Ends the work earlier, with its own reason. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Does `work` with a signal that aborts with `Failure('timed-out')` after `ms`, or with the
 * caller's reason if that comes first. Waits for `work` to end either way, so that it can clean up;
 * wrap it in {@link untilAborted} if it may ignore the signal. No timer is left behind.
 */
export async function within<T>(
  { clock, ms, signal }: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const done = new AbortController();
  clock.sleep(ms, done.signal).then(
    () => late.abort(timedOut(ms)),
    () => undefined,
  );
  try {
    return await work(signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]));
  } finally {
    done.abort();
  }
}

/**
 * Waits for work that may ignore its signal, but only until the signal aborts: then rejects with
 * the signal's reason, and the work's result is dropped.
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(signal.reason);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([aborted.promise, work]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function timedOut(ms: number): Failure {
  const subject = `${Number((ms / 1000).toFixed(1))} s`;
  return new Failure('timed-out', `no response within ${subject}`, {
    detail: { code: 'deadline', subject },
  });
}
