import type { Credential, CredentialSource, PlannedSource } from '../credentials/credential.ts';
import type { Attempt } from '../domain/attempt.ts';
import { Failure, failurePolicy } from '../domain/failure.ts';
import type { FetchOutcome } from '../domain/fetch-outcome.ts';
import type { CachedOwner } from '../domain/cached-usage.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';
import type { Host } from '../host/host.ts';
import { codeBaseUrl } from './request/base-url.ts';
import { addMonthlyPool } from './monthly-pool.ts';
import { readWith, type KimiAddress, type OwnedSnapshot } from './read-with.ts';
import { isChosen } from '../domain/source-choice.ts';
import { failureOfPlace, mostInformativeFailure } from './most-informative-failure.ts';
import { webBaseUrl } from './request/base-url.ts';

export type FetchContext = {
  readonly choice: SourceChoice;
  /** The places to look at, in order. */
  readonly sources: readonly PlannedSource[];
  readonly address: KimiAddress;
  /** Whose the credential was when the service was last asked; it is not asked again while this holds. */
  readonly owner?: CachedOwner | undefined;
  /** A person waits and asked for it: only then may the system ask for a password. */
  readonly mayPrompt: boolean;
  /** Over everything; its reason says whether time ran out or the person gave up. */
  readonly signal: AbortSignal;
};

type Deps = Pick<Host, 'http' | 'clock' | 'log'>;
type Step =
  | { readonly kind: 'ok'; readonly reading: OwnedSnapshot; readonly attempt: Attempt }
  | { readonly kind: 'failed'; readonly failure?: Failure | undefined; readonly attempt: Attempt };

/**
 * Walks the places in order until one gives a reading. What is missing or refused goes on to the next, an outage stops.
 * A Code API reading without a monthly pool is completed from a web session, in `auto` alone.
 * Throws `Failure` of kind `cancelled` when the person gave up; every other expected trouble is an outcome.
 */
export async function fetchUsage(deps: Deps, ask: FetchContext): Promise<FetchOutcome> {
  const attempts: Attempt[] = [];
  const failures: Failure[] = [];
  const unusable = unusableAddress(ask);
  if (unusable !== undefined) return { kind: 'failed', failure: unusable, attempts };
  for (const [index, place] of ask.sources.entries()) {
    const step = await tryPlace(deps, place, ask);
    attempts.push(step.attempt);
    deps.log.debug('tried a source', step.attempt);
    if (step.kind === 'ok')
      return await complete(deps, ask, step.reading, {
        attempts,
        places: ask.sources.slice(index + 1),
      });
    if (step.failure === undefined) continue;
    if (!failurePolicy[step.failure.kind].tryNextSource)
      return { kind: 'failed', failure: step.failure, attempts };
    failures.push(step.failure);
  }
  return { kind: 'failed', failure: mostInformativeFailure(failures, ask.choice), attempts };
}

/** A bad base URL is found out before anything is looked for or sent. The web gateway's own is only needed where no other place answers. */
function unusableAddress({ choice, address }: FetchContext): Failure | undefined {
  try {
    if (choice === 'web') webBaseUrl(address.webBaseUrl);
    else if (address.codeBaseUrl !== undefined) codeBaseUrl({ override: address.codeBaseUrl });
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

async function tryPlace(deps: Deps, place: PlannedSource, ask: FetchContext): Promise<Step> {
  const { id } = place;
  if ('skipped' in place)
    return { kind: 'failed', attempt: { source: id, outcome: 'skipped', reason: place.skipped } };
  if (!isChosen(id, ask.choice))
    return {
      kind: 'failed',
      attempt: { source: id, outcome: 'skipped', reason: 'other-source-chosen' },
    };
  return await askPlace(deps, place, ask);
}

async function askPlace(deps: Deps, place: CredentialSource, ask: FetchContext): Promise<Step> {
  const { id } = place;
  let credential: Credential | undefined;
  try {
    ask.signal.throwIfAborted();
    const finding = await place.find({ signal: ask.signal, mayPrompt: ask.mayPrompt });
    if (finding.kind !== 'found') return emptyPlace(place, finding);
    credential = finding.credential;
    const reading = await readWith(deps, credential, ask);
    return { kind: 'ok', reading, attempt: { source: id, outcome: 'ok', ...detailOf(credential) } };
  } catch (error) {
    const failure = expectedFailure(error, ask.signal);
    if (credential !== undefined && failure.kind === 'credential-rejected')
      await place.refused?.(credential.secret);
    return {
      kind: 'failed',
      failure,
      attempt: { source: id, ...outcomeOf(failure), ...detailOf(credential) },
    };
  }
}

function emptyPlace(
  { id }: CredentialSource,
  finding: Exclude<Awaited<ReturnType<CredentialSource['find']>>, { kind: 'found' }>,
): Step {
  const failure = failureOfPlace(id, finding.reason);
  const outcome =
    finding.kind === 'absent' ? 'absent' : failure === undefined ? 'failed' : 'rejected';
  const attempt = {
    source: id,
    outcome,
    reason: finding.reason,
    kind: failure === undefined ? undefined : failure.kind,
  } as const;
  return { kind: 'failed', attempt, failure };
}

async function complete(
  deps: Deps,
  ask: FetchContext,
  reading: OwnedSnapshot,
  walk: { attempts: readonly Attempt[]; places: readonly PlannedSource[] },
): Promise<FetchOutcome> {
  const plan = { places: walk.places, address: ask.address, signal: ask.signal };
  // An explicit choice asks nothing else.
  const { snapshot, attempt } =
    ask.choice === 'auto'
      ? await addMonthlyPool(deps, reading, plan)
      : { ...reading, attempt: undefined };
  // Time running out by now costs the additions alone; a person who gave up wants nothing any more.
  failureOfEnd(ask.signal);
  const attempts = attempt === undefined ? walk.attempts : [...walk.attempts, attempt];
  return {
    kind: 'ok',
    snapshot,
    attempts,
    owner: reading.owner,
  };
}

/** Failures are expected; giving up is thrown on, and so is a bug. */
function expectedFailure(error: unknown, signal: AbortSignal): Failure {
  // What an ended signal tears down fails in many ways; why it ended is what matters.
  const end = failureOfEnd(signal);
  if (end !== undefined) return end;
  if (error instanceof Failure && error.kind !== 'cancelled') return error;
  throw error;
}

/** Why the whole walk had to end; undefined while it goes on. Throws `cancelled` where the person gave up. */
function failureOfEnd(signal: AbortSignal): Failure | undefined {
  if (!signal.aborted) return undefined;
  const reason: unknown = signal.reason;
  if (reason instanceof Failure && reason.kind !== 'cancelled') return reason;
  throw reason instanceof Failure
    ? reason
    : new Failure('cancelled', 'the person gave up', { cause: reason });
}

function outcomeOf({ kind, detail }: Failure): Pick<Attempt, 'outcome' | 'kind' | 'reason'> {
  const isRefused = kind === 'credential-rejected' || kind === 'credential-expired';
  return {
    outcome: isRefused ? 'rejected' : 'failed',
    kind,
    reason: detail === undefined ? undefined : detail.code,
  };
}

function detailOf(credential: Credential | undefined): { detail?: string | undefined } {
  return credential?.kind === 'web' && credential.detail !== undefined
    ? { detail: credential.detail }
    : {};
}
