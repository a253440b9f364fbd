import type { Host } from '../host/host.ts';
import { stackOf } from '../host/log.ts';
import type { PriceChanges } from './daemon-accounts.ts';
import { kimiCodeActiveAtMs } from './kimi-code-activity.ts';

/** How often Kimi Code's folders are looked at; no file is opened for that. */
const lookEveryMs = 20_000;
/** Other agents' logs, and whatever was missed. */
const readEveryMs = 5 * 60_000;

export type LogListener = {
  /** The names of the accounts whose prices are of interest. */
  accounts(): readonly (string | undefined)[];
  /** Kimi has refused a prompt since the last time. */
  onWall(): Promise<void>;
  onPrices(changes: PriceChanges): void;
};

/** Reads what agents add to their logs, soon after they do. */
export class LogWatch {
  readonly #host: Host;
  readonly #listener: LogListener;
  readonly #closing = new AbortController();
  #ended: Promise<void> | undefined;
  #readAtMs = -Infinity;
  #activeAtMs: number | undefined;

  constructor(host: Host, listener: LogListener) {
    this.#host = host;
    this.#listener = listener;
  }

  start(): void {
    this.#ended ??= this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        if (this.#isDue()) await this.#read();
      } catch (error) {
        if (!signal.aborted)
          this.#host.log.debug('reading logs failed', { reason: stackOf(error) });
      }
      await this.#host.clock.sleep(lookEveryMs, signal).catch(() => undefined);
    }
  }

  #isDue(): boolean {
    const nowMs = this.#host.clock.now();
    const activeAtMs = kimiCodeActiveAtMs(this.#host);
    const isActive = activeAtMs !== this.#activeAtMs;
    this.#activeAtMs = activeAtMs;
    // A clock that was set back makes it due, too.
    return isActive || Math.abs(nowMs - this.#readAtMs) >= readEveryMs;
  }

  async #read(): Promise<void> {
    this.#readAtMs = this.#host.clock.now();
    const { openLedger, smallBatchBytes } = await import('../app/logs/open-ledger.ts');
    const { readNewLogs } = await import('../app/logs/read-new-logs.ts');
    const { readPriceChanges } = await import('../app/logs/learned-prices.ts');
    const { publishWalls } = await import('../app/logs/publish-walls.ts');
    const ledger = openLedger(this.#host, { mayCreate: true });
    try {
      const { signal } = this.#closing;
      await readNewLogs(this.#host, ledger, { signal, batchBytes: smallBatchBytes });
      if (await publishWalls(this.#host, ledger)) await this.#listener.onWall();
      const accounts = this.#listener.accounts();
      this.#listener.onPrices(await readPriceChanges(this.#host, ledger, accounts));
    } finally {
      ledger.close();
    }
  }
}
