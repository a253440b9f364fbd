import { useEffect, useState } from 'preact/hooks';
import type { HistorySpan } from '../../domain/daemon-api.ts';
import type { HistorySeries } from '../../domain/history.ts';
import type { WindowId } from '../../domain/quota-window.ts';
import { readHistory } from '../live/daemon-api.ts';

/** The history of one window; `series` is absent if nothing was recorded. */
export type History =
  | { readonly kind: 'loading' | 'failed' }
  | { readonly kind: 'ready'; readonly series?: HistorySeries | undefined };

type HistoryFacts = {
  readonly account: string | undefined;
  readonly windowId: WindowId | undefined;
  readonly span: HistorySpan;
  /** The history is read again when this changes. */
  readonly revision: unknown;
  /** While the daemon is unreachable, the last history remains. */
  readonly isReachable: boolean;
};

/** Reads a window's history. The previous one remains until the new one has arrived. */
export function useHistory(facts: HistoryFacts): History {
  const { account, windowId, span, revision, isReachable } = facts;
  const [history, setHistory] = useState<History>({ kind: 'loading' });
  useEffect(() => {
    if (windowId === undefined || !isReachable) return undefined;
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const response = await readHistory({ windowId, since: span, account });
      if (!isCurrent) return;
      if (response.kind === 'ok') setHistory({ kind: 'ready', series: response.value });
      else setHistory({ kind: 'failed' });
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [account, windowId, span, revision, isReachable]);
  return history;
}
