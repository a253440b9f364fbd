import type { Attempt } from './attempt.ts';
import type { FailureFacts } from './failure.ts';
import type { UsageSnapshot } from './usage-snapshot.ts';

/**
 * Kimi's catalogues of plans: the first sells Andante to Vivace, the second, since September 2026,
 * Go to Ultra. KimiBar does not know the plans of a later one.
 */
export type GoodsVersion = 'first' | 'second' | 'unknown';

/**
 * The owner of a credential, from Kimi's profile. Requested rarely, since it hardly ever changes.
 */
export type CachedOwner = {
  /** A digest that identifies the credential without revealing it. */
  readonly credential: string;
  readonly userId: string;
  /** The plan's name as people know it; empty if the profile has none. */
  readonly planName: string;
  /** What the usage response said of the plan at that time. Another hint may mean another plan. */
  readonly hint: string;
  readonly goodsVersion?: GoodsVersion | undefined;
  readonly askedAtMs: number;
};

/**
 * What is cached between runs: the last good usage, the failure after it, if any, and the owner.
 */
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

/**
 * Was `usage` fetched after `other`? Not if it is from the future: then the clock was set back, and
 * which of the two is newer is unknown.
 */
export function isNewer(
  usage: Pick<UsageSnapshot, 'fetchedAtMs'>,
  other: Pick<UsageSnapshot, 'fetchedAtMs'>,
  nowMs: number,
): boolean {
  return usage.fetchedAtMs > other.fetchedAtMs && usage.fetchedAtMs <= nowMs;
}
