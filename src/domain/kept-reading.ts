import type { Attempt } from './attempt.ts';
import type { FailureFacts } from './failure.ts';
import type { UsageSnapshot } from './usage-snapshot.ts';

/** What is remembered between runs: the last good reading, and the failure that came after it, if one did. */
export type KeptReading = {
  readonly good?: { readonly snapshot: UsageSnapshot; readonly attempts: readonly Attempt[] };
  readonly failed?: { readonly failure: FailureFacts; readonly attempts: readonly Attempt[]; readonly failedAtMs: number };
};
