import type { PlannedSource } from '../credentials/credential.ts';
import { credentialDigest } from '../credentials/credential-digest.ts';
import { readJwtClaims } from '../credentials/jwt-claims.ts';
import type { Attempt } from '../domain/attempt.ts';
import { Failure, failurePolicy } from '../domain/failure.ts';
import { sortWindows, type QuotaWindow } from '../domain/quota-window.ts';
import { siteOf } from '../domain/kimi-site.ts';
import { isWebSource } from '../domain/source-choice.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import type { KimiAddress, OwnedSnapshot } from './read-with.ts';
import { webBaseUrl } from './request/base-url.ts';
import { requestSubscriptionStats, type WebGatewayRequest } from './request/request-web-usage.ts';
import { startSideRequest } from './request/side-request.ts';
import { readSubscriptionStats } from './response/subscription-stats.ts';

type Deps = Pick<Host, 'http' | 'clock' | 'log'>;
type FoundPool = { readonly monthly: QuotaWindow; readonly attempt: Attempt };
type Search = {
  readonly sources: readonly PlannedSource[];
  readonly address: KimiAddress;
  readonly signal: AbortSignal;
};

/** No source is searched for more sessions than this. */
const maxCredentials = 10;
/** How long finished usage may wait for the pool that it lacks. */
const poolTimeoutMs = 2_000;

/**
 * Adds the monthly pool to Code API usage that lacks it, from a web session among the sources.
 * Never prompts, never fails, never takes more than two seconds. The attempt is returned only if it
 * found something.
 */
export async function addMonthlyPool(
  deps: Deps,
  { snapshot, owner, site }: OwnedSnapshot,
  search: Search,
): Promise<{ snapshot: UsageSnapshot; attempt?: Attempt | undefined }> {
  if (snapshot.source === 'web' || snapshot.windows.some(({ id }) => id === 'monthly'))
    return { snapshot };
  // The sessions are those of the configured region: another account.
  if (site !== undefined && site !== siteOf(search.address.region)) return { snapshot };
  const found = await startSideRequest(deps, {
    name: 'monthly pool',
    signal: search.signal,
    start: (signal) => findPool(deps, { ...search, signal }, owner?.userId),
  }).within(poolTimeoutMs);
  if (found === undefined) return { snapshot };
  return {
    snapshot: { ...snapshot, windows: sortWindows([...snapshot.windows, found.monthly]) },
    attempt: found.attempt,
  };
}

async function findPool(
  deps: Deps,
  { sources, address, signal }: Search,
  userId: string | undefined,
): Promise<FoundPool | undefined> {
  const base = webBaseUrl({ override: address.webBaseUrl, region: address.region });
  const site = siteOf(address.region);
  for (const source of sources) {
    if ('skipped' in source || !isWebSource(source.id)) continue;
    const rejected = new Set<string>();
    while (rejected.size < maxCredentials) {
      const finding = await source.find({ signal, mayPrompt: false, rejected });
      if (finding.kind !== 'found' || finding.credential.kind !== 'web') break;
      const { secret: token, detail } = finding.credential;
      const digest = credentialDigest(token);
      if (rejected.has(digest)) break;
      rejected.add(digest);
      // Never show another account's pool.
      const subject = readJwtClaims(token.open())?.subject;
      if (userId !== undefined && subject !== undefined && subject !== userId) continue;
      const monthly = await requestPool(deps, {
        base,
        site,
        token,
        timezone: address.timezone,
        signal,
      });
      if (monthly === undefined) continue;
      return { monthly, attempt: { source: source.id, outcome: 'ok', detail } };
    }
  }
  return undefined;
}

/** After a rejected session the next one is tried; an outage throws and ends the search. */
async function requestPool(
  deps: Deps,
  request: WebGatewayRequest,
): Promise<QuotaWindow | undefined> {
  try {
    return readSubscriptionStats(await requestSubscriptionStats(deps, request)).monthly;
  } catch (error) {
    if (error instanceof Failure && failurePolicy[error.kind].tryNextSource) return undefined;
    throw error;
  }
}
