import { credentialDigest } from '../credentials/credential-digest.ts';
import type { Credential, CredentialSource, PlannedSource } from '../credentials/credential.ts';
import type { Attempt, AttemptSource, SkippedReason } from '../domain/attempt.ts';
import type { CachedOwner } from '../domain/cached-usage.ts';
import type { HasClockOffset } from '../domain/clock-offset.ts';
import { Failure, failurePolicy } from '../domain/failure.ts';
import type { FetchOutcome } from '../domain/fetch-outcome.ts';
import { siteOf } from '../domain/kimi-site.ts';
import type { SeenWall } from '../domain/seen-wall.ts';
import type { Region, SourceChoice } from '../domain/setting-choices.ts';
import { isChosen } from '../domain/source-choice.ts';
import type { Host } from '../host/host.ts';
import { addMonthlyPool } from './monthly-pool.ts';
import { failureOfSource, mostInformativeFailure } from './most-informative-failure.ts';
import { readWith, type KimiAddress, type OwnedSnapshot } from './read-with.ts';
import { codeBaseUrl, webBaseUrl } from './request/base-url.ts';

export type FetchContext = {
  readonly choice: SourceChoice;
  /** In the order they are tried. */
  readonly sources: readonly PlannedSource[];
  readonly address: KimiAddress;
  /** The last known owner; the profile is not requested again while it is up to date. */
  readonly owner?: CachedOwner | undefined;
  /** Refused prompts in agents' own logs. */
  readonly walls?: readonly SeenWall[] | undefined;
  /** The user is waiting and asked for it: only then may the system ask for a password. */
  readonly mayPrompt: boolean;
  /** Ends everything; its reason says whether time ran out or the user cancelled. */
  readonly signal: AbortSignal;
};

type Deps = Pick<Host, 'http' | 'clock' | 'log'>;
type Step =
  | { readonly kind: 'ok'; readonly usage: OwnedSnapshot; readonly attempt: Attempt }
  | {
      readonly kind: 'failed';
      readonly failure?: Failure | undefined;
      readonly attempt: Attempt;
      /** The digest of the credential that did not work, if there was one. */
      readonly digest?: string | undefined;
    };

/** No source is asked for more credentials in one run than this. */
const maxCredentials = 10;

/**
 * Tries the sources in order until one gives usage. A missing or rejected credential leads to the
 * next source, an outage ends the walk. In `auto` only, Code API usage without a monthly pool is
 * completed from a web session. Throws `Failure` of kind `cancelled` if the user cancelled; every
 * other expected failure is an outcome.
 */
export async function fetchUsage(deps: Deps, context: FetchContext): Promise<FetchOutcome> {
  const attempts: Attempt[] = [];
  const failures: Failure[] = [];
  const invalidAddress = findInvalidAddress(context);
  if (invalidAddress !== undefined) return { kind: 'failed', failure: invalidAddress, attempts };
  for (const [index, source] of context.sources.entries()) {
    for await (const step of trySource(deps, source, context)) {
      attempts.push(step.attempt);
      deps.log.debug('tried a source', step.attempt);
      if (step.kind === 'ok') {
        const sources = context.sources.slice(index + 1);
        return await complete(deps, { ...context, sources }, { ...step, attempts });
      }
      if (step.failure === undefined) continue;
      if (!failurePolicy[step.failure.kind].tryNextSource)
        return { kind: 'failed', failure: step.failure, attempts };
      failures.push(step.failure);
    }
  }
  return {
    kind: 'failed',
    failure: mostInformativeFailure(failures, context.choice, siteOf(context.address.region)),
    attempts,
  };
}

/**
 * An invalid base URL fails before anything is searched or sent. The web gateway's own matters only
 * if no other source may succeed.
 */
function findInvalidAddress({ choice, address }: FetchContext): Failure | undefined {
  try {
    if (choice === 'web') webBaseUrl({ override: address.webBaseUrl });
    else if (address.codeBaseUrl !== undefined) codeBaseUrl({ override: address.codeBaseUrl });
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/**
 * Each credential of a source in turn, until the caller stops: a browser has a session per profile
 * and container.
 */
async function* trySource(
  deps: Deps,
  source: PlannedSource,
  context: FetchContext,
): AsyncGenerator<Step> {
  const { id } = source;
  if ('skipped' in source) return yield skippedStep(id, source.skipped);
  if (!isChosen(id, context.choice)) return yield skippedStep(id, 'other-source-chosen');
  const rejected = new Set<string>();
  while (rejected.size < maxCredentials) {
    const step = await requestFrom(deps, source, { ...context, rejected });
    if (step !== undefined) yield step;
    if (step?.kind !== 'failed' || step.digest === undefined) return;
    rejected.add(step.digest);
  }
}

function skippedStep(source: AttemptSource, reason: SkippedReason): Step {
  return { kind: 'failed', attempt: { source, outcome: 'skipped', reason } };
}

/** Undefined if the source has no other credential than the `rejected` ones. */
async function requestFrom(
  deps: Deps,
  source: CredentialSource,
  context: FetchContext & { readonly rejected: ReadonlySet<string> },
): Promise<Step | undefined> {
  const { id } = source;
  let credential: Credential | undefined;
  try {
    context.signal.throwIfAborted();
    const { signal, mayPrompt, rejected } = context;
    const finding = await source.find({ signal, mayPrompt, rejected });
    if (finding.kind !== 'found')
      return finding.kind === 'absent' && rejected.size > 0
        ? undefined
        : withoutCredential(source, finding, context.address.region);
    if (rejected.has(credentialDigest(finding.credential.secret))) return undefined;
    credential = finding.credential;
    const usage = await readWith(deps, credential, context);
    const attempt = { source: id, outcome: 'ok', detail: detailOf(credential) } as const;
    return { kind: 'ok', usage, attempt };
  } catch (error) {
    const failure = expectedFailure(error, context.signal);
    if (credential !== undefined && failure.kind === 'credential-rejected')
      await source.refused?.(credential.secret);
    const attempt = { source: id, ...outcomeOf(failure), detail: detailOf(credential) };
    const digest = credential === undefined ? undefined : credentialDigest(credential.secret);
    return { kind: 'failed', failure, attempt, digest };
  }
}

function withoutCredential(
  { id }: CredentialSource,
  finding: Exclude<Awaited<ReturnType<CredentialSource['find']>>, { kind: 'found' }>,
  region: Region | undefined,
): Step {
  const failure = failureOfSource(id, finding.reason, siteOf(region));
  const outcome =
    finding.kind === 'absent' ? 'absent' : failure === undefined ? 'failed' : 'rejected';
  const attempt = { source: id, outcome, reason: finding.reason, kind: failure?.kind } as const;
  return { kind: 'failed', attempt, failure };
}

/** Adds what the first successful source lacks, from the sources after it. */
async function complete(
  deps: Deps,
  context: FetchContext,
  { usage, attempts }: { usage: OwnedSnapshot; attempts: readonly Attempt[] },
): Promise<FetchOutcome> {
  // An explicit choice of source requests nothing else.
  const { snapshot, attempt } =
    context.choice === 'auto'
      ? await addMonthlyPool(deps, usage, context)
      : { snapshot: usage.snapshot, attempt: undefined };
  // A time-out at this point costs only the additions; a cancelled run has no outcome.
  failureOfEnd(context.signal);
  logClock(deps, snapshot);
  return {
    kind: 'ok',
    snapshot,
    attempts: attempt === undefined ? attempts : [...attempts, attempt],
    owner: usage.owner,
  };
}

function logClock({ log }: Deps, { clockOffsetMs }: HasClockOffset): void {
  if (clockOffsetMs === undefined) return;
  const side = clockOffsetMs > 0 ? 'ahead of' : 'behind';
  const seconds = Math.round(Math.abs(clockOffsetMs) / 1000);
  log.debug(`your clock is ${side} Kimi's; countdowns follow Kimi's`, { seconds });
}

/** Expected failures are returned; cancellation and bugs are thrown on. */
function expectedFailure(error: unknown, signal: AbortSignal): Failure {
  // An aborted request fails in many ways; the reason of the abort is what matters.
  const end = failureOfEnd(signal);
  if (end !== undefined) return end;
  if (error instanceof Failure && error.kind !== 'cancelled') return error;
  throw error;
}

/**
 * Why everything had to end; undefined while it goes on. Throws `cancelled` if the user cancelled.
 */
function failureOfEnd(signal: AbortSignal): Failure | undefined {
  if (!signal.aborted) return undefined;
  const reason: unknown = signal.reason;
  if (reason instanceof Failure && reason.kind !== 'cancelled') return reason;
  throw reason instanceof Failure
    ? reason
    : new Failure('cancelled', 'the user cancelled', { cause: reason });
}

function outcomeOf({ kind, detail }: Failure): Pick<Attempt, 'outcome' | 'kind' | 'reason'> {
  const isRejected = kind === 'credential-rejected' || kind === 'credential-expired';
  return { outcome: isRejected ? 'rejected' : 'failed', kind, reason: detail?.code };
}

function detailOf(credential: Credential | undefined): string | undefined {
  return credential?.kind === 'web' ? credential.detail : undefined;
}
