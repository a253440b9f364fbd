import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import { maxAtOnce } from '../refresh/service-gate.ts';
import { dueAtOnce, isFromFuture, mayForce, needsUser, type AccountTrack } from './refresh-plan.ts';

type TrackAccount = { readonly slot: string; cached(): UsageOutcome | undefined };

/** What the loop remembers of its accounts, by slot. */
export class AccountTracks {
  readonly #jitter: () => number;
  readonly #tracks = new Map<string, AccountTrack>();
  /** When a user's refresh of an account last started. */
  readonly #forcedAtMs = new Map<string, number>();
  #count = 0;

  constructor(jitter: () => number) {
    this.#jitter = jitter;
  }

  /** Forgets all others. */
  setAccounts(accounts: readonly TrackAccount[]): void {
    this.#count = accounts.length;
    const slots = new Set(accounts.map(({ slot }) => slot));
    for (const slot of this.#tracks.keys()) {
      if (slots.has(slot)) continue;
      this.#tracks.delete(slot);
      this.#forcedAtMs.delete(slot);
    }
  }

  outcomeOf(slot: string): UsageOutcome | undefined {
    return this.#tracks.get(slot)?.outcome;
  }

  /** Due at once if the clock was set back since its last refresh. */
  at(account: TrackAccount, nowMs: number): AccountTrack {
    const known = this.of(account);
    if (!isFromFuture(known, nowMs)) return known;
    const track = dueAtOnce(known);
    this.set(account, track);
    return track;
  }

  /** A new account starts with what an earlier run saved. */
  of(account: TrackAccount): AccountTrack {
    const known = this.#tracks.get(account.slot);
    if (known !== undefined) return known;
    const outcome = account.cached();
    // After a restart, many accounts go on as they were; a few are refreshed at once.
    const refreshedAtMs =
      this.#count > maxAtOnce && outcome?.kind === 'fresh'
        ? outcome.snapshot.fetchedAtMs
        : undefined;
    const track = { outcome, refreshedAtMs, failuresInARow: 0, jitter: this.#jitter() };
    this.set(account, track);
    return track;
  }

  set({ slot }: Pick<TrackAccount, 'slot'>, track: AccountTrack): void {
    this.#tracks.set(slot, track);
  }

  /** Accounts that wait for the user are due at once. */
  retryBlocked(): void {
    for (const [slot, track] of this.#tracks)
      if (needsUser(track)) this.#tracks.set(slot, dueAtOnce(track));
  }

  /** May it be refreshed because a user asks for it? */
  mayForce(account: TrackAccount, nowMs: number): boolean {
    const forcedAtMs = this.#forcedAtMs.get(account.slot) ?? -Infinity;
    return mayForce(this.of(account), { nowMs, forcedAtMs });
  }

  /** A refresh starts that a user has asked for. */
  markForced({ slot }: Pick<TrackAccount, 'slot'>, nowMs: number): void {
    this.#forcedAtMs.set(slot, nowMs);
  }
}
