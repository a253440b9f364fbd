import { join } from 'node:path';
import { dataFolder } from '../../config/config-paths.ts';
import type { Host } from '../../host/host.ts';

/** A payload that waits in a file. */
export type WaitingPayload = { readonly name: string; readonly bytes: Buffer };

/** How many payloads wait, and since when the oldest does; epoch milliseconds. */
export type Backlog = { readonly count: number; readonly sinceMs: number };

type QueueHost = Pick<Host, 'files' | 'log'>;

const maxAgeMs = 24 * 3_600_000;
const defaultMaxBytes = 64 * 1024 * 1024;
const maxFileBytes = 16 * 1024 * 1024;

/** The queue in the data folder. */
export function openExportQueue(host: QueueHost & Pick<Host, 'env' | 'platform'>): ExportQueue {
  return new ExportQueue(host, join(dataFolder(host.env, host.platform), 'export'));
}

/**
 * Payloads that were not accepted yet, in a folder of their own, oldest first: a restart loses
 * none. Those older than a day are dropped, and the oldest if all together take too much space.
 */
export class ExportQueue {
  readonly #host: QueueHost;
  readonly #folder: string;
  readonly #maxBytes: number;

  constructor(host: QueueHost, folder: string, maxBytes = defaultMaxBytes) {
    this.#host = host;
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  /** Rejects with the system's error if the payload cannot be saved. */
  async add(atMs: number, bytes: Buffer): Promise<void> {
    const text = bytes.toString('base64');
    await this.#prune(atMs, text.length);
    // The time sorts by name until the year 2286; the size spares reading it from the disk.
    const name = `${Math.round(atMs)}-${text.length}.otlp`;
    await this.#host.files.writeCache(join(this.#folder, name), text);
  }

  /** Skips and removes files that cannot be read. */
  async oldest(): Promise<WaitingPayload | undefined> {
    for (const name of this.#names()) {
      const text = this.#read(name);
      if (text !== undefined) return { name, bytes: Buffer.from(text, 'base64') };
      await this.remove(name);
    }
    return undefined;
  }

  async remove(name: string): Promise<void> {
    await this.#host.files.remove(join(this.#folder, name));
  }

  /** Undefined if nothing waits. */
  backlog(): Backlog | undefined {
    const names = this.#names();
    const [oldest] = names;
    return oldest === undefined
      ? undefined
      : { count: names.length, sinceMs: partsOf(oldest).atMs };
  }

  /** Makes room for as many bytes. */
  async #prune(nowMs: number, bytes: number): Promise<void> {
    const names = this.#names();
    let total = names.reduce((sum, name) => sum + partsOf(name).bytes, bytes);
    for (const name of names) {
      const isOld = nowMs - partsOf(name).atMs > maxAgeMs;
      if (!isOld && total <= this.#maxBytes) continue;
      total -= partsOf(name).bytes;
      this.#host.log.debug('metrics were dropped', { name, reason: isOld ? 'age' : 'space' });
      await this.remove(name);
    }
  }

  #names(): readonly string[] {
    return this.#host.files
      .list(this.#folder)
      .filter((name) => /^\d{13}-\d+\.otlp$/.test(name))
      .toSorted();
  }

  #read(name: string): string | undefined {
    try {
      const text = this.#host.files.readText(join(this.#folder, name), maxFileBytes);
      // After a power cut a file may be empty.
      return text?.length === partsOf(name).bytes ? text : undefined;
    } catch (error) {
      this.#host.log.debug('waiting metrics are unreadable', { name, reason: String(error) });
      return undefined;
    }
  }
}

function partsOf(name: string): { readonly atMs: number; readonly bytes: number } {
  const [atMs = 0, bytes = 0] = name.split(/[-.]/).map(Number);
  return { atMs, bytes };
}
