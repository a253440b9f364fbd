import { endpoints, parseBody } from '../../domain/daemon-api.ts';
import { createEventStreamReader } from '../../domain/event-stream.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import { isObject, isText } from '../../domain/shape.ts';
import { after, browserNow, reloadPage } from '../browser.ts';
import { authorization } from './daemon-api.ts';

/**
 * What the page knows of the daemon. `clockAheadMs` is how far the daemon's clock is ahead of the
 * browser's.
 */
export type Live = {
  readonly link: 'connecting' | 'live' | 'offline' | 'locked';
  readonly state?: UsageState | undefined;
  readonly clockAheadMs: number;
  /** While offline: when the page connects again, by the browser's clock. */
  readonly retryAtMs?: number | undefined;
  /** How often the page has reconnected to a daemon, which may have other settings since. */
  readonly reconnects: number;
};

export const notConnected: Live = { link: 'connecting', clockAheadMs: 0, reconnects: 0 };

/** Longer than the server's heartbeat: a stream this quiet is dead, even if the socket is open. */
const silenceMs = 60_000;
const firstWaitMs = 400;
const maxWaitMs = 15_000;
/** Connecting again makes no sense before the user enters the token. */
const lockedWaitMs = 3_600_000;

/**
 * Follows the daemon's states while the page is open, and reconnects after every break. Reads the
 * stream with `fetch`, since `EventSource` cannot send a token and hides why it failed.
 */
export class LiveUsage {
  readonly #onChange: (live: Live) => void;
  readonly #stopping = new AbortController();
  readonly #wakeUp = (): void => this.#wake?.();
  #live: Live = notConnected;
  #version: string | undefined;
  #failures = 0;
  #heardAtMs = 0;
  #stream = new AbortController();
  #wake: (() => void) | undefined;

  constructor(onChange: (live: Live) => void) {
    this.#onChange = onChange;
    addEventListener('online', this.#wakeUp);
    void this.#run();
  }

  /** Connects now, e.g. because the user asked for it or entered a token. */
  retry(): void {
    this.#wakeUp();
  }

  /** Connects again if the stream was quiet too long, as after a sleep, which stops all timers. */
  noticeSilence(): void {
    if (browserNow() - this.#heardAtMs > silenceMs) this.#stream.abort();
  }

  stop(): void {
    this.#stopping.abort();
    removeEventListener('online', this.#wakeUp);
    this.#stream.abort();
    this.#wakeUp();
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#stream = new AbortController();
      this.#noteSign();
      const end = await readStream(this.#stream, {
        onSign: () => this.#noteSign(),
        onData: (data) => this.#receive(data),
      });
      if (this.#stopping.signal.aborted) return;
      this.#failures += 1;
      await this.#pause(end === 'locked' ? this.#lock() : this.#backOff());
    }
  }

  #noteSign(): void {
    this.#heardAtMs = browserNow();
  }

  #receive(data: string): void {
    this.#reloadAfterUpgrade(data);
    const state = parseBody(endpoints.events, data);
    this.#failures = 0;
    const { link, reconnects } = this.#live;
    const isBack = link === 'offline' || link === 'locked';
    this.#change({
      link: 'live',
      state,
      clockAheadMs: state.atMs - browserNow(),
      reconnects: isBack ? reconnects + 1 : reconnects,
    });
  }

  /** Looked up before the rest is checked: another version's states may look different. */
  #reloadAfterUpgrade(data: string): void {
    const body: unknown = JSON.parse(data);
    const version = isObject(body) && isText(body['version']) ? body['version'] : undefined;
    if (version === undefined) return;
    this.#version ??= version;
    if (version !== this.#version) reloadPage();
  }

  #lock(): number {
    this.#change({ link: 'locked' });
    return lockedWaitMs;
  }

  /**
   * How long to wait, in milliseconds. A restarted daemon is back at once, so the first break is
   * not shown.
   */
  #backOff(): number {
    const stretch = 1 + Math.random() / 4;
    const waitMs = Math.min(maxWaitMs, firstWaitMs * 2 ** (this.#failures - 1)) * stretch;
    if (this.#failures > 1) this.#change({ link: 'offline', retryAtMs: browserNow() + waitMs });
    return waitMs;
  }

  #change(change: Partial<Live> & Pick<Live, 'link'>): void {
    this.#live = { ...this.#live, retryAtMs: undefined, ...change };
    if (!this.#stopping.signal.aborted) this.#onChange(this.#live);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}

type StreamEvents = {
  /** Called for everything that arrives, heartbeats included. */
  readonly onSign: () => void;
  readonly onData: (data: string) => void;
};

/** Reads one stream to its end. Never rejects. */
async function readStream(
  abort: AbortController,
  { onSign, onData }: StreamEvents,
): Promise<'locked' | 'ended'> {
  let stopWatching = after(silenceMs, () => abort.abort());
  try {
    const response = await fetch(endpoints.events.path, {
      headers: { ...authorization(), accept: 'text/event-stream' },
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
      stopWatching();
      stopWatching = after(silenceMs, () => abort.abort());
      onSign();
      feed(decoder.decode(value, { stream: true }));
    }
  } catch {
    return 'ended';
  } finally {
    stopWatching();
    abort.abort();
  }
}
