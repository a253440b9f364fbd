import { Failure } from '../../domain/failure.ts';
import type { Host } from '../../host/host.ts';
import { untilAborted, within } from '../../host/within.ts';

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
      const limit = { clock: deps.clock, ms: Math.max(0, ms), signal: parent };
      const value = await within(limit, (late) => untilAborted(result, late)).catch(
        () => undefined,
      );
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
