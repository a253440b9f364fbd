import { useEffect, useState } from 'preact/hooks';
import type { BreakdownRecord } from '../../domain/breakdown-record.ts';
import type { BreakdownQuery } from '../../domain/daemon-api.ts';
import { readBreakdown } from '../live/daemon-api.ts';

/** A breakdown; the previous one remains until the next has arrived. */
export type LoadedBreakdown =
  | { readonly kind: 'loading' | 'failed' }
  | { readonly kind: 'ready'; readonly record: BreakdownRecord };

export type BreakdownFacts = {
  readonly query: BreakdownQuery;
  /** It is read again when this changes. */
  readonly revision: unknown;
  readonly isReachable: boolean;
};

/** Reads a breakdown from the daemon. */
export function useBreakdown({ query, revision, isReachable }: BreakdownFacts): LoadedBreakdown {
  const [loaded, setLoaded] = useState<LoadedBreakdown>({ kind: 'loading' });
  useEffect(() => {
    if (!isReachable) return undefined;
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const answer = await readBreakdown(query);
      if (!isCurrent) return;
      setLoaded(
        answer.kind === 'ok' ? { kind: 'ready', record: answer.value } : { kind: 'failed' },
      );
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [query.account, query.by, query.project, query.session, revision, isReachable]);
  return loaded;
}
