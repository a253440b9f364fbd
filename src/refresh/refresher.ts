import type { Attempt } from '../domain/attempt.ts';
import { Failure, failurePolicy, type FailureFacts } from '../domain/failure.ts';
import type { FetchOutcome } from '../domain/fetch-outcome.ts';
import type { CachedOwner, CachedUsage } from '../domain/cached-usage.ts';
import type { RefreshLease } from '../domain/refresh-lease.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Clock, Host, Log } from '../host/host.ts';
import { within } from '../host/within.ts';

/** Memory and lease of one account's reading, and the way to a new one. */
export type RefresherDeps = Pick<Host, 'clock' | 'log'> & {
  readonly reading: { read(): CachedUsage | undefined; write(kept: CachedUsage): Promise<void> };
  /** Undefined while another process holds the lease. */
  readonly takeLease: () => Promise<RefreshLease | undefined>;
  /** `owner` is what an earlier reading learned of whose the credential is. */
  readonly fetch: (signal: AbortSignal, owner: CachedOwner | undefined) => Promise<FetchOutcome>;
};

export type RefreshRequest = {
  readonly maxAgeMs: number;
  readonly insist: boolean;
  /** Over everything, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** How often a waiting process looks whether the one that asks has its answer. */
const lookAgainMs = 25;

/** Processes that are started together do not begin in the same instant: an outage met so lately is theirs, too. */
const togetherMs = 5_000;

/**
 * A reading that is young enough, or a new one. However many processes ask at once, one of them asks the service and all
 * of them show what it got, failures included. A pause after a failure is kept unless a person insists.
 * Rejects only when the signal aborts with anything but a time-out.
 */
export async function refreshUsage(
  deps: RefresherDeps,
  ask: RefreshRequest,
): Promise<UsageOutcome> {
  const startedAtMs = deps.clock.now();
  const known = knownBefore(deps, ask);
  if (known !== undefined) return known;
  const limit = { clock: deps.clock, ms: ask.timeoutMs, signal: ask.signal };
  try {
    return await within(limit, (signal) => askOrWait(deps, { ...ask, signal }, startedAtMs));
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'timed-out') throw error;
    // This run's own patience ended: nothing that others need to know of.
    return failedOutcome(deps.reading.read(), factsOf(error), []);
  }
}

async function askOrWait(
  deps: RefresherDeps,
  ask: RefreshRequest,
  startedAtMs: number,
): Promise<UsageOutcome> {
  for (;;) {
    ask.signal.throwIfAborted();
    const lease = await deps.takeLease();
    // What another process got may be older than this run and yet have been kept only now: a plan's name takes its time.
    const answered = knownBefore(deps, ask) ?? answeredSince(deps, startedAtMs);
    if (answered !== undefined) {
      await lease?.release();
      return answered;
    }
    if (lease !== undefined) return await askService(deps, lease, ask.signal);
    await deps.clock.sleep(lookAgainMs, ask.signal);
  }
}

/** What is already kept and will do; nothing where a person insists. */
function knownBefore(
  deps: RefresherDeps,
  { insist, maxAgeMs }: RefreshRequest,
): UsageOutcome | undefined {
  return insist ? undefined : (youngEnough(deps, maxAgeMs) ?? stillPausing(deps, maxAgeMs));
}

function youngEnough(
  { reading, clock }: RefresherDeps,
  maxAgeMs: number,
): UsageOutcome | undefined {
  const good = reading.read()?.good;
  const ageMs = good === undefined ? Number.NaN : clock.now() - good.snapshot.fetchedAtMs;
  // A reading from the future means that the clock was set back: its age can't be known.
  return good !== undefined && ageMs >= 0 && ageMs <= maxAgeMs
    ? { kind: 'fresh', ...good }
    : undefined;
}

/** The service asked to be left alone for a while, or others that were started together with this run have just met its outage. */
function stillPausing(
  { reading, clock, log }: RefresherDeps,
  maxAgeMs: number,
): UsageOutcome | undefined {
  const kept = reading.read();
  if (kept?.failed === undefined) return undefined;
  const { failure, attempts, failedAtMs } = kept.failed;
  const isOutage = failurePolicy[failure.kind].retry === 'back-off';
  const pauseMs = failure.retryAfterMs ?? (isOutage ? Math.min(togetherMs, maxAgeMs) : 0);
  const sinceMs = clock.now() - failedAtMs;
  if (sinceMs < 0 || sinceMs >= pauseMs) return undefined;
  log.debug('not asked again so soon after a failure', {
    secondsLeft: Math.ceil((pauseMs - sinceMs) / 1000),
  });
  return failedOutcome(kept, failure, attempts);
}

function answeredSince(
  { reading, clock }: RefresherDeps,
  startedAtMs: number,
): UsageOutcome | undefined {
  const kept = reading.read();
  const nowMs = clock.now();
  const since = (atMs: number) => atMs >= startedAtMs && atMs <= nowMs;
  if (kept?.good !== undefined && since(kept.good.snapshot.fetchedAtMs))
    return { kind: 'fresh', ...kept.good };
  if (kept?.failed === undefined || !since(kept.failed.failedAtMs)) return undefined;
  return failedOutcome(kept, kept.failed.failure, kept.failed.attempts);
}

async function askService(
  deps: RefresherDeps,
  lease: RefreshLease,
  signal: AbortSignal,
): Promise<UsageOutcome> {
  const done = new AbortController();
  const renewing = keepRenewing(deps, lease, done.signal);
  try {
    const result = await deps.fetch(signal, deps.reading.read()?.owner);
    if (result.kind === 'ok') {
      const { snapshot, attempts, owner } = result;
      const good = { snapshot, attempts };
      const isKept = await keep(deps, { good, owner });
      return { kind: 'fresh', ...good, notSaved: isKept ? undefined : true };
    }
    const before = deps.reading.read();
    // This run's own patience ended: that says nothing of the service.
    if (signal.aborted) return failedOutcome(before, factsOf(result.failure), result.attempts);
    const failed = {
      failure: factsOf(result.failure),
      attempts: result.attempts,
      failedAtMs: deps.clock.now(),
    };
    await keep(deps, { ...before, failed });
    return failedOutcome(before, failed.failure, failed.attempts);
  } finally {
    done.abort();
    await renewing;
    await lease.release();
  }
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

/** A disk that can't be written to costs the next run a request, not this run its answer. */
async function keep({ reading, log }: RefresherDeps, kept: CachedUsage): Promise<boolean> {
  try {
    await reading.write(kept);
    return true;
  } catch (error) {
    log.debug('the reading could not be kept', { reason: String(error) });
    return false;
  }
}

function factsOf(failure: Failure): FailureFacts {
  return {
    kind: failure.kind,
    detail: failure.detail,
    retryAfterMs: failure.retryAfterMs,
  };
}

function failedOutcome(
  kept: CachedUsage | undefined,
  failure: FailureFacts,
  attempts: readonly Attempt[],
): UsageOutcome {
  const lastGood = failurePolicy[failure.kind].keepLastGood ? kept?.good?.snapshot : undefined;
  return { kind: 'failed', failure, lastGood, attempts };
}
