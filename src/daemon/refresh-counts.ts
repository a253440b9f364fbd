import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { RefreshTally } from './usage-daemon.ts';

/** How the daemon's refreshes ended since it started. */
export class RefreshCounts {
  #ok = 0;
  readonly #failed = new Map<string, number>();

  add(outcome: UsageOutcome): void {
    if (outcome.kind === 'fresh') this.#ok += 1;
    else {
      const { kind } = outcome.failure;
      this.#failed.set(kind, (this.#failed.get(kind) ?? 0) + 1);
    }
  }

  tally(): RefreshTally {
    return { ok: this.#ok, failed: Object.fromEntries(this.#failed) };
  }
}
