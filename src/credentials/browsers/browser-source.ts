import type { CredentialSource } from '../credential.ts';
import { browsers } from './browser-table.ts';
import type { SessionCache } from './session-cache.ts';
import type { BrowserDeps } from './session-look.ts';

export type BrowserSourceDeps = Omit<BrowserDeps, 'cache'> & {
  readonly openCache: () => Promise<SessionCache>;
};

/**
 * One source per browser, in the order they are tried. Prompts only if `mayPrompt` is set. The code
 * that reads browsers is loaded on use: most runs find a credential before.
 */
export function createBrowserSources({
  openCache,
  ...deps
}: BrowserSourceDeps): readonly CredentialSource[] {
  return browsers
    .filter((browser) => browser.roots[deps.platform.os].length > 0)
    .map((browser) => ({
      id: 'browser',
      async find(ask) {
        const { findBrowserSession } = await import('./find-browser-session.ts');
        return findBrowserSession({ ...deps, cache: await openCache() }, browser, ask);
      },
      refused: async (secret) => (await openCache()).forget(secret),
    }));
}
