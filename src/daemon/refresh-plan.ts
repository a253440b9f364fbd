import { localTime } from '../domain/clock-offset.ts';
import { failurePolicy } from '../domain/failure.ts';
import type { EffectiveCadence } from '../domain/setting-choices.ts';
import { textDigest } from '../domain/text-digest.ts';
import type { UsageOutcome, UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { CadenceReason } from '../domain/usage-state.ts';
import {
  minForcedGapMs,
  nextRefresh,
  type CadenceSignals,
  type NextRefresh,
} from '../refresh/cadence.ts';
import { maxAtOnce } from '../refresh/service-gate.ts';

/** What the loop remembers of one account. */
export type AccountTrack = {
  readonly outcome?: UsageOutcome | undefined;
  /** When it was last refreshed, epoch milliseconds; absent if a refresh is due at once. */
  readonly refreshedAtMs?: number | undefined;
  readonly failuresInARow: number;
  /** 0..1, drawn again with each refresh. */
  readonly jitter: number;
  /** 0..1: by how much of the interval the next refresh is later, so that accounts come apart. */
  readonly spread?: number | undefined;
};

/** An account with what is known of it at the moment of the plan. */
export type TrackedAccount<Account> = {
  readonly account: Account;
  readonly track: AccountTrack;
  /** For how long its service has asked everyone to wait, in milliseconds. */
  readonly pausedForMs?: number | undefined;
  /** When the refresh that runs now has started. */
  readonly startedAtMs?: number | undefined;
};

/** What all accounts have in common at a moment. */
export type CadenceContext = Pick<
  CadenceSignals,
  'cadence' | 'isWatched' | 'viewedAtMs' | 'kimiCodeActiveAtMs' | 'savesBattery'
>;

/** When each account is refreshed next, by its slot, and the earliest of these with its reason. */
export type RefreshPlan = {
  readonly nextRefreshAtMs: ReadonlyMap<string, number>;
  readonly first?: { readonly atMs: number; readonly reason: CadenceReason } | undefined;
  /** Why there is no first one. */
  readonly waitsFor?: 'needs-person' | undefined;
};

/** An account to be refreshed now, unless another process has usage younger than `maxAgeMs`. */
export type DueAccount<Account> = {
  readonly account: Account;
  readonly maxAgeMs: number;
  /** Its last refresh failed. */
  readonly isRetry: boolean;
  /** More accounts are due than may start together: next time, each comes at its own place. */
  readonly isCrowded: boolean;
};

export type PlanResult<Account> = {
  readonly plan: RefreshPlan;
  /** Those that wait longest come first. */
  readonly due: readonly DueAccount<Account>[];
  /**
   * Until a further account is due, in milliseconds; until the next check for changes if none can
   * be.
   */
  readonly waitMs: number;
};

/** How often to check for changes while no request makes sense before the user acts. */
export const checkEveryMs = 60_000;

/** Clocks may differ by this much without having been set. */
export const toleranceMs = 2_000;

/**
 * Two programs with the same cadence must not send twice as many requests, so usage that another
 * one has just fetched will do. At most half the shortest interval, or old usage would pass back
 * and forth; and never from before a reset.
 */
const sharedForMs = 30_000;
const sharedOnScheduleForMs = 150_000;

/** Plans the next refreshes of all accounts at `nowMs`. Pure. */
export function planRefreshes<Account extends { readonly slot: string }>(
  accounts: readonly TrackedAccount<Account>[],
  context: CadenceContext,
  nowMs: number,
): PlanResult<Account> {
  const planned = accounts
    .map((one) => ({ one, next: nextOf(one, context, nowMs) }))
    .filter(({ next }) => next.reason !== 'needs-person');
  const waiting = planned.filter(({ one }) => one.startedAtMs === undefined);
  const due = waiting.filter(({ next }) => next.delayMs <= 0);
  const first = earliest(waiting) ?? earliest(planned);
  return {
    plan: {
      nextRefreshAtMs: new Map(
        planned.map(({ one, next }) => [one.account.slot, nowMs + next.delayMs]),
      ),
      first: first && { atMs: nowMs + first.delayMs, reason: first.reason },
      waitsFor: first === undefined && accounts.length > 0 ? 'needs-person' : undefined,
    },
    due: due
      .toSorted((a, b) => (a.one.track.refreshedAtMs ?? 0) - (b.one.track.refreshedAtMs ?? 0))
      .map(({ one: { account, track }, next }) => ({
        account,
        maxAgeMs: maxAgeFor(next.reason, context.cadence),
        isRetry: track.failuresInARow > 0,
        isCrowded: due.length > maxAtOnce,
      })),
    waitMs: earliest(waiting.filter(({ next }) => next.delayMs > 0))?.delayMs ?? checkEveryMs,
  };
}

function earliest(planned: readonly { readonly next: NextRefresh }[]): NextRefresh | undefined {
  return planned.reduce<NextRefresh | undefined>(
    (first, { next }) => (first === undefined || next.delayMs < first.delayMs ? next : first),
    undefined,
  );
}

/** An account's own place in the interval, 0..1: always the same. */
export function placeOf({ slot }: { readonly slot: string }): number {
  return parseInt(textDigest(slot).slice(0, 8), 16) / 2 ** 32;
}

/**
 * The track after a refresh that ended at `refreshedAtMs`; `outcome` is absent if it ended in a
 * bug.
 */
export function trackAfter(
  before: AccountTrack,
  { outcome, ...refresh }: Omit<AccountTrack, 'failuresInARow'>,
): AccountTrack {
  if (outcome === undefined) return { ...before, ...refresh };
  const failuresInARow = outcome.kind === 'failed' ? before.failuresInARow + 1 : 0;
  return { outcome, failuresInARow, ...refresh };
}

/**
 * The outcome of a refresh with the newest good usage known: another process may have returned
 * older usage, and without a writable disk only this process knows the last good one.
 */
export function withNewestUsage(
  outcome: UsageOutcome,
  { outcome: before }: Pick<AccountTrack, 'outcome'>,
  nowMs: number,
): UsageOutcome {
  const known = usageIn(before);
  // Usage from the future: the clock was set back since.
  if (known === undefined || known.fetchedAtMs > nowMs) return outcome;
  if (known.fetchedAtMs <= (usageIn(outcome)?.fetchedAtMs ?? -Infinity)) return outcome;
  if (outcome.kind === 'fresh') return { ...outcome, snapshot: known };
  return failurePolicy[outcome.failure.kind].keepLastGood
    ? { ...outcome, lastGood: known }
    : outcome;
}

function usageIn(outcome: UsageOutcome | undefined): UsageSnapshot | undefined {
  return outcome?.kind === 'failed' ? outcome.lastGood : outcome?.snapshot;
}

/** The same track, due at once: a viewer came, the settings changed, or the clock was set back. */
export function dueAtOnce({ outcome, failuresInARow, jitter }: AccountTrack): AccountTrack {
  return { outcome, failuresInARow, jitter };
}

/** Does it make no sense to send another request before the user acts? */
export function needsUser({ outcome }: AccountTrack): boolean {
  return outcome?.kind === 'failed' && failurePolicy[outcome.failure.kind].retry === 'after-change';
}

/**
 * May an account be refreshed because a user asks for it? Not so soon after the last time a user
 * did, and not during a pause that Kimi asked for.
 */
export function mayForce(
  track: AccountTrack,
  { nowMs, forcedAtMs }: { readonly nowMs: number; readonly forcedAtMs: number },
): boolean {
  if (needsUser(track)) return true;
  const isWithin = (ms: number, sinceMs: number): boolean =>
    nowMs >= sinceMs && nowMs - sinceMs < ms;
  const { outcome, refreshedAtMs = -Infinity } = track;
  const pauseMs = outcome?.kind === 'failed' ? (outcome.failure.retryAfterMs ?? 0) : 0;
  return !isWithin(minForcedGapMs, forcedAtMs) && !isWithin(pauseMs, refreshedAtMs);
}

/** Refreshed in the future: the clock was set back since, so the time to wait is unknown. */
export function isFromFuture({ refreshedAtMs }: AccountTrack, nowMs: number): boolean {
  return refreshedAtMs !== undefined && refreshedAtMs > nowMs + toleranceMs;
}

function nextOf(
  { track, pausedForMs = 0, startedAtMs }: Omit<TrackedAccount<unknown>, 'account'>,
  context: CadenceContext,
  nowMs: number,
): NextRefresh {
  const next = ownNext(track, context, nowMs);
  if (startedAtMs !== undefined) return { ...next, delayMs: startedAtMs - nowMs };
  if (next.reason === 'needs-person' || next.delayMs >= pausedForMs) return next;
  return { delayMs: pausedForMs, reason: 'asked-to-wait' };
}

function ownNext(track: AccountTrack, context: CadenceContext, nowMs: number): NextRefresh {
  const { outcome, refreshedAtMs, failuresInARow, jitter, spread } = track;
  const snapshot = outcome?.kind === 'fresh' ? outcome.snapshot : undefined;
  const resetsAtMs = (snapshot?.windows ?? []).map((window) => window.resetsAtMs);
  return nextRefresh({
    ...context,
    nowMs,
    refreshedAtMs,
    failure: outcome?.kind === 'failed' ? outcome.failure : undefined,
    failuresInARow,
    resetsAtMs: resetsAtMs
      .filter((atMs) => atMs !== undefined)
      .map((atMs) => localTime(snapshot ?? {}, atMs)),
    jitter,
    spread,
  });
}

function maxAgeFor(reason: CadenceReason, cadence: EffectiveCadence): number {
  const isFrequent = cadence !== 'adaptive' && cadence < 5;
  return reason === 'scheduled' && !isFrequent ? sharedOnScheduleForMs : sharedForMs;
}
