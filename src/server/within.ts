import { Failure } from '../domain/failure.ts';
import type { Clock } from '../host/host.ts';
import { untilAborted } from '../host/until-aborted.ts';

/**
 * Does `work`, but waits no longer than `ms` and not beyond `signal`'s abortion. Then `work`'s own signal is aborted and
 * `timed-out` or `cancelled` is thrown, whether it heeds the signal or not.
 */
export async function within<T>(
  { clock, ms, signal }: { clock: Clock; ms: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const done = new AbortController();
  const stop = (): void => over.abort(new Failure('cancelled', 'the server stops'));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  clock.sleep(ms, done.signal).then(
    () =>
      over.abort(
        new Failure('timed-out', `no answer within ${ms} ms`, { detail: { code: 'deadline' } }),
      ),
    () => undefined,
  );
  try {
    over.signal.throwIfAborted();
    return await untilAborted(work(over.signal), over.signal);
  } finally {
    done.abort();
    signal.removeEventListener('abort', stop);
  }
}
