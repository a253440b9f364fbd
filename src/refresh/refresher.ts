import type { Attempt } from '../domain/attempt.ts';
import { Failure, failurePolicy, type FailureFacts } from '../domain/failure.ts';
import type { FetchOutcome } from '../domain/fetch-outcome.ts';
import { isNewer, type CachedOwner, type CachedUsage } from '../domain/cached-usage.ts';
import type { RefreshLease } from '../domain/refresh-lease.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Clock, Host, Log } from '../host/host.ts';
import { within } from '../host/within.ts';
import { pauseAfterFailureMs } from './cadence.ts';

/** Cache and lease of one account's usage, and the request for new usage. */
export type RefresherDeps = Pick<Host, 'clock' | 'log'> & {
  readonly cache: { read(): CachedUsage | undefined; write(usage: CachedUsage): Promise<void> };
  /** Undefined while another process holds the lease. */
  readonly takeLease: () => Promise<RefreshLease | undefined>;
  /** `owner` is whose credential it is, if an earlier fetch found out. */
  readonly fetch: (signal: AbortSignal, owner: CachedOwner | undefined) => Promise<FetchOutcome>;
};

export type RefreshRequest = {
  /**
   * Cached usage this young will do, in milliseconds; `minForcedGapMs` if a user asked for a
   * refresh.
   */
  readonly maxAgeMs: number;
  /** Ignores cached usage and pauses after failures: the credential is a new one. */
  readonly insist: boolean;
  /** Over everything, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** How often a waiting process checks whether the one with the lease is done. */
const pollMs = 25;

/**
 * Cached usage if it is young enough, else new usage. Of all processes that refresh at once, one
 * sends the request and all show its outcome, failures included. Pauses after a failure are
 * respected unless the caller insists. Rejects only if the signal aborts with anything but a
 * time-out.
 */
export async function refreshUsage(
  deps: RefresherDeps,
  request: RefreshRequest,
): Promise<UsageOutcome> {
  const startedAtMs = deps.clock.now();
  const known = cachedOutcome(deps, request);
  if (known !== undefined) return known;
  const limit = { clock: deps.clock, ms: request.timeoutMs, signal: request.signal };
  try {
    return await within(limit, (signal) => fetchOrWait(deps, { ...request, signal }, startedAtMs));
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'timed-out') throw error;
    // The time-out of this run: of no concern to other processes.
    return failedOutcome(deps.cache.read(), factsOf(error), []);
  }
}

async function fetchOrWait(
  deps: RefresherDeps,
  request: RefreshRequest,
  startedAtMs: number,
): Promise<UsageOutcome> {
  for (;;) {
    request.signal.throwIfAborted();
    const lease = await deps.takeLease();
    // Another process's usage may be older than this run and yet be saved only now: the plan's name
    // takes another request.
    const known = cachedOutcome(deps, request) ?? outcomeSince(deps, startedAtMs);
    if (known !== undefined) {
      await lease?.release();
      return known;
    }
    if (lease !== undefined) return await fetchWithLease(deps, lease, request.signal);
    await deps.clock.sleep(pollMs, request.signal);
  }
}

function cachedOutcome(
  deps: RefresherDeps,
  { insist, maxAgeMs }: RefreshRequest,
): UsageOutcome | undefined {
  return insist ? undefined : (youngEnough(deps, maxAgeMs) ?? stillPausing(deps, maxAgeMs));
}

function youngEnough({ cache, clock }: RefresherDeps, maxAgeMs: number): UsageOutcome | undefined {
  const good = cache.read()?.good;
  const ageMs = good === undefined ? Number.NaN : clock.now() - good.snapshot.fetchedAtMs;
  // Usage from the future: the clock was set back, so its age is unknown.
  return good !== undefined && ageMs >= 0 && ageMs <= maxAgeMs
    ? { kind: 'fresh', ...good }
    : undefined;
}

/** Kimi asked for a pause, or processes started together with this one have just met an outage. */
function stillPausing(
  { cache, clock, log }: RefresherDeps,
  maxAgeMs: number,
): UsageOutcome | undefined {
  const cached = cache.read();
  if (cached?.failed === undefined) return undefined;
  const { failure, attempts, failedAtMs } = cached.failed;
  const pauseMs = pauseAfterFailureMs(failure, maxAgeMs);
  const sinceMs = clock.now() - failedAtMs;
  if (sinceMs < 0 || sinceMs >= pauseMs) return undefined;
  log.debug('no request so soon after a failure', {
    secondsLeft: Math.ceil((pauseMs - sinceMs) / 1000),
  });
  const outcome = failedOutcome(cached, laterBy(sinceMs, failure), attempts);
  return { ...outcome, failedAtMs };
}

/** The same failure some time later: the pause that Kimi asked for is shorter by now. */
function laterBy(sinceMs: number, failure: FailureFacts): FailureFacts {
  const { retryAfterMs } = failure;
  return retryAfterMs === undefined
    ? failure
    : { ...failure, retryAfterMs: Math.max(0, retryAfterMs - sinceMs) };
}

function outcomeSince(
  { cache, clock }: RefresherDeps,
  startedAtMs: number,
): UsageOutcome | undefined {
  const cached = cache.read();
  const nowMs = clock.now();
  const since = (atMs: number) => atMs >= startedAtMs && atMs <= nowMs;
  if (cached?.good !== undefined && since(cached.good.snapshot.fetchedAtMs))
    return { kind: 'fresh', ...cached.good };
  if (cached?.failed === undefined || !since(cached.failed.failedAtMs)) return undefined;
  return failedOutcome(cached, cached.failed.failure, cached.failed.attempts);
}

async function fetchWithLease(
  deps: RefresherDeps,
  lease: RefreshLease,
  signal: AbortSignal,
): Promise<UsageOutcome> {
  const done = new AbortController();
  const renewing = keepRenewing(deps, lease, done.signal);
  try {
    const startedAtMs = deps.clock.now();
    const result = await deps.fetch(signal, deps.cache.read()?.owner);
    if (result.kind === 'ok') return await saveFetched(deps, lease, result);
    const before = deps.cache.read();
    // The time-out of this run says nothing about Kimi.
    if (signal.aborted) return failedOutcome(before, factsOf(result.failure), result.attempts);
    const others = lease.isHeld() ? undefined : outcomeSince(deps, startedAtMs);
    if (others !== undefined) return others;
    const failed = {
      failure: factsOf(result.failure),
      attempts: result.attempts,
      failedAtMs: deps.clock.now(),
    };
    await save(deps, { ...before, failed });
    return failedOutcome(before, failed.failure, failed.attempts);
  } finally {
    done.abort();
    await renewing;
    await lease.release();
  }
}

/**
 * While this process was stopped (Ctrl-Z), another one may have taken the lease: what that saved is
 * newer and stays, usage or failure.
 */
async function saveFetched(
  deps: RefresherDeps,
  lease: RefreshLease,
  { snapshot, attempts, owner }: Extract<FetchOutcome, { kind: 'ok' }>,
): Promise<UsageOutcome> {
  const cached = deps.cache.read();
  if (cached?.good !== undefined && isNewer(cached.good.snapshot, snapshot, deps.clock.now()))
    return { kind: 'fresh', ...cached.good };
  const good = { snapshot, attempts };
  const isFailureNewer = (cached?.failed?.failedAtMs ?? 0) > snapshot.fetchedAtMs;
  const failed = isFailureNewer && !lease.isHeld() ? cached?.failed : undefined;
  const isSaved = await save(deps, { good, failed, owner });
  return { kind: 'fresh', ...good, notSaved: isSaved ? undefined : true };
}

async function keepRenewing(
  { clock, log }: { clock: Clock; log: Log },
  lease: RefreshLease,
  done: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      await clock.sleep(lease.renewEveryMs, done);
      await lease.renew();
    }
  } catch (error) {
    if (!done.aborted) log.debug('the lease could not be renewed', { reason: String(error) });
  }
}

/**
 * False if the disk cannot be written to: that costs the next run a request, not this run its
 * outcome.
 */
async function save({ cache, log }: RefresherDeps, usage: CachedUsage): Promise<boolean> {
  try {
    await cache.write(usage);
    return true;
  } catch (error) {
    log.debug('the usage could not be saved', { reason: String(error) });
    return false;
  }
}

function factsOf(failure: Failure): FailureFacts {
  const { kind, detail, retryAfterMs } = failure;
  return { kind, detail, retryAfterMs };
}

function failedOutcome(
  cached: CachedUsage | undefined,
  failure: FailureFacts,
  attempts: readonly Attempt[],
): UsageOutcome & { readonly kind: 'failed' } {
  const lastGood = failurePolicy[failure.kind].keepLastGood ? cached?.good?.snapshot : undefined;
  return { kind: 'failed', failure, lastGood, attempts };
}
