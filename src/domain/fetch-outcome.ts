import type { Attempt } from './attempt.ts';
import type { Failure } from './failure.ts';
import type { CachedOwner } from './cached-usage.ts';
import type { UsageSnapshot } from './usage-snapshot.ts';

/**
 * What a fetch came to, before it is cached: usage or the most informative failure, and every
 * attempt in order.
 */
export type FetchOutcome =
  | {
      readonly kind: 'ok';
      readonly snapshot: UsageSnapshot;
      readonly attempts: readonly Attempt[];
      readonly owner?: CachedOwner | undefined;
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly attempts: readonly Attempt[] };
