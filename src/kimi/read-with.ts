import type { Credential } from '../credentials/credential.ts';
import type { CachedOwner } from '../domain/cached-usage.ts';
import type { Region } from '../domain/setting-choices.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { codeBaseUrl } from './request/base-url.ts';
import { planName } from './response/plan-name.ts';
import { requestOwnedUsage } from './request/request-owned-usage.ts';
import { requestWebUsage } from './request/request-web-usage.ts';
import type { ParsedUsage } from './response/parsed-usage.ts';
import { webBaseUrl } from './request/base-url.ts';

/** Where Kimi is and how we introduce ourselves. */
export type KimiAddress = {
  /** `KIMI_CODE_BASE_URL` as given; wins over `region`. Counts for API keys alone. */
  readonly codeBaseUrl?: string | undefined;
  readonly region?: Region | undefined;
  /** `KIMI_WEB_BASE_URL` as given. */
  readonly webBaseUrl?: string | undefined;
  readonly version: string;
  /** IANA name of the person's time zone. */
  readonly timezone: string;
};

/** A reading, and whose it is where the service said so. */
export type OwnedSnapshot = {
  readonly snapshot: UsageSnapshot;
  readonly owner?: CachedOwner | undefined;
};

/**
 * Asks Kimi with one credential. An API key goes to the Code API of the address, a Kimi Code login to its own Code API and
 * nowhere else, a web session to the web gateway. Throws `Failure`, or the reason of an aborted signal.
 */
export async function readWith(
  deps: Pick<Host, 'http' | 'clock' | 'log'>,
  credential: Credential,
  {
    address,
    owner: known,
    signal,
  }: {
    readonly address: KimiAddress;
    readonly owner?: CachedOwner | undefined;
    readonly signal: AbortSignal;
  },
): Promise<OwnedSnapshot> {
  if (credential.kind === 'web') {
    const base = webBaseUrl(address.webBaseUrl);
    const reading = await requestWebUsage(deps, {
      base,
      token: credential.secret,
      timezone: address.timezone,
      signal,
    });
    return { snapshot: snapshotOf(credential, reading, deps.clock.now()) };
  }
  const { version } = address;
  const ask = {
    base: baseFor(credential, address),
    token: credential.secret,
    source: credential.kind,
    version,
    signal,
  };
  const { reading, owner, fetchedAtMs } = await requestOwnedUsage(deps, ask, known);
  const snapshot = snapshotOf(credential, reading, fetchedAtMs, owner);
  return { snapshot, owner };
}

function baseFor(
  credential: Exclude<Credential, { kind: 'web' }>,
  { codeBaseUrl: override, region }: KimiAddress,
): URL {
  if (credential.kind === 'cli') return codeBaseUrl({ override: credential.baseUrl });
  return codeBaseUrl({
    override,
    region,
  });
}

function snapshotOf(
  credential: Credential,
  reading: ParsedUsage,
  fetchedAtMs: number,
  owner?: CachedOwner,
): UsageSnapshot {
  const { windows, wallet, ...hints } = reading;
  const plan = planName({
    ...hints,
    ...(owner === undefined ? {} : { profileName: owner.planName }),
  });
  const sourceDetail = credential.kind === 'web' ? credential.detail : undefined;
  return {
    windows,
    plan,
    wallet,
    source: credential.kind,
    sourceDetail,
    fetchedAtMs,
  };
}
