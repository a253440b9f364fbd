import { useEffect, useState } from 'preact/hooks';
import type { HistorySeries } from '../../domain/history.ts';
import type { WindowId } from '../../domain/quota-window.ts';
import { readHistory } from '../live/daemon-api.ts';

/** The history of some windows; empty if nothing was recorded. */
export type History =
  | { readonly kind: 'loading' | 'failed' }
  | { readonly kind: 'ready'; readonly series: readonly HistorySeries[] };

export type HistoryFacts = {
  readonly account: string | undefined;
  /** All windows if absent. */
  readonly windowId?: WindowId | undefined;
  /** A span as the server takes it, `24h` or `30d`; nothing is read while it is absent. */
  readonly since: string | undefined;
  /** The history is read again when this changes. */
  readonly revision: unknown;
  /** While the daemon is unreachable, the last history remains. */
  readonly isReachable: boolean;
};

/** Reads a history. The previous one remains until the new one has arrived. */
export function useHistory(facts: HistoryFacts): History {
  const { account, windowId, since, revision, isReachable } = facts;
  const [history, setHistory] = useState<History>({ kind: 'loading' });
  useEffect(() => {
    if (since === undefined || !isReachable) return undefined;
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const response = await readHistory({ windowId, since, account });
      if (!isCurrent) return;
      if (response.kind === 'ok') setHistory({ kind: 'ready', series: response.value });
      else setHistory({ kind: 'failed' });
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [account, windowId, since, revision, isReachable]);
  return history;
}
