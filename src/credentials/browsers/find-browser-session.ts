import type { CredentialQuery, Finding } from '../credential.ts';
import { findProfiles, profileLabel, type BrowserProfile } from './browser-profiles.ts';
import type { Browser } from './browser-table.ts';
import {
  findValidSession,
  readStore,
  type Candidate,
  type StoreFinding,
} from './profile-sessions.ts';
import { withSessionLook, type BrowserDeps } from './session-look.ts';

/**
 * Finds the last used session of a browser that has not expired, in all its profiles; opens only
 * that one.
 */
export async function findBrowserSession(
  deps: BrowserDeps,
  browser: Browser,
  ask: CredentialQuery,
): Promise<Finding> {
  ask.signal.throwIfAborted();
  const profiles = await findProfiles(deps, browser, ask.signal);
  if (profiles.length === 0) return { kind: 'absent', location: browser.name, reason: 'not-found' };
  return withSessionLook(deps, async (look) => {
    const candidates: Candidate[] = [];
    let problem: Finding | undefined;
    for (const profile of profiles) {
      const store = await readStore(look, profile, ask.signal);
      if (store.kind === 'rows') candidates.push(...store.rows.map((row) => ({ profile, row })));
      else problem = worse(problem, { ...store, location: locationOf(profile) });
    }
    candidates.sort((a, b) => b.row.usedAtMs - a.row.usedAtMs);
    const session = await findValidSession(look, candidates, ask);
    if (session.kind === 'session') {
      return {
        kind: 'found',
        credential: { kind: 'web', secret: session.token, detail: profileLabel(session.profile) },
      };
    }
    if (session.kind === 'blocked')
      return { kind: 'blocked', location: locationOf(session.profile), reason: session.reason };
    if (problem !== undefined) return problem;
    const location = profiles.map(locationOf).join(', ');
    return {
      kind: 'absent',
      location,
      reason: session.kind === 'expired' ? 'expired' : 'no-session',
    };
  });
}

/** A problem that the user can solve is more useful to know than a missing file. */
function worse(
  known: Finding | undefined,
  next: Exclude<StoreFinding, { kind: 'rows' }> & { location: string },
): Finding {
  return known === undefined || (known.kind === 'absent' && next.kind === 'blocked') ? next : known;
}

function locationOf(profile: BrowserProfile): string {
  return `${profileLabel(profile)}: ${profile.storePath}`;
}
