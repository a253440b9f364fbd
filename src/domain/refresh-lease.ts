/**
 * The right to fetch usage, held by one process at a time. It lapses if its holder stops renewing it.
 */
export type RefreshLease = {
  readonly renewEveryMs: number;
  renew(): Promise<void>;
  /** Never rejects: a lease that can't be removed lapses. */
  release(): Promise<void>;
};
