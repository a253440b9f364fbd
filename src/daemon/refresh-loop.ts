import type { FailureFacts } from '../domain/failure.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { stackOf } from '../host/log.ts';
import type { RefreshRequest } from '../refresh/refresher.ts';
import { maxAtOnce } from '../refresh/service-gate.ts';
import { AccountTracks } from './account-tracks.ts';
import {
  checkEveryMs,
  planRefreshes,
  placeOf,
  toleranceMs,
  trackAfter,
  withNewestUsage,
  type CadenceContext,
  type DueAccount,
  type PlanResult,
  type RefreshPlan,
  type TrackedAccount,
} from './refresh-plan.ts';
import { RefreshTurns } from './refresh-turns.ts';

export type LoopRequest = Pick<RefreshRequest, 'maxAgeMs' | 'signal'>;

/** One account that is kept fresh. */
export type LoopAccount = {
  /** Absent for the main one. */
  readonly name?: string | undefined;
  /** Changes with the credential, source or address; then the account starts over. */
  readonly slot: string;
  /** Whom its refreshes ask; accounts of one service wait for each other. */
  readonly service: string;
  /** What an earlier run saved, if that is recent enough to show. */
  cached(): UsageOutcome | undefined;
  /** Usage no older than `maxAgeMs`, whichever process fetched it. */
  refresh(request: LoopRequest): Promise<UsageOutcome>;
};

export type RefreshLoopDeps = Pick<Host, 'clock' | 'log'> & {
  /** The configured accounts; none if Kimi is turned off. */
  readonly accounts: () => readonly LoopAccount[];
  readonly context: () => Promise<CadenceContext>;
  /** Applies changes from outside (settings, a sign-in); true if there were any. */
  readonly noticeChanges: () => Promise<boolean>;
  /** 0..1. */
  readonly jitter: () => number;
  /** Listeners to everything that happens; they must not throw. */
  readonly onRefreshing: (refreshing: boolean) => void;
  readonly onOutcome: (account: LoopAccount, outcome: UsageOutcome) => Promise<void>;
  readonly onPlan: (plan: RefreshPlan) => Promise<void>;
};

/**
 * A timer's span neither counts the time a machine sleeps nor notices a clock that is set. So no
 * single wait is longer than this: the usual five minutes pass in one go, longer pauses are planned
 * again on the way. `recheck` covers the rest.
 */
const maxWaitMs = 310_000;

/** Keeps accounts fresh, each by its own cadence. Nothing happens before `start`. */
export class RefreshLoop {
  readonly #deps: RefreshLoopDeps;
  readonly #turns: RefreshTurns<LoopAccount>;
  readonly #tracks: AccountTracks;
  #accounts: readonly LoopAccount[] | undefined;
  #planned: { readonly madeAtMs: number; readonly atMs: number } | undefined;
  #waiting: AbortController | undefined;
  #needsReplan = false;
  #isClosing = false;
  #ended: Promise<void> | undefined;

  constructor(deps: RefreshLoopDeps) {
    this.#deps = deps;
    this.#tracks = new AccountTracks(deps.jitter);
    this.#turns = new RefreshTurns({
      clock: deps.clock,
      refresh: (due, signal) => this.#refreshOne(due, signal),
      onRefreshing: (refreshing) => {
        if (!this.#isClosing) deps.onRefreshing(refreshing);
      },
      onEnd: () => this.replan(),
    });
  }

  start(): void {
    this.#ended ??= this.#run();
  }

  /** The latest outcome of an account, by its slot. */
  outcomeOf(slot: string): UsageOutcome | undefined {
    return this.#tracks.outcomeOf(slot);
  }

  /**
   * Refreshes the accounts because a user asked for it, before any others, or shares the refreshes
   * that are running. Sends no request for accounts that a user has refreshed a moment ago, or for
   * which Kimi asked to wait.
   */
  async refresh(): Promise<void> {
    if (this.#isClosing) return;
    const accounts = this.#deps.accounts();
    const free = accounts.filter((account) => this.#mayForce(account));
    const due = free.map((account) => this.#forced(account, free.length));
    const ends = free.map(({ slot }) => this.#turns.want(slot));
    const shared = accounts.flatMap(({ slot }) => this.#turns.end(slot) ?? []);
    this.#turns.start(due);
    await Promise.all([...ends, ...shared]);
    this.replan();
  }

  /**
   * Reschedules, after a settings change or for a new viewer, for whom failures are retried, too.
   */
  replan({ forViewer }: { readonly forViewer: boolean } = { forViewer: false }): void {
    if (forViewer) this.#tracks.retryBlocked();
    this.#needsReplan = true;
    this.#waiting?.abort();
  }

  /** Reschedules if the clock contradicts the plan: the machine slept, or its clock was set. */
  recheck(): void {
    if (this.#planned === undefined) return;
    const nowMs = this.#deps.clock.now();
    const { madeAtMs, atMs } = this.#planned;
    if (nowMs > atMs + toleranceMs || nowMs < madeAtMs - toleranceMs) this.replan();
  }

  /** Ends the loop and cancels requests under way. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#waiting?.abort();
    await this.#turns.close();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#isClosing) {
      try {
        await this.#step();
      } catch (error) {
        this.#deps.log.debug('the refresh loop failed', { reason: stackOf(error) });
        if (!this.#isClosing) await this.#wait(checkEveryMs);
      }
    }
  }

  async #step(): Promise<void> {
    if (await this.#deps.noticeChanges()) this.#tracks.retryBlocked();
    const { due, waitMs } = await this.#plan();
    if (this.#isClosing) return;
    const forMs = Math.min(this.#turns.start(due), waitMs, maxWaitMs);
    const nowMs = this.#deps.clock.now();
    this.#planned = { madeAtMs: nowMs, atMs: nowMs + forMs };
    if (!this.#needsReplan) await this.#wait(forMs);
  }

  async #plan(): Promise<PlanResult<LoopAccount>> {
    this.#needsReplan = false;
    const context = await this.#deps.context();
    const nowMs = this.#deps.clock.now();
    const accounts = this.#trackAll(nowMs);
    const result = planRefreshes(accounts, context, nowMs);
    await this.#deps.onPlan(result.plan);
    return { ...result, due: [...this.#wanted(accounts), ...result.due] };
  }

  /** Those for which users wait, unless their service has asked everyone to wait since. */
  #wanted(accounts: readonly TrackedAccount<LoopAccount>[]): DueAccount<LoopAccount>[] {
    const wanted = accounts.filter(({ account }) => this.#turns.isWanted(account.slot));
    for (const { account, pausedForMs = 0 } of wanted)
      if (pausedForMs > 0) this.#turns.giveUp(account.slot);
    const open = wanted.filter(({ account }) => this.#turns.isWanted(account.slot));
    return open.map(({ account }) => this.#forced(account, open.length));
  }

  /** The configured accounts with what is known of them; forgets all others. */
  #trackAll(nowMs: number): TrackedAccount<LoopAccount>[] {
    const accounts = this.#deps.accounts();
    if (accounts !== this.#accounts) {
      this.#turns.setAccounts(accounts);
      this.#tracks.setAccounts(accounts);
      this.#accounts = accounts;
    }
    return accounts.map((account) => ({
      account,
      track: this.#tracks.at(account, nowMs),
      pausedForMs: this.#turns.pausedForMs(account),
      startedAtMs: this.#turns.startedAtMs(account.slot),
    }));
  }

  #mayForce(account: LoopAccount): boolean {
    const isBusy = this.#turns.end(account.slot) !== undefined;
    if (isBusy || this.#turns.pausedForMs(account) > 0) return false;
    return this.#tracks.mayForce(account, this.#deps.clock.now());
  }

  #forced(account: LoopAccount, atOnce: number): DueAccount<LoopAccount> {
    const isRetry = this.#tracks.of(account).failuresInARow > 0;
    return { account, maxAgeMs: 0, isRetry, isCrowded: atOnce > maxAtOnce };
  }

  async #wait(ms: number): Promise<void> {
    const woken = new AbortController();
    this.#waiting = woken;
    try {
      await this.#deps.clock.sleep(ms, woken.signal);
    } catch (error) {
      if (!woken.signal.aborted) throw error;
    } finally {
      this.#waiting = undefined;
    }
  }

  async #refreshOne(
    { account, maxAgeMs, isCrowded }: DueAccount<LoopAccount>,
    signal: AbortSignal,
  ): Promise<FailureFacts | undefined> {
    const { clock, log, jitter } = this.#deps;
    const isForced = maxAgeMs === 0;
    if (isForced) this.#tracks.markForced(account, clock.now());
    const result = await account.refresh({ maxAgeMs, signal }).catch((error: unknown) => {
      if (!this.#isClosing) log.debug('a refresh failed unexpectedly', { reason: String(error) });
      return undefined;
    });
    if (this.#isClosing) return undefined;
    const nowMs = clock.now();
    const before = this.#tracks.of(account);
    const outcome = result && withNewestUsage(result, before, nowMs);
    // Usage that another process fetched counts from then: both come due together and share one
    // request.
    const fetchedAtMs = outcome?.kind === 'fresh' ? outcome.snapshot.fetchedAtMs : nowMs;
    const refreshedAtMs = Math.min(nowMs, Math.max(fetchedAtMs, nowMs - maxAgeMs));
    const spread = isCrowded ? placeOf(account) : 0;
    this.#tracks.set(
      account,
      trackAfter(before, { outcome, refreshedAtMs, jitter: jitter(), spread }),
    );
    if (outcome !== undefined) await this.#report(account, outcome);
    return outcome?.kind === 'failed' ? outcome.failure : undefined;
  }
  async #report(account: LoopAccount, outcome: UsageOutcome): Promise<void> {
    try {
      await this.#deps.onOutcome(account, outcome);
    } catch (error) {
      this.#deps.log.debug('an outcome could not be recorded', { reason: stackOf(error) });
    }
  }
}
