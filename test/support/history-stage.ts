import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { QuotaWindow } from '../../src/domain/quota-window.ts';
import type { UsageSnapshot } from '../../src/domain/usage-snapshot.ts';
import type { Host } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { openHistoryStore } from '../../src/store/history-store.ts';
import { tempFolder } from './temp-folder.ts';

/** Usage with one 5-hour window. */
export function sessionReading(
  atMs: number,
  used: number,
  resetsAtMs: number,
  more: readonly QuotaWindow[] = [],
): UsageSnapshot {
  const usedPercent = Math.min(100, used / 2);
  const session = {
    id: 'session',
    usedPercent,
    used,
    limit: 200,
    unit: 'requests',
    lengthMinutes: 300,
    resetsAtMs,
    reliable: true,
  } as const;
  return { windows: [session, ...more], source: 'api-key', fetchedAtMs: atMs };
}

/** A history on disk, in its own folder, at a time that the test sets. */
export function historyStage(
  t: Pick<TestContext, 'after'>,
  startMs: number,
  options: { readonly path?: string | undefined } = {},
) {
  const path = options.path ?? join(tempFolder(t), 'history.sqlite');
  const logged: string[] = [];
  const time = { nowMs: startMs };
  const host: Host = {
    ...createNodeHost({
      env: {},
      log: { debug: (message, facts) => void logged.push(`${message} ${JSON.stringify(facts)}`) },
    }),
    clock: { now: () => time.nowMs, sleep: async () => {} },
  };
  const open = (mayCreate = true) => {
    const store = openHistoryStore(host, path, { mayCreate });
    t.after(() => store.close());
    return store;
  };
  return { path, logged, time, host, open };
}
