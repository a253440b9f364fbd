import { join } from 'node:path';
import { updateConfigFile } from '../../src/config/save-settings.ts';
import { createSessionCache } from '../../src/credentials/browsers/session-cache.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { readJson } from '../../src/host/files/try-read.ts';
import { openEventMemoryFile } from '../../src/store/event-memory-file.ts';
import { openHistoryStore } from '../../src/store/history-store.ts';
import { openCacheFile } from '../../src/store/cache-file.ts';
import { openScheduleFile } from '../../src/store/schedule-file.ts';
import { readStatusFile, writeStatusFile } from '../../src/store/status-file.ts';
import { sessionReading } from '../support/history-stage.ts';
import { cookieCopyWriter, installWriter } from './copy-writers.ts';
import { leaseWriter, turnWriter } from './turn-writers.ts';
import type { Writer } from './writer.ts';

const startMs = 1_800_000_000_000;
/** Long enough that writing takes more than one system call. */
const padding = 'x'.repeat(50_000);

const reading = (count: number) => sessionReading(startMs + count * 1000, count, 1_900_000_000_000);

/** All writers by name. Each gets its own folder. */
export const writers = {
  config: (folder: string): Writer => {
    const path = join(folder, 'config.json');
    const host = createNodeHost({ env: {} });
    return {
      write: (count) =>
        updateConfigFile(host, path, () => [
          { keys: ['count'], value: count },
          { keys: ['padding'], value: `${count % 10}${padding}` },
        ]),
      read() {
        const text = host.files.readText(path);
        return text === undefined ? 0 : ((JSON.parse(text) as { count: number }).count ?? 0);
      },
    };
  },
  readings: (folder: string): Writer => {
    const path = join(folder, 'reading.json');
    const { files } = createNodeHost({ env: {} });
    const file = openCacheFile({ files }, path);
    return {
      write: (count) =>
        file.write({ good: { snapshot: { ...reading(count), plan: padding }, attempts: [] } }),
      read: () =>
        files.facts(path) === undefined
          ? 0
          : (file.read()?.good?.snapshot.windows[0]?.used ?? Number.NaN),
    };
  },
  history: (folder: string): Writer => {
    const logged: string[] = [];
    const host = createNodeHost({
      env: {},
      log: { debug: (message) => void logged.push(message) },
    });
    const store = openHistoryStore(host, join(folder, 'history.sqlite'), { mayCreate: true });
    return {
      write: (count) => store.record(undefined, reading(count)),
      async read() {
        const [series] = await store.query({ sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER });
        const counts = series?.samples.map(({ used }) => used) ?? [];
        const isWhole = counts.every((count, index) => count === index + 1) && logged.length === 0;
        store.close();
        return isWhole ? counts.length : Number.NaN;
      },
    };
  },
  events: (folder: string): Writer => {
    const path = join(folder, 'events.json');
    const host = createNodeHost({ env: {} });
    const file = openEventMemoryFile(host, path);
    const access = { known: true, lostTold: false, failingTold: false };
    return {
      write: (count) =>
        file.write({
          accounts: [{ plan: padding, windows: {}, access: { ...access, failuresInARow: count } }],
        }),
      read: () =>
        host.files.facts(path) === undefined
          ? 0
          : (file.read()?.accounts[0]?.access.failuresInARow ?? Number.NaN),
    };
  },
  'web-sessions': (folder: string): Writer => {
    const { files } = createNodeHost({ env: {} });
    const cache = createSessionCache({ files }, folder, 'mainland');
    const path = join(folder, 'web-sessions.json');
    return {
      write: (count) =>
        cache.save({
          stores: new Map([[padding, { fingerprint: String(count), rows: [] }]]),
          deniedAtMs: new Map(),
        }),
      read() {
        if (readJson(files, path) === undefined)
          return files.facts(path) === undefined ? 0 : Number.NaN;
        return Number(cache.read().stores.get(padding)?.fingerprint);
      },
    };
  },
  'status line': (folder: string): Writer => {
    const { files } = createNodeHost({ env: {} });
    const facts = {
      slot: 'a',
      marks: { config: 'b' },
      enabled: true,
      meters: 'left',
      cadenceMs: 300_000,
    } as const;
    return {
      write: (count) =>
        writeStatusFile(files, folder, {
          ...facts,
          snapshot: { ...reading(count), plan: padding },
        }),
      read() {
        if (files.facts(join(folder, 'readings', 'latest.json')) === undefined) return 0;
        return readStatusFile(files, folder)?.snapshot?.windows[0]?.used ?? Number.NaN;
      },
    };
  },
  schedule: (folder: string): Writer => {
    const path = join(folder, 'schedule.json');
    const host = createNodeHost({ env: {} });
    const file = openScheduleFile(host, path);
    return {
      async write(count) {
        file.markViewed();
        await file.write({
          pid: count,
          writtenAtMs: startMs,
          nextRefreshAtMs: { [padding]: startMs },
          url: 'http://127.0.0.1:1/',
        });
      },
      read: () => (host.files.facts(path) === undefined ? 0 : (file.read()?.pid ?? Number.NaN)),
    };
  },
  lease: leaseWriter,
  turn: turnWriter,
  'statusline install': installWriter,
  'cookie copies': cookieCopyWriter,
} as const satisfies Record<string, (folder: string) => Writer>;

export type WriterName = keyof typeof writers;

export function isWriterName(word: string): word is WriterName {
  return Object.hasOwn(writers, word);
}
