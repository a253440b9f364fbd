import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { Learned } from '../domain/forecast/learned.ts';
import type { HistoryQuery, HistorySeries } from '../domain/history.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { updateLearned, type Learner } from './update-learned.ts';
import { hasUnrecorded, takeUnrecorded, unrecordedPath } from '../store/unrecorded-usage.ts';
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

/** The same with the stamp that the history has; undefined without a history. */
export async function readStampedHistory(
  host: Host,
  query: HistoryQuery,
): Promise<{ readonly series: readonly HistorySeries[]; readonly stamp: string | undefined }> {
  return await withHistory(host, { mayCreate: false }, async (history) => ({
    series: await history.query(query),
    stamp: await history.stamp(),
  }));
}

/** Records snapshots in order of time, for the main account unless another is named. */
export async function recordHistory(
  host: Host,
  snapshots: readonly UsageSnapshot[],
  account?: string,
): Promise<void> {
  await withHistory(host, { mayCreate: true }, (history) => history.record(account, ...snapshots));
}

/** What is learned of an account, brought up to date with its history; undefined without one. */
export async function learnFromHistory(host: Host, learner: Learner): Promise<Learned | undefined> {
  return await withHistory(host, { mayCreate: false }, (history) =>
    updateLearned(host, history, learner),
  );
}

/** Records a snapshot and brings what is learned of the account up to date. */
export async function recordAndLearn(
  host: Host,
  snapshot: UsageSnapshot,
  learner: Learner,
): Promise<void> {
  await withHistory(host, { mayCreate: true }, async (history) => {
    await history.record(learner.account, snapshot);
    await updateLearned(host, history, learner);
  });
}

/**
 * The history that all processes of this user share, with what short runs have noted for it. Close
 * it after use.
 */
export function openHistory(host: Host, options: { readonly mayCreate: boolean }): HistoryStore {
  const folder = dataFolder(host.env, host.platform);
  const noted = unrecordedPath(folder);
  const mayCreate = options.mayCreate || hasUnrecorded(host.files, noted);
  const store = openHistoryStore(host, join(folder, 'history.sqlite'), { mayCreate });
  const recordNoted = async (): Promise<void> => {
    for (const { account, snapshot } of await takeUnrecorded(host, noted))
      await store.record(account, snapshot);
  };
  return {
    ...store,
    async record(account, ...snapshots) {
      await recordNoted();
      await store.record(account, ...snapshots);
    },
    async query(query) {
      await recordNoted();
      return store.query(query);
    },
  };
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
