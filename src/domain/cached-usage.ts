import type { Attempt } from './attempt.ts';
import type { FailureFacts } from './failure.ts';
import type { UsageSnapshot } from './usage-snapshot.ts';

/** Whose credential it is, as the service said. Asked for once in a while only, since it hardly ever changes. */
export type CachedOwner = {
  /** Tells this credential from every other; its value can't be told from it. */
  readonly credential: string;
  readonly userId: string;
  /** The plan in people's words; empty where the service has none. */
  readonly planName: string;
  /** What the usage answer hinted at of the plan when this was asked. Another hint may mean another plan. */
  readonly hint: string;
  readonly askedAtMs: number;
};

/** What is remembered between runs: the last good reading, the failure that came after it, if one did, and whose it all is. */
export type CachedUsage = {
  readonly good?:
    | { readonly snapshot: UsageSnapshot; readonly attempts: readonly Attempt[] }
    | undefined;
  readonly failed?:
    | {
        readonly failure: FailureFacts;
        readonly attempts: readonly Attempt[];
        readonly failedAtMs: number;
      }
    | undefined;
  readonly owner?: CachedOwner | undefined;
};
