/**
 * The right to fetch usage, held by one process at a time. It lapses if its holder stops renewing it.
 */
export type RefreshLease = {
  readonly renewEveryMs: number;
  /** False if it lapsed, as for a process that was stopped for a while, and another one took it. */
  isHeld(): boolean;
  renew(): Promise<void>;
  /** Never rejects: a lease that can't be removed lapses. */
  release(): Promise<void>;
};
