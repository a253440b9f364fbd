import type { CredentialSource } from '../credential.ts';
import { browsers } from './browser-table.ts';
import type { SessionCache } from './session-cache.ts';
import type { BrowserDeps } from './session-look.ts';

export type BrowserSourceDeps = Omit<BrowserDeps, 'cache'> & {
  readonly openCache: () => Promise<SessionCache>;
};

/**
 * One source per browser, in the order they are tried. Nothing may ask for a password unless
 * `mayPrompt` is set. How to look into one loads when one is looked into: most runs have their key
 * before.
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
        const { lookIntoBrowser } = await import('./look-into-browser.ts');
        return lookIntoBrowser({ ...deps, cache: await openCache() }, browser, ask);
      },
      refused: async (secret) => (await openCache()).forget(secret),
    }));
}
