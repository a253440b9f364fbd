import type { Settings } from '../../config/settings.ts';
import type { Host } from '../../host/host.ts';
import { stackOf } from '../../host/log.ts';
import type { Metric } from '../../present/metrics/metric.ts';
import { openExportQueue, type ExportQueue } from './export-queue.ts';
import { exportTarget, type ExportTarget } from './export-target.ts';
import { maxRetryAfterMs, sendPayload } from './send-payload.ts';

/** What is exported, and to which receiver. Settings may change at any time. */
export type ExportSources = {
  readonly settings: () => Settings['export'];
  readonly metrics: () => Promise<readonly Metric[]>;
  /** 0..1. */
  readonly jitter: () => number;
};

const exportEveryMs = 60_000;
const maxBackOffMs = 5 * 60_000;

/**
 * Pushes metrics every minute while the export is on. Each payload is saved before it is sent, and
 * removed once the collector has accepted it, so that an outage or a restart loses none.
 */
export class Exporter {
  readonly #host: Host;
  readonly #sources: ExportSources;
  readonly #queue: ExportQueue;
  readonly #closing = new AbortController();
  #ended: Promise<void> | undefined;
  #draining: Promise<void> | undefined;
  #failuresInARow = 0;
  #retryAtMs = -Infinity;

  constructor(host: Host, sources: ExportSources) {
    this.#host = host;
    this.#sources = sources;
    this.#queue = openExportQueue(host);
  }

  start(): void {
    this.#ended ??= this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('the program ends'));
    await this.#ended;
    await this.#draining;
  }

  async #run(): Promise<void> {
    const { clock, env, log } = this.#host;
    const { signal } = this.#closing;
    while (!signal.aborted) {
      // The first push comes after the first refresh.
      await clock.sleep(exportEveryMs, signal).catch(() => undefined);
      const target = exportTarget(this.#sources.settings(), env);
      if (signal.aborted || target === undefined) continue;
      try {
        await this.#save();
      } catch (error) {
        log.debug('metrics could not be saved', { reason: stackOf(error) });
      }
      // A slow collector must not delay the next samples.
      this.#draining ??= this.#drain(target).finally(() => (this.#draining = undefined));
    }
  }

  async #save(): Promise<void> {
    const { otlpPayload } = await import('./otlp-payload.ts');
    const { host = this.#host.platform.hostName } = this.#sources.settings();
    const metrics = await this.#sources.metrics();
    const atMs = this.#host.clock.now();
    await this.#queue.add(atMs, await otlpPayload(metrics, { host, atMs }));
  }

  /** Sends what waits, oldest first, until something fails. Never rejects. */
  async #drain(target: ExportTarget): Promise<void> {
    try {
      while (this.#isDue()) {
        const waiting = await this.#queue.oldest();
        if (waiting === undefined || this.#closing.signal.aborted) return;
        await this.#send(target, waiting);
      }
    } catch (error) {
      if (!this.#closing.signal.aborted)
        this.#host.log.debug('the export failed', { reason: stackOf(error) });
    }
  }

  /** Also after the clock was set back. */
  #isDue(): boolean {
    const leftMs = this.#retryAtMs - this.#host.clock.now();
    return leftMs <= 0 || leftMs > maxRetryAfterMs;
  }

  async #send(
    target: ExportTarget,
    { name, bytes }: { readonly name: string; readonly bytes: Buffer },
  ): Promise<void> {
    const { signal } = this.#closing;
    const result = await sendPayload(this.#host, { target, payload: bytes, signal });
    if (result.kind !== 'sent')
      this.#host.log.debug('metrics were not accepted', { reason: result.reason });
    if (result.kind === 'retry') return this.#backOff(result.retryAfterMs);
    this.#failuresInARow = 0;
    this.#retryAtMs = -Infinity;
    await this.#queue.remove(name);
  }

  #backOff(retryAfterMs = 0): void {
    const longest = Math.min(exportEveryMs * 2 ** this.#failuresInARow, maxBackOffMs);
    this.#failuresInARow += 1;
    // Spread, so that a fleet does not return at the same moment.
    const waitMs = longest * (0.5 + this.#sources.jitter() / 2);
    this.#retryAtMs = this.#host.clock.now() + Math.max(waitMs, retryAfterMs);
  }
}
