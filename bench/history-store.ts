import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { QuotaWindow } from '../src/domain/quota-window.ts';
import { createNodeHost } from '../src/host/node-host.ts';
import { openHistoryStore } from '../src/store/history-store.ts';
import { median } from './percentile.ts';

/** What a year of history costs. */
export type HistoryBench = {
  /** Milliseconds to query the last 30 days of all windows, the median of 20. */
  readonly queryMs: number;
  readonly fileKilobytes: number;
  /** Usage with three windows recorded per second, each in its own transaction. */
  readonly recordsPerSecond: number;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Records a year of usage every five minutes as the daemon does, then queries it as the page does.
 * `days` shortens it.
 */
export async function benchHistory(days = 365): Promise<HistoryBench> {
  const folder = mkdtempSync(join(tmpdir(), 'kimibar-history-bench-'));
  const endMs = Date.UTC(2026, 0, 1);
  const time = { nowMs: endMs - days * dayMs };
  const host = {
    ...createNodeHost({ env: {} }),
    clock: { now: () => time.nowMs, sleep: async () => {} },
  };
  const path = join(folder, 'history.sqlite');
  const store = openHistoryStore(host, path, { mayCreate: true });
  try {
    const startedMs = performance.now();
    let records = 0;
    for (; time.nowMs < endMs; time.nowMs += 5 * minuteMs) {
      await store.record(undefined, {
        windows: windowsAt(time.nowMs),
        source: 'api-key',
        fetchedAtMs: time.nowMs,
      });
      records += 1;
    }
    const recordsPerSecond = Math.round((records / (performance.now() - startedMs)) * 1000);
    const times: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      const askedMs = performance.now();
      await store.query({ sinceMs: endMs - 30 * dayMs, untilMs: endMs });
      times.push(performance.now() - askedMs);
    }
    store.close();
    return {
      queryMs: median(times),
      fileKilobytes: Math.round(statSync(path).size / 1024),
      recordsPerSecond,
    };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Three windows that are used all day: every record is a change. */
function windowsAt(atMs: number): readonly QuotaWindow[] {
  const lengths = { session: 5 * hourMs, weekly: 7 * dayMs, monthly: 30 * dayMs } as const;
  const ids = Object.keys(lengths) as (keyof typeof lengths)[];
  return ids.map((id) => {
    const lengthMs = lengths[id];
    const goneMs = atMs % lengthMs;
    const usedPercent = (goneMs / lengthMs) * 100;
    const lengthMinutes = lengthMs / minuteMs;
    return {
      id,
      usedPercent,
      used: goneMs,
      limit: lengthMs,
      unit: 'requests',
      lengthMinutes,
      resetsAtMs: atMs - goneMs + lengthMs,
      reliable: true,
    };
  });
}
