import { Failure } from '../../domain/failure.ts';
import type { Host } from '../../host/host.ts';

/** An optional request that runs beside a required one. */
export type SideRequest<T> = {
  /**
   * Its result if it comes within `ms` from now; undefined if it is late or failed. Ends the
   * request either way. Never throws.
   */
  within(ms: number): Promise<T | undefined>;
  /** Ends the request: its result is no longer needed. */
  drop(): void;
};

type SideRequestStart<T> = {
  /** For the log. */
  readonly name: string;
  /** Also ends the side request. */
  readonly signal: AbortSignal;
  readonly start: (signal: AbortSignal) => Promise<T | undefined>;
};

/** Starts a side request with a signal of its own. Failures are logged and otherwise ignored. */
export function startSideRequest<T>(
  deps: Pick<Host, 'clock' | 'log'>,
  { name, signal: parent, start }: SideRequestStart<T>,
): SideRequest<T> {
  const ended = new AbortController();
  const signal = AbortSignal.any([parent, ended.signal]);
  const result = settle(deps.log, name, () => start(signal));
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
  start: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await start();
  } catch (error) {
    log.debug(`continuing without ${name}`, {
      cause: error instanceof Error ? error.name : 'unknown',
      kind: error instanceof Failure ? error.kind : undefined,
    });
    return undefined;
  }
}
