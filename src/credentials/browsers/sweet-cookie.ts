import type { GetCookiesOptions } from '@steipete/sweet-cookie';
import { kimiSites, type KimiSite } from '../../domain/kimi-site.ts';
import type { ChromiumBrowser } from './browser-table.ts';

/**
 * One cookie file, always by its path: the library's own search knows fewer profiles than
 * `browser-table.ts`.
 */
export type CookieFile =
  | {
      readonly kind: 'chromium';
      readonly path: string;
      readonly keyOwner: ChromiumBrowser['keyOwner'];
      readonly site: KimiSite;
      readonly timeoutMs?: number | undefined;
    }
  | { readonly kind: 'safari'; readonly path: string; readonly site: KimiSite };

/** `warnings` are the library's messages about keys and files; they never contain a value. */
export type CookiesFound = {
  readonly values: readonly string[];
  readonly warnings: readonly string[];
};

/**
 * Reads Kimi's session cookies from one file through the cookie library, also the expired ones. The
 * library follows the system it runs on: it starts `security` on macOS and `powershell` on Windows
 * for the key, copies the file into a private folder of its own and deletes that. Never rejects
 * because of the file's content.
 */
export async function readCookieFile(file: CookieFile): Promise<CookiesFound> {
  const { getCookies } = await import('@steipete/sweet-cookie');
  const { host, domain } = kimiSites[file.site];
  const { cookies, warnings } = await getCookies({
    url: `https://${host}/`,
    origins: [`https://${domain}/`],
    names: ['kimi-auth'],
    mode: 'merge',
    includeExpired: true,
    ...selection(file),
  });
  return { values: cookies.map((cookie) => cookie.value), warnings };
}

function selection(file: CookieFile): Partial<GetCookiesOptions> {
  if (file.kind === 'safari') return { browsers: ['safari'], safariCookiesFile: file.path };
  const timeout = file.timeoutMs === undefined ? {} : { timeoutMs: file.timeoutMs };
  if (file.keyOwner === 'edge') return { browsers: ['edge'], edgeProfile: file.path, ...timeout };
  return {
    browsers: ['chrome'],
    chromeProfile: file.path,
    chromiumBrowser: file.keyOwner,
    ...timeout,
  };
}
