import type { Clock } from '../host/host.ts';

/** Something that is done again and again while it is wanted. */
export type Ticking = {
  /** Starts it; nothing where it goes on already. What `enter` returns is called once it is over, by `stop` or by itself. */
  start(enter?: () => (() => void) | undefined): void;
  stop(): void;
};

/** Calls `act` every so many milliseconds, at most so often per start. `act` must not throw. */
export function createTicking(
  clock: Clock,
  { everyMs, most }: { readonly everyMs: number; readonly most: number },
  act: () => void,
): Ticking {
  let going: AbortController | undefined;
  const run = async (mine: AbortController): Promise<void> => {
    for (let tick = 0; tick < most && !mine.signal.aborted; tick += 1) {
      await clock.sleep(everyMs, mine.signal).catch(() => {});
      if (!mine.signal.aborted) act();
    }
    if (going === mine) going = undefined;
  };
  return {
    start(enter) {
      if (going !== undefined) return;
      going = new AbortController();
      const leave = enter?.();
      void run(going).finally(leave);
    },
    stop() {
      going?.abort();
      going = undefined;
    },
  };
}
