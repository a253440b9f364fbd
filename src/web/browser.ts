/** The only file of the page that uses the browser's clock, timers and address. */

/** Epoch milliseconds by the browser's clock. */
export function browserNow(): number {
  return Date.now();
}

/** Loads the page again, with the script that the server has now. */
export function reloadPage(): void {
  location.reload();
}

/** Goes to another view, or part of one. */
export function goTo(hash: string): void {
  location.hash = hash;
}

/** Calls `run` when the user comes back to the page. Returns the function that ends this. */
export function onReturn(run: () => void): () => void {
  addEventListener('focus', run);
  return () => removeEventListener('focus', run);
}

/** Calls `run` after `ms`. Returns the function that cancels it. */
export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/**
 * Calls `tick` at every full second of `now()` while the page is visible, and when it becomes
 * visible again. Returns the function that ends this.
 */
export function everyVisibleSecond(now: () => number, tick: () => void): () => void {
  let cancel: (() => void) | undefined;
  const schedule = (): void => {
    cancel?.();
    if (!document.hidden) cancel = after(1000 - (now() % 1000), tickAndSchedule);
  };
  const tickAndSchedule = (): void => {
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
