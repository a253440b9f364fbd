import { credentialDigest } from '../../credentials/credential-digest.ts';
import type { CachedOwner } from '../../domain/cached-usage.ts';
import type { Host } from '../../host/host.ts';
import { requestProfile, requestUsage, type CodeApiRequest } from './request-usage.ts';
import { startSideRequest } from './side-request.ts';
import type { ParsedUsage } from '../response/parsed-usage.ts';

/** One answer, when it came, and whose it is where the service says so. */
export type OwnedUsage = {
  readonly reading: ParsedUsage;
  readonly fetchedAtMs: number;
  readonly owner?: CachedOwner | undefined;
};

/** The profile may delay a finished reading by so much. */
const profileGraceMs = 1_000;

/** A plan is bought for a month; what the usage answer itself hints at is looked at every time. */
const ownerHoldsMs = 6 * 3_600_000;

/**
 * Asks the Code API for usage, and for whose it is where `known` does not say so any more: a different credential, a
 * different hint at the plan, or too long ago. Throws what {@link requestUsage} throws; the profile's own failure costs its name only.
 */
export async function requestOwnedUsage(
  deps: Pick<Host, 'http' | 'clock' | 'log'>,
  ask: CodeApiRequest,
  known: CachedOwner | undefined,
): Promise<OwnedUsage> {
  const credential = credentialDigest(ask.token);
  const askProfile = () =>
    startSideRequest(deps, ask.signal, 'profile', (signal) =>
      requestProfile(deps, { ...ask, signal }),
    );
  const mayHold =
    known !== undefined && known.credential === credential && isRecent(known, deps.clock.now());
  // Side by side: whoever waits for a first reading waits for one answer, not for two.
  let profile = mayHold ? undefined : askProfile();
  try {
    const reading = await requestUsage(deps, ask);
    const fetchedAtMs = deps.clock.now();
    const hint = hintOf(reading);
    if (mayHold && known.hint === hint) return { reading, fetchedAtMs, owner: known };
    profile ??= askProfile();
    const me = await profile.within(profileGraceMs);
    if (me === undefined) return { reading, fetchedAtMs };
    const { userId, userLevelName: planName } = me;
    return {
      reading,
      fetchedAtMs,
      owner: { credential, userId, planName, hint, askedAtMs: fetchedAtMs },
    };
  } finally {
    profile?.drop();
  }
}

/** One from the future was asked for before the clock was set back: nobody knows how long ago. */
function isRecent({ askedAtMs }: CachedOwner, nowMs: number): boolean {
  return askedAtMs <= nowMs && nowMs - askedAtMs < ownerHoldsMs;
}

function hintOf({ level, weeklyRequestLimit }: ParsedUsage): string {
  return `${level ?? ''} ${weeklyRequestLimit ?? ''}`;
}
