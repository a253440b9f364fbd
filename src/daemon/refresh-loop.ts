import { Failure } from '../domain/failure.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { stackOf } from '../host/log.ts';
import type { RefreshRequest } from '../refresh/refresher.ts';
import {
  checkEveryMs,
  dueAtOnce,
  isFromFuture,
  mayForce,
  needsUser,
  planRefreshes,
  toleranceMs,
  trackAfter,
  withNewestUsage,
  type AccountTrack,
  type CadenceContext,
  type DueAccount,
  type PlanResult,
  type RefreshPlan,
} from './refresh-plan.ts';

export type LoopRequest = Pick<RefreshRequest, 'maxAgeMs' | 'signal'>;

/** One account that is kept fresh. */
export type LoopAccount = {
  /** Absent for the main one. */
  readonly name?: string | undefined;
  /** Changes with the credential, source or address; then the account starts over. */
  readonly slot: string;
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
  readonly #tracks = new Map<string, AccountTrack>();
  #planned: { readonly madeAtMs: number; readonly atMs: number } | undefined;
  /** When a user last asked for a refresh that sent a request. */
  #forcedAtMs = -Infinity;
  #waiting: AbortController | undefined;
  #requests: AbortController | undefined;
  #needsReplan = false;
  #isClosing = false;
  #underWay: Promise<void> | undefined;
  #ended: Promise<void> | undefined;

  constructor(deps: RefreshLoopDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#ended ??= this.#run();
  }

  /** The latest outcome of an account, by its slot. */
  outcomeOf(slot: string): UsageOutcome | undefined {
    return this.#tracks.get(slot)?.outcome;
  }

  /**
   * Refreshes the accounts because a user asked for it, or shares the refresh that is running.
   * Sends no request for accounts that a user has refreshed a moment ago, or for which Kimi asked
   * to wait.
   */
  async refresh(): Promise<void> {
    const moment = { nowMs: this.#deps.clock.now(), forcedAtMs: this.#forcedAtMs };
    const due = this.#deps
      .accounts()
      .filter((account) => mayForce(this.#trackOf(account), moment))
      .map((account) => ({ account, maxAgeMs: 0 }));
    if (this.#underWay !== undefined) await this.#underWay;
    else if (due.length > 0) {
      this.#forcedAtMs = moment.nowMs;
      await this.#refreshTogether(due);
    }
    this.replan();
  }

  /**
   * Reschedules, after a settings change or for a new viewer, for whom failures are retried, too.
   */
  replan({ forViewer }: { readonly forViewer: boolean } = { forViewer: false }): void {
    if (forViewer) this.#retryBlocked();
    this.#needsReplan = true;
    this.#waiting?.abort();
  }

  /** Reschedules if the clock contradicts the plan: the machine slept, or its clock was set. */
  recheck(): void {
    if (this.#planned === undefined || this.#underWay !== undefined) return;
    const nowMs = this.#deps.clock.now();
    const { madeAtMs, atMs } = this.#planned;
    if (nowMs > atMs + toleranceMs || nowMs < madeAtMs - toleranceMs) this.replan();
  }

  /** Ends the loop and cancels requests under way. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#waiting?.abort();
    this.#requests?.abort(new Failure('cancelled', 'the program ends'));
    await this.#underWay?.catch(() => undefined);
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
    if (await this.#deps.noticeChanges()) this.#retryBlocked();
    const { due, waitMs } = await this.#plan();
    if (due.length > 0) return await this.#refreshTogether(due);
    if (!this.#needsReplan && !this.#isClosing) await this.#wait(Math.min(waitMs, maxWaitMs));
  }

  async #plan(): Promise<PlanResult<LoopAccount>> {
    this.#needsReplan = false;
    const context = await this.#deps.context();
    const nowMs = this.#deps.clock.now();
    const result = planRefreshes(this.#trackAll(nowMs), context, nowMs);
    this.#planned = { madeAtMs: nowMs, atMs: nowMs + result.waitMs };
    await this.#deps.onPlan(result.plan);
    return result;
  }

  /** The configured accounts with their tracks; forgets all others. */
  #trackAll(nowMs: number): { account: LoopAccount; track: AccountTrack }[] {
    const accounts = this.#deps.accounts();
    for (const slot of this.#tracks.keys())
      if (!accounts.some((account) => account.slot === slot)) this.#tracks.delete(slot);
    return accounts.map((account) => {
      const known = this.#trackOf(account);
      const track = isFromFuture(known, nowMs) ? dueAtOnce(known) : known;
      this.#tracks.set(account.slot, track);
      return { account, track };
    });
  }

  #trackOf(account: LoopAccount): AccountTrack {
    const known = this.#tracks.get(account.slot);
    if (known !== undefined) return known;
    const track = { outcome: account.cached(), failuresInARow: 0, jitter: this.#deps.jitter() };
    this.#tracks.set(account.slot, track);
    return track;
  }

  #retryBlocked(): void {
    for (const [slot, track] of this.#tracks)
      if (needsUser(track)) this.#tracks.set(slot, dueAtOnce(track));
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

  /** At most one refresh at a time; concurrent callers share it. */
  #refreshTogether(due: readonly DueAccount<LoopAccount>[]): Promise<void> {
    this.#underWay ??= this.#refreshEach(due).finally(() => {
      this.#underWay = undefined;
      if (!this.#isClosing) this.#deps.onRefreshing(false);
    });
    return this.#underWay;
  }

  async #refreshEach(due: readonly DueAccount<LoopAccount>[]): Promise<void> {
    if (due.length === 0 || this.#isClosing) return;
    // One controller for each refresh: a long-lived signal would keep collecting listeners.
    const requests = new AbortController();
    this.#requests = requests;
    this.#deps.onRefreshing(true);
    await Promise.all(
      due.map(({ account, maxAgeMs }) =>
        this.#refreshOne(account, { maxAgeMs, signal: requests.signal }),
      ),
    );
  }

  async #refreshOne(account: LoopAccount, request: LoopRequest): Promise<void> {
    const { clock, log, jitter, onOutcome } = this.#deps;
    const result = await account.refresh(request).catch((error: unknown) => {
      if (!this.#isClosing) log.debug('a refresh failed unexpectedly', { reason: String(error) });
      return undefined;
    });
    if (this.#isClosing) return;
    const nowMs = clock.now();
    const before = this.#trackOf(account);
    const outcome = result && withNewestUsage(result, before, nowMs);
    // Usage that another process fetched counts from then: both come due together and share one
    // request.
    const fetchedAtMs = outcome?.kind === 'fresh' ? outcome.snapshot.fetchedAtMs : nowMs;
    const refreshedAtMs = Math.min(nowMs, Math.max(fetchedAtMs, nowMs - request.maxAgeMs));
    this.#tracks.set(
      account.slot,
      trackAfter(before, { outcome, refreshedAtMs, jitter: jitter() }),
    );
    if (outcome !== undefined) await onOutcome(account, outcome);
  }
}
