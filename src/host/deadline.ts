import { Failure } from '../domain/failure.ts';

/** A signal that ends work, and the way to let go of its timer. */
export type Deadline = { readonly signal: AbortSignal; readonly clear: () => void };

/**
 * A signal that aborts with `Failure('timed-out')` after `timeoutMs`, or with the parent's reason when that comes first.
 * Call `clear` when the work is done, so that no timer keeps the process alive.
 */
export function startDeadline(timeoutMs: number, parent?: AbortSignal): Deadline {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(timedOut(timeoutMs)), timeoutMs);
  return {
    signal: parent === undefined ? late.signal : AbortSignal.any([parent, late.signal]),
    clear: () => clearTimeout(timer),
  };
}

function timedOut(timeoutMs: number): Failure {
  const subject = `${Number((timeoutMs / 1000).toFixed(1))} s`;
  return new Failure('timed-out', `no answer within ${subject}`, {
    detail: { code: 'deadline', subject },
  });
}
