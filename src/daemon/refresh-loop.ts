import { Failure } from '../domain/failure.ts';
import type { Cadence } from '../domain/setting-choices.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { CadenceReason } from '../domain/usage-state.ts';
import type { Host } from '../host/host.ts';
import { stackOf } from '../host/log.ts';
import {
  nextOf,
  trackAfter,
  trackAtOnce,
  waitsForPerson,
  type AccountTrack,
  type Moment,
} from './account-track.ts';

/** How the loop asks: `maxAgeMs` is how old another process's reading may be to count as an answer. */
export type LoopRequest = {
  readonly maxAgeMs: number;
  readonly insist: boolean;
  readonly signal: AbortSignal;
};

/** One account that is to be kept fresh. */
export type LoopAccount = {
  /** Absent for the main one. */
  readonly name?: string | undefined;
  /** Another one stands for another credential, source or address: then everything begins anew. */
  readonly slot: string;
  /** What an earlier run kept, where that is young enough to show. */
  kept(): UsageOutcome | undefined;
  /** A reading no older than a moment, whoever took it. `insist` asks anew whatever there is. */
  read(ask: LoopRequest): Promise<UsageOutcome>;
};

/** When each account is asked next, by its slot, and the earliest of these with its reason. */
export type RefreshPlan = {
  readonly nextRefreshAtMs: Readonly<Record<string, number>>;
  readonly first?: { readonly atMs: number; readonly reason: CadenceReason } | undefined;
  /** Why there is no first one. */
  readonly waitsFor?: 'needs-person' | undefined;
};

export type RefreshLoopDeps = Pick<Host, 'clock' | 'log'> & {
  /** Those in force now; none where Kimi is switched off. */
  readonly accounts: () => readonly LoopAccount[];
  readonly moment: () => Promise<Moment>;
  /** Takes up what was changed from outside (settings, a sign-in); true where there was anything. */
  readonly noticeChanges: () => Promise<boolean>;
  /** 0..1. */
  readonly jitter: () => number;
  /** Told of everything that happens; must not throw. */
  readonly onRefreshing: (refreshing: boolean) => void;
  readonly onOutcome: (account: LoopAccount, outcome: UsageOutcome) => Promise<void>;
  readonly onPlan: (plan: RefreshPlan) => Promise<void>;
};

export type RefreshLoop = {
  start(): void;
  /** What is known of an account, by its slot. */
  outcomeOf(slot: string): UsageOutcome | undefined;
  /** Asks every account anew, or shares the asking that is under way. */
  refresh(): Promise<void>;
  /** Thinks again about when to refresh: the settings changed or somebody came. */
  replan(options?: { readonly somebodyCame: boolean }): void;
  /** Thinks again where the clock says something else than was planned: the machine slept, or its clock was set. */
  recheck(): void;
  /** Ends it; a request under way is given up. */
  close(): Promise<void>;
};

/** How often it looks for changes while nothing can be asked before a person acts. */
const lookEveryMs = 60_000;

/**
 * A timer's span does not count the time a machine sleeps, and knows nothing of a clock that is set. So no single wait is
 * longer than this: the usual five minutes in one go, which is no wake-up more than the refresh itself, and a longer
 * pause is thought over on the way. Whoever asks for the state in between has it rechecked as well.
 */
const longestWaitMs = 310_000;
const toleranceMs = 2_000;

/**
 * Two programs that refresh at the same cadence must not ask twice as often: what the other one has lately got will do.
 * At half the shortest interval, so that an old reading is not passed to and fro; and never one from before a reset.
 */
const sharedForMs = 30_000;
const sharedAtLeisureMs = 150_000;

type Asking = { readonly account: LoopAccount; readonly maxAgeMs: number };

/** Keeps accounts fresh, each by its own cadence. Nothing happens before `start`. */
export function createRefreshLoop(deps: RefreshLoopDeps): RefreshLoop {
  const { clock, log } = deps;
  const life = { isClosing: false };
  const tracks = new Map<string, AccountTrack>();
  let planned: { readonly madeAtMs: number; readonly atMs: number } | undefined;
  let waiting: AbortController | undefined;
  let asking: AbortController | undefined;
  let replanWanted = false;
  let underWay: Promise<void> | undefined;
  let ended: Promise<void> | undefined;

  const trackOf = (account: LoopAccount): AccountTrack => {
    const kept = tracks.has(account.slot) ? undefined : account.kept();
    const track = tracks.get(account.slot) ?? {
      failuresInARow: 0,
      jitter: deps.jitter(),
      outcome: kept,
    };
    tracks.set(account.slot, track);
    return track;
  };

  async function plan(): Promise<{ readonly due: readonly Asking[]; readonly waitMs: number }> {
    replanWanted = false;
    const moment = await deps.moment();
    const nowMs = clock.now();
    const accounts = deps.accounts();
    for (const slot of tracks.keys())
      if (!accounts.some((account) => account.slot === slot)) tracks.delete(slot);
    const nexts = accounts.map((account) => {
      const track = trackOf(account);
      // Asked in the future: the clock was set back since, and no waiting time can be told any more.
      if (track.askedAtMs !== undefined && track.askedAtMs > nowMs + toleranceMs)
        tracks.set(account.slot, trackAtOnce(track));
      return { account, ...nextOf(trackOf(account), moment, nowMs) };
    });
    const askable = nexts.filter(({ reason }) => reason !== 'needs-person');
    const first = askable.toSorted((a, b) => a.delayMs - b.delayMs)[0];
    const waitMs = first?.delayMs ?? lookEveryMs;
    planned = { madeAtMs: nowMs, atMs: nowMs + waitMs };
    await deps.onPlan({
      nextRefreshAtMs: Object.fromEntries(
        askable.map(({ account, delayMs }) => [account.slot, nowMs + delayMs]),
      ),
      first:
        first === undefined ? undefined : { atMs: nowMs + first.delayMs, reason: first.reason },
      ...(first === undefined && accounts.length > 0 ? { waitsFor: 'needs-person' as const } : {}),
    });
    return {
      due: askable
        .filter(({ delayMs }) => delayMs <= 0)
        .map(({ account, reason }) => ({ account, maxAgeMs: maxAgeFor(reason, moment.cadence) })),
      waitMs,
    };
  }

  async function run(): Promise<void> {
    while (!life.isClosing) {
      try {
        await step();
      } catch (error) {
        log.debug('the refresh loop stumbled', { reason: stackOf(error) });
        if (!life.isClosing) await wait(lookEveryMs);
      }
    }
  }

  async function step(): Promise<void> {
    if (await deps.noticeChanges()) askThoseThatWait();
    const { due, waitMs } = await plan();
    if (due.length > 0) return await ask(due, false);
    if (!replanWanted && !life.isClosing) await wait(Math.min(waitMs, longestWaitMs));
  }

  function askThoseThatWait(): void {
    for (const [slot, track] of tracks)
      if (waitsForPerson(track)) tracks.set(slot, trackAtOnce(track));
  }

  async function wait(ms: number): Promise<void> {
    const woken = new AbortController();
    waiting = woken;
    try {
      await clock.sleep(ms, woken.signal);
    } catch (error) {
      if (!woken.signal.aborted) throw error;
    } finally {
      waiting = undefined;
    }
  }

  function replan(
    { somebodyCame }: { readonly somebodyCame: boolean } = { somebodyCame: false },
  ): void {
    if (somebodyCame) askThoseThatWait();
    replanWanted = true;
    waiting?.abort();
  }

  /** One asking at a time: who comes meanwhile shares it. */
  function ask(accounts: readonly Asking[], insist: boolean): Promise<void> {
    underWay ??= askAll(accounts, insist).finally(() => {
      underWay = undefined;
      if (!life.isClosing) deps.onRefreshing(false);
    });
    return underWay;
  }

  async function askAll(accounts: readonly Asking[], insist: boolean): Promise<void> {
    if (accounts.length === 0 || life.isClosing) return;
    // One for each asking: what hangs on a signal for good would grow for good.
    const controller = new AbortController();
    asking = controller;
    deps.onRefreshing(true);
    await Promise.all(
      accounts.map(({ account, maxAgeMs }) =>
        askOne(account, { maxAgeMs, insist, signal: controller.signal }),
      ),
    );
  }

  async function askOne(account: LoopAccount, options: LoopRequest): Promise<void> {
    const outcome = await account.read(options).catch((error: unknown) => {
      if (!life.isClosing) log.debug('a refresh failed unexpectedly', { reason: String(error) });
      return undefined;
    });
    if (life.isClosing) return;
    const nowMs = clock.now();
    // Another process's reading counts from when that was taken: both then come due together, and share one request.
    const takenAtMs = outcome?.kind === 'fresh' ? outcome.snapshot.fetchedAtMs : nowMs;
    const askedAtMs = Math.min(nowMs, Math.max(takenAtMs, nowMs - options.maxAgeMs));
    tracks.set(account.slot, trackAfter(trackOf(account), outcome, askedAtMs, deps.jitter()));
    if (outcome !== undefined) await deps.onOutcome(account, outcome);
  }

  return {
    start() {
      ended ??= run();
    },
    outcomeOf: (slot) => tracks.get(slot)?.outcome,
    async refresh() {
      await ask(
        deps.accounts().map((account) => ({ account, maxAgeMs: 0 })),
        true,
      );
      replan();
    },
    replan,
    recheck() {
      const nowMs = clock.now();
      const isOver =
        planned !== undefined &&
        (nowMs > planned.atMs + toleranceMs || nowMs < planned.madeAtMs - toleranceMs);
      if (isOver && underWay === undefined) replan();
    },
    async close() {
      life.isClosing = true;
      waiting?.abort();
      asking?.abort(new Failure('cancelled', 'the program ends'));
      await underWay?.catch(() => undefined);
      await ended;
    },
  };
}

function maxAgeFor(reason: CadenceReason, cadence: Cadence): number {
  return reason === 'scheduled' && cadence !== 1 ? sharedAtLeisureMs : sharedForMs;
}
