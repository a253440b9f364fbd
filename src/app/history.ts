import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { HistoryQuery, HistorySeries } from '../domain/history.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { openHistoryStore, type HistoryStore } from '../store/history-store.ts';

/**
 * The history recorded by any process of this user; empty if there is none or it can't be read.
 * Creates no file.
 */
export async function readHistory(
  host: Host,
  query: HistoryQuery,
): Promise<readonly HistorySeries[]> {
  return await withHistory(host, { mayCreate: false }, (history) => history.query(query));
}

/** Records snapshots in order of time, for the main account unless another is named. */
export async function recordHistory(
  host: Host,
  snapshots: readonly UsageSnapshot[],
  account?: string,
): Promise<void> {
  await withHistory(host, { mayCreate: true }, async (history) => {
    for (const snapshot of snapshots) await history.record(account, snapshot);
  });
}

/** The history that all processes of this user share. Close it after use. */
export function openHistory(host: Host, options: { readonly mayCreate: boolean }): HistoryStore {
  return openHistoryStore(
    host,
    join(dataFolder(host.env, host.platform), 'history.sqlite'),
    options,
  );
}

async function withHistory<T>(
  host: Host,
  options: { mayCreate: boolean },
  work: (history: HistoryStore) => Promise<T>,
): Promise<T> {
  const history = openHistory(host, options);
  try {
    return await work(history);
  } finally {
    history.close();
  }
}
