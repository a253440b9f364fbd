import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { RefreshTally } from './usage-daemon.ts';

/** Counts what refreshing came to since the program started. */
export function createTally(): { count(outcome: UsageOutcome): void; now(): RefreshTally } {
  let ok = 0;
  const failed: Record<string, number> = {};
  return {
    count(outcome) {
      if (outcome.kind === 'fresh') ok += 1;
      else failed[outcome.failure.kind] = (failed[outcome.failure.kind] ?? 0) + 1;
    },
    now: () => ({ ok, failed: { ...failed } }),
  };
}
