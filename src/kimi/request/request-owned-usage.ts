import { credentialDigest } from '../../credentials/credential-digest.ts';
import type { CachedOwner } from '../../domain/cached-usage.ts';
import type { Host } from '../../host/host.ts';
import type { ParsedUsage } from '../response/parsed-usage.ts';
import { requestProfile, requestUsage, type CodeApiRequest } from './request-usage.ts';
import { startSideRequest } from './side-request.ts';

/** One usage response, when it came, and its owner if the service named one. */
export type OwnedUsage = {
  readonly usage: ParsedUsage;
  readonly fetchedAtMs: number;
  readonly owner?: CachedOwner | undefined;
};

/** How long a finished usage response waits for the profile. */
const profileTimeoutMs = 1_000;

/** Plans are bought by the month; hints in the usage response itself are compared every time. */
const maxOwnerAgeMs = 6 * 3_600_000;

/**
 * Requests usage from the Code API, and the profile if `known` is out of date: another credential,
 * another hint about the plan, or too old. Throws what {@link requestUsage} throws; without a
 * profile only the owner is missing.
 */
export async function requestOwnedUsage(
  deps: Pick<Host, 'http' | 'clock' | 'log'>,
  request: CodeApiRequest,
  known: CachedOwner | undefined,
): Promise<OwnedUsage> {
  const credential = credentialDigest(request.token);
  const startProfile = () =>
    startSideRequest(deps, {
      name: 'profile',
      signal: request.signal,
      start: (signal) => requestProfile(deps, { ...request, signal }),
    });
  const isCurrent = known?.credential === credential && isRecent(known, deps.clock.now());
  // Side by side: a first run waits for one response, not for two in a row.
  let profile = isCurrent ? undefined : startProfile();
  try {
    const usage = await requestUsage(deps, request);
    const fetchedAtMs = deps.clock.now();
    const hint = hintOf(usage);
    if (isCurrent && known.hint === hint) return { usage, fetchedAtMs, owner: known };
    profile ??= startProfile();
    const me = await profile.within(profileTimeoutMs);
    if (me === undefined) return { usage, fetchedAtMs };
    const { userId, userLevelName: planName, goodsVersion } = me;
    return {
      usage,
      fetchedAtMs,
      owner: { credential, userId, planName, hint, goodsVersion, askedAtMs: fetchedAtMs },
    };
  } finally {
    profile?.drop();
  }
}

/** A time in the future means that the clock was set back, so the real age is unknown. */
function isRecent({ askedAtMs }: CachedOwner, nowMs: number): boolean {
  return askedAtMs <= nowMs && nowMs - askedAtMs < maxOwnerAgeMs;
}

/** Plans of the first catalogue keep the hint that earlier versions of KimiBar cached. */
function hintOf({ level, weeklyRequestLimit, goodsVersion }: ParsedUsage): string {
  const hint = `${level ?? ''} ${weeklyRequestLimit ?? ''}`;
  return goodsVersion === undefined || goodsVersion === 'first' ? hint : `${hint} ${goodsVersion}`;
}
