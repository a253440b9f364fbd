import type { Attempt } from './attempt.ts';
import type { Failure } from './failure.ts';
import type { CachedOwner } from './cached-usage.ts';
import type { UsageSnapshot } from './usage-snapshot.ts';

/** What asking the service came to, before it is kept: a good reading or the most telling failure, and what came of every place, in order. */
export type FetchOutcome =
  | {
      readonly kind: 'ok';
      readonly snapshot: UsageSnapshot;
      readonly attempts: readonly Attempt[];
      readonly owner?: CachedOwner | undefined;
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly attempts: readonly Attempt[] };
