import { useEffect, useState } from 'preact/hooks';
import type { HistorySpan } from '../../domain/daemon-api.ts';
import type { HistorySeries } from '../../domain/history.ts';
import type { WindowId } from '../../domain/quota-window.ts';
import { readHistory } from '../live/daemon-api.ts';

/** What was remembered of one window; `series` is absent where nothing was. */
export type HistoryAnswer =
  | { readonly kind: 'loading' | 'failed' }
  | { readonly kind: 'ready'; readonly series?: HistorySeries | undefined };

type HistoryFacts = {
  readonly account: string | undefined;
  readonly windowId: WindowId | undefined;
  readonly range: HistorySpan;
  /** Read again whenever this changes, e.g. with each new reading. */
  readonly occasion: unknown;
  /** While the daemon is away, what is shown stays. */
  readonly reachable: boolean;
};

/** Reads a window's history; the old answer stays up until the new one is there. */
export function useHistory({
  account,
  windowId,
  range,
  occasion,
  reachable,
}: HistoryFacts): HistoryAnswer {
  const [answer, setAnswer] = useState<HistoryAnswer>({ kind: 'loading' });
  useEffect(() => {
    if (windowId === undefined || !reachable) return undefined;
    let current = true;
    const ask = { windowId, since: range, account };
    const read = async (): Promise<void> => {
      const found = await readHistory(ask);
      if (!current) return;
      if (found.kind !== 'ok') setAnswer({ kind: 'failed' });
      else setAnswer({ kind: 'ready', series: found.value });
    };
    void read();
    return () => {
      current = false;
    };
  }, [account, windowId, range, occasion, reachable]);
  return answer;
}
