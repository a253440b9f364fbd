import type { PlannedSource } from '../credentials/credential.ts';
import { readJwtClaims } from '../credentials/jwt-claims.ts';
import type { Attempt } from '../domain/attempt.ts';
import { Failure, failurePolicy } from '../domain/failure.ts';
import { sortWindows, type QuotaWindow } from '../domain/quota-window.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import type { KimiAddress, OwnedSnapshot } from './read-with.ts';
import { requestSubscriptionStats } from './request/request-web-usage.ts';
import { startSideRequest } from './request/side-request.ts';
import { isWebPlace } from '../domain/source-choice.ts';
import { readSubscriptionStats } from './response/subscription-stats.ts';
import { webBaseUrl } from './request/base-url.ts';

type Deps = Pick<Host, 'http' | 'clock' | 'log'>;
type Found = { readonly monthly: QuotaWindow; readonly attempt: Attempt };
type Search = {
  readonly places: readonly PlannedSource[];
  readonly userId: string | undefined;
  readonly address: KimiAddress;
};

/** A finished reading may be delayed by so much for a pool that it lacks. */
const budgetMs = 2_000;

/**
 * Adds the monthly pool to a Code API reading that lacks it, from a web session among `places`. Never prompts, never fails,
 * never takes more than two seconds. The attempt comes back only where it brought something.
 */
export async function addMonthlyPool(
  deps: Deps,
  { snapshot, owner }: OwnedSnapshot,
  plan: { places: readonly PlannedSource[]; address: KimiAddress; signal: AbortSignal },
): Promise<{ snapshot: UsageSnapshot; attempt?: Attempt | undefined }> {
  if (snapshot.source === 'web' || snapshot.windows.some(({ id }) => id === 'monthly'))
    return { snapshot };
  const search = { places: plan.places, userId: owner?.userId, address: plan.address };
  const found = await startSideRequest(deps, plan.signal, 'monthly pool', (signal) =>
    findPool(deps, search, signal),
  ).within(budgetMs);
  if (found === undefined) return { snapshot };
  return {
    snapshot: { ...snapshot, windows: sortWindows([...snapshot.windows, found.monthly]) },
    attempt: found.attempt,
  };
}

async function findPool(
  deps: Deps,
  { places, userId, address }: Search,
  signal: AbortSignal,
): Promise<Found | undefined> {
  const base = webBaseUrl(address.webBaseUrl);
  for (const place of places) {
    if ('skipped' in place || !isWebPlace(place.id)) continue;
    const finding = await place.find({ signal, mayPrompt: false });
    if (finding.kind !== 'found' || finding.credential.kind !== 'web') continue;
    const { secret: token, detail } = finding.credential;
    // Somebody else's pool would be a false number.
    const subject = readJwtClaims(token.open())?.subject;
    if (userId !== undefined && subject !== undefined && subject !== userId) continue;
    const monthly = await askForPool(deps, { base, token, timezone: address.timezone, signal });
    if (monthly === undefined) continue;
    return {
      monthly,
      attempt: { source: place.id, outcome: 'ok', detail },
    };
  }
  return undefined;
}

/** A refused session lets the next be tried; an outage throws, which ends the search. */
async function askForPool(
  deps: Deps,
  ask: Parameters<typeof requestSubscriptionStats>[1],
): Promise<QuotaWindow | undefined> {
  try {
    return readSubscriptionStats(await requestSubscriptionStats(deps, ask)).monthly;
  } catch (error) {
    if (error instanceof Failure && failurePolicy[error.kind].tryNextSource) return undefined;
    throw error;
  }
}
