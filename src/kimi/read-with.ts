import type { Credential } from '../credentials/credential.ts';
import { readJwtClaims } from '../credentials/jwt-claims.ts';
import type { CachedOwner } from '../domain/cached-usage.ts';
import { kimiTime, trustedOffset } from '../domain/clock-offset.ts';
import { currentWall, withSeenWalls, type SeenWall } from '../domain/seen-wall.ts';
import type { Secret } from '../domain/secret.ts';
import { siteOf, siteOfCodeApi, type KimiSite } from '../domain/kimi-site.ts';
import type { Region } from '../domain/setting-choices.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { codeBaseUrl, webBaseUrl } from './request/base-url.ts';
import { requestOwnedUsage, type OwnedUsage } from './request/request-owned-usage.ts';
import { requestWebUsage } from './request/request-web-usage.ts';
import { planName } from './response/plan-name.ts';

/** Kimi's addresses, and how KimiBar introduces itself there. */
export type KimiAddress = {
  /** `KIMI_CODE_BASE_URL` as given; wins over `region`. For API keys only. */
  readonly codeBaseUrl?: string | undefined;
  readonly region?: Region | undefined;
  /** `KIMI_WEB_BASE_URL` as given. */
  readonly webBaseUrl?: string | undefined;
  readonly version: string;
  /** IANA name of the user's time zone. */
  readonly timezone: string;
};

/** Usage, and its owner if the service named one. */
export type OwnedSnapshot = {
  readonly snapshot: UsageSnapshot;
  readonly owner?: CachedOwner | undefined;
  /** The service, if the credential has one of its own. */
  readonly site?: KimiSite | undefined;
};

/** What every request needs beside the credential. */
type ReadContext = {
  readonly address: KimiAddress;
  readonly owner?: CachedOwner | undefined;
  /** From Kimi Code's own log. */
  readonly walls?: readonly SeenWall[] | undefined;
  readonly signal: AbortSignal;
};

/**
 * Requests usage with one credential. An API key goes to the Code API of the address, a Kimi Code
 * login to its own Code API and nowhere else, a web session to the web gateway.
 * Throws `Failure`, or the reason of an aborted signal.
 */
export async function readWith(
  deps: Pick<Host, 'http' | 'clock' | 'log'>,
  credential: Credential,
  { address, owner: known, walls = [], signal }: ReadContext,
): Promise<OwnedSnapshot> {
  if (credential.kind === 'web') {
    const owner = isOwnerOf(credential.secret, known) ? known : undefined;
    const usage = await requestWebUsage(deps, {
      base: webBaseUrl({ override: address.webBaseUrl, region: address.region }),
      site: siteOf(address.region),
      token: credential.secret,
      timezone: address.timezone,
      goodsVersion: owner?.goodsVersion,
      signal,
    });
    const fetchedAtMs = deps.clock.now();
    return { snapshot: snapshotOf(credential, { usage, fetchedAtMs }, walls), owner };
  }
  const request = {
    base: baseFor(credential, address),
    token: credential.secret,
    source: credential.kind,
    version: address.version,
    signal,
  };
  const owned = await requestOwnedUsage(deps, request, known);
  const snapshot = snapshotOf(credential, owned, walls);
  return { snapshot, owner: owned.owner, site: siteOfCredential(credential) };
}

/**
 * The web gateway has no profile, but the user of a session may be the one of an earlier profile.
 */
function isOwnerOf(session: Secret, known: CachedOwner | undefined): boolean {
  return known !== undefined && readJwtClaims(session.open())?.subject === known.userId;
}

function siteOfCredential(credential: Exclude<Credential, { kind: 'web' }>): KimiSite | undefined {
  return credential.kind === 'cli' ? siteOfCodeApi(credential.baseUrl) : credential.region;
}

function baseFor(
  credential: Exclude<Credential, { kind: 'web' }>,
  { codeBaseUrl: override, region }: KimiAddress,
): URL {
  if (credential.kind === 'cli') return codeBaseUrl({ override: credential.baseUrl });
  // A key whose service is known is sent nowhere else, wherever the settings point.
  if (credential.region !== undefined) return codeBaseUrl({ region: credential.region });
  return codeBaseUrl({ override, region });
}

function snapshotOf(
  credential: Credential,
  { usage, fetchedAtMs, owner }: OwnedUsage,
  walls: readonly SeenWall[],
): UsageSnapshot {
  const { windows, wallet, ...hints } = usage;
  const clockOffsetMs = trustedOffset(usage.clockOffsetMs, windows, fetchedAtMs);
  const byKimisClock = (localMs: number): number => kimiTime({ clockOffsetMs }, localMs);
  const seenWalls = walls.map((wall) => ({ ...wall, seenAtMs: byKimisClock(wall.seenAtMs) }));
  const corrected = withSeenWalls(windows, seenWalls, {
    fetchedAtMs: byKimisClock(fetchedAtMs),
  });
  return {
    windows: corrected,
    wall: currentWall(corrected, seenWalls, byKimisClock(fetchedAtMs)),
    plan: planName({ ...hints, profileName: owner?.planName }),
    wallet,
    source: credential.kind,
    sourceDetail: credential.kind === 'cli' ? undefined : credential.detail,
    fetchedAtMs,
    clockOffsetMs,
  };
}
