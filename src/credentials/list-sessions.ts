import type { ProviderSettings } from '../config/settings.ts';
import type { KimiSite } from '../domain/kimi-site.ts';
import type { SessionListing, SessionPlace } from '../domain/session-place.ts';
import type { Host } from '../host/host.ts';
import { listBrowserSessions } from './browsers/session-listing.ts';
import type { SessionCache } from './browsers/session-cache.ts';
import type { CredentialQuery } from './credential.ts';
import { createKimiDesktopSource } from './kimi-desktop-source.ts';

type Deps = Host & { readonly cache: SessionCache; readonly site: KimiSite };

/**
 * Whether Kimi Desktop and each browser profile have a Kimi session, and if not, why, in the order
 * they are tried. Searches nothing if the settings exclude such sessions. `fresh` ignores
 * remembered sessions and earlier refusals.
 */
export async function listSessions(
  deps: Deps,
  { cookieSource }: Pick<ProviderSettings, 'cookieSource'>,
  ask: CredentialQuery & { readonly fresh: boolean },
): Promise<SessionListing> {
  if (cookieSource !== 'auto')
    return {
      kind: 'skipped',
      reason: cookieSource === 'off' ? 'cookie-source-off' : 'cookie-source-manual',
    };
  const desktop = await listDesktop(deps, ask);
  const sessions = await listBrowserSessions({ ...deps, fresh: ask.fresh }, ask);
  const browsers = sessions.map(({ browser, ...rest }) =>
    Object.assign({ kind: 'browser', name: browser } as const, rest),
  );
  return { kind: 'listed', places: [desktop, ...browsers], site: deps.site };
}

async function listDesktop(deps: Deps, ask: CredentialQuery): Promise<SessionPlace> {
  const finding = await createKimiDesktopSource(deps, deps.site).find(ask);
  return {
    kind: 'desktop',
    name: 'Kimi Desktop',
    state: finding.kind === 'found' ? 'session' : finding.reason,
  };
}

/** Forgets all remembered sessions and refusals, of both services; returns the number of sessions. */
export async function forgetSessions(caches: readonly SessionCache[]): Promise<number> {
  let count = 0;
  for (const cache of caches) {
    count += [...cache.read().stores.values()].filter((note) => note.kept !== undefined).length;
    await cache.clear();
  }
  return count;
}
