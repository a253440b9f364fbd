import { Failure } from '../../domain/failure.ts';
import type { Host } from '../../host/host.ts';

/** A question whose answer would be nice to have, under way beside one that is needed. */
export type SideRequest<T> = {
  /** Its result if it comes within `ms` from now; undefined if not, or if it failed. Ends it either way. Never throws. */
  within(ms: number): Promise<T | undefined>;
  /** Ends it: nobody waits any more. */
  drop(): void;
};

/** Starts a side request. `start` gets a signal of its own, which also ends with the parent's. Failures are logged and let go. */
export function startSideRequest<T>(
  deps: Pick<Host, 'clock' | 'log'>,
  parent: AbortSignal,
  name: string,
  start: (signal: AbortSignal) => Promise<T | undefined>,
): SideRequest<T> {
  const ended = new AbortController();
  const signal = AbortSignal.any([parent, ended.signal]);
  const result = settle(deps.log, name, start, signal);
  return {
    async within(ms) {
      const waited = new AbortController();
      const tooLate = deps.clock
        .sleep(Math.max(0, ms), AbortSignal.any([parent, waited.signal]))
        .then(
          () => undefined,
          () => undefined,
        );
      const value = await Promise.race([result, tooLate]);
      waited.abort();
      ended.abort();
      return value;
    },
    drop: () => ended.abort(),
  };
}

async function settle<T>(
  log: Host['log'],
  name: string,
  start: (signal: AbortSignal) => Promise<T | undefined>,
  signal: AbortSignal,
): Promise<T | undefined> {
  try {
    return await start(signal);
  } catch (error) {
    log.debug(`${name} did without`, {
      cause: error instanceof Error ? error.name : 'unknown',
      ...kindOf(error),
    });
    return undefined;
  }
}

function kindOf(error: unknown): { kind?: string | undefined } {
  return error instanceof Failure ? { kind: error.kind } : {};
}
