import type { AbsentReason, BlockedReason } from '../../domain/attempt.ts';
import type { CredentialQuery } from '../credential.ts';
import { findProfiles } from './browser-profiles.ts';
import { browsers } from './browser-table.ts';
import { findValidSession, readStore } from './profile-sessions.ts';
import { withSessionLook, type BrowserDeps } from './session-look.ts';

/**
 * One line of `kimibar cookies`, never with a value. A browser without profiles has one line
 * without `profile`.
 */
export type BrowserSession = {
  readonly browser: string;
  readonly profile?: string | undefined;
  readonly state: 'session' | AbsentReason | BlockedReason;
  /** When the session expires or expired, if known. */
  readonly expiresAtMs?: number | undefined;
};

/**
 * Whether each browser profile on this system has a Kimi session, and if not, why, in the order
 * they are tried.
 */
export async function listBrowserSessions(
  deps: BrowserDeps,
  ask: CredentialQuery,
): Promise<readonly BrowserSession[]> {
  return withSessionLook(deps, async (look) => {
    const lines: BrowserSession[] = [];
    for (const browser of browsers.filter(({ roots }) => roots[deps.platform.os].length > 0)) {
      const profiles = await findProfiles(deps, browser, ask.signal);
      if (profiles.length === 0) lines.push({ browser: browser.name, state: 'not-found' });
      for (const profile of profiles) {
        const line = { browser: browser.name, profile: profile.name };
        const store = await readStore(look, profile, ask.signal);
        if (store.kind !== 'rows') {
          lines.push({ ...line, state: store.reason });
          continue;
        }
        const candidates = store.rows.map((row) => ({ profile, row }));
        const session = await findValidSession(look, candidates, ask);
        const end =
          'expiresAtMs' in session && session.expiresAtMs !== undefined
            ? { expiresAtMs: session.expiresAtMs }
            : {};
        const state =
          session.kind === 'blocked'
            ? session.reason
            : session.kind === 'none'
              ? 'no-session'
              : session.kind;
        lines.push({ ...line, state, ...end });
      }
    }
    return lines;
  });
}
