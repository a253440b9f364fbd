import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { browserNow, everyVisibleSecond } from '../browser.ts';
import { LiveUsage, notConnected, type Live } from './live-usage.ts';

export type FollowedUsage = Live & { readonly retry: () => void };

/** Follows the daemon while the page is mounted. */
export function useLiveUsage(): FollowedUsage {
  const [live, setLive] = useState<Live>(notConnected);
  const usage = useRef<LiveUsage | undefined>(undefined);
  // Before the first paint: the request must not wait for it.
  useLayoutEffect(() => {
    usage.current = new LiveUsage(setLive);
    return () => usage.current?.stop();
  }, []);
  useEffect(() => everyVisibleSecond(browserNow, () => usage.current?.noticeSilence()), []);
  return { ...live, retry: () => usage.current?.retry() };
}

/** The daemon's time, epoch milliseconds, updated each full second while the page is visible. */
export function useNow(clockAheadMs: number): number {
  const now = (): number => browserNow() + clockAheadMs;
  const [, setBeat] = useState(0);
  useEffect(() => everyVisibleSecond(now, () => setBeat((beat) => beat + 1)), [clockAheadMs]);
  return now();
}
