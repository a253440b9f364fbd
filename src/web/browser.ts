/** All that the page takes from the browser's clock and timers. Tests of pure parts never need it. */

/** The browser's own clock, epoch milliseconds. */
export function browserNow(): number {
  return Date.now();
}

/** Runs something once after `ms`. Returns the way to call it off. */
export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Calls `tick` at every full second of `now()` while the page is visible, and at once when it becomes visible again. Returns the way to stop. */
export function everyVisibleSecond(now: () => number, tick: () => void): () => void {
  let cancel: (() => void) | undefined;
  const schedule = (): void => {
    cancel?.();
    if (!document.hidden) cancel = after(1000 - (now() % 1000), beat);
  };
  const beat = (): void => {
    tick();
    schedule();
  };
  const onVisibility = (): void => {
    if (!document.hidden) tick();
    schedule();
  };
  document.addEventListener('visibilitychange', onVisibility);
  schedule();
  return () => {
    cancel?.();
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
