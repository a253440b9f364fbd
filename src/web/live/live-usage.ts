import { endpoints, parseBody } from '../../domain/daemon-api.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import { after, browserNow } from '../browser.ts';
import { authorization } from './daemon-api.ts';
import { createEventStreamReader } from '../../domain/event-stream.ts';

/** What the page knows of the daemon. `clockAheadMs` is how far the daemon's clock is ahead of the browser's. */
export type Live = {
  readonly link: 'connecting' | 'live' | 'offline' | 'locked';
  readonly state?: UsageState | undefined;
  readonly clockAheadMs: number;
  /** While offline: when it is tried again, by the browser's clock. */
  readonly retryAtMs?: number | undefined;
};

export type LiveUsage = {
  /** Tries at once, e.g. because the person asks for it or has given a token. */
  retry(): void;
  stop(): void;
};

/** Longer than the server's heartbeat: a stream this quiet is dead, whatever the socket says. */
const silenceMs = 60_000;
const firstWaitMs = 400;
const longestWaitMs = 15_000;

/**
 * Follows the daemon's whole states for as long as the page is open, coming back by itself after every break.
 * The stream is read by `fetch`, since `EventSource` can carry no token and hides why it failed.
 */
export function followUsage(onChange: (live: Live) => void): LiveUsage {
  let live: Live = { link: 'connecting', clockAheadMs: 0 };
  let failures = 0;
  const stopping = new AbortController();
  let wake: (() => void) | undefined;
  let abort = new AbortController();

  const tell = (link: Live['link'], more: Partial<Live> = {}): void => {
    const { state, clockAheadMs } = { ...live, ...more };
    live = {
      link,
      clockAheadMs,
      state,
      ...(more.retryAtMs ? { retryAtMs: more.retryAtMs } : {}),
    };
    if (!stopping.signal.aborted) onChange(live);
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  const onState = (data: string): void => {
    const state = parseBody(endpoints.events, data);
    failures = 0;
    tell('live', { state, clockAheadMs: state.atMs - browserNow() });
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      abort = new AbortController();
      const end = await readStream(abort, onState);
      if (stopping.signal.aborted) return;
      failures += 1;
      // A restarted daemon is back at once: the first break is not worth a word.
      const waitMs =
        end === 'locked'
          ? 3_600_000
          : Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1)) * (1 + Math.random() / 4);
      if (end === 'locked') tell('locked');
      else if (failures > 1) tell('offline', { retryAtMs: browserNow() + waitMs });
      await pause(waitMs);
    }
  };

  const onOnline = (): void => wake?.();
  addEventListener('online', onOnline);
  void run();
  return {
    retry: () => wake?.(),
    stop: () => {
      stopping.abort();
      removeEventListener('online', onOnline);
      abort.abort();
      wake?.();
    },
  };
}

/** Reads one stream to its end. Never rejects. */
async function readStream(
  abort: AbortController,
  onData: (data: string) => void,
): Promise<'locked' | 'ended'> {
  let calm = after(silenceMs, () => abort.abort());
  try {
    const headers = { ...authorization(), accept: 'text/event-stream' };
    const response = await fetch(endpoints.events.path, {
      headers,
      signal: abort.signal,
      cache: 'no-store',
    });
    if (response.status === 401) return 'locked';
    if (!response.ok || response.body === null) return 'ended';
    const feed = createEventStreamReader(onData);
    const decoder = new TextDecoder();
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return 'ended';
      calm();
      calm = after(silenceMs, () => abort.abort());
      feed(decoder.decode(value, { stream: true }));
    }
  } catch {
    return 'ended';
  } finally {
    calm();
    abort.abort();
  }
}
