import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { HistoryQuery, HistorySeries } from '../domain/history.ts';
import type { Host } from '../host/host.ts';
import { openHistoryStore } from '../store/history-store.ts';

/** What was remembered, by this or any other process; nothing where there is no history or it can't be read. Makes no file. */
export async function readHistory(host: Host, query: HistoryQuery): Promise<readonly HistorySeries[]> {
  const history = openHistoryStore(host, join(dataFolder(host.env, host.platform), 'history.sqlite'), { mayCreate: false });
  const series = await history.query(query);
  history.close();
  return series;
}
