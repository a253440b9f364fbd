import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { HistoryQuery, HistorySeries } from '../domain/history.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { openHistoryStore, type HistoryStore } from '../store/history-store.ts';

/** What was remembered, by this or any other process; nothing where there is no history or it can't be read. Makes no file. */
export async function readHistory(
  host: Host,
  query: HistoryQuery,
): Promise<readonly HistorySeries[]> {
  return await withHistory(host, { mayCreate: false }, (history) => history.query(query));
}

/** Remembers readings, in order of time; the main account's where none is named. */
export async function rememberReadings(
  host: Host,
  readings: readonly UsageSnapshot[],
  account?: string,
): Promise<void> {
  await withHistory(host, { mayCreate: true }, async (history) => {
    for (const reading of readings) await history.record(account, reading);
  });
}

/** The history that all processes of this user share. The caller closes it. */
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
