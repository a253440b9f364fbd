import { Failure } from '../../domain/failure.ts';
import type { Region } from '../../domain/setting-choices.ts';

/**
 * The Code API's base, ending in `/coding/v1`. An override wins over the region; one that is empty or blank counts as absent.
 * What is missing of the path is appended. Throws `invalid-request` (`base-url`) for an override that breaks a rule;
 * the message does not repeat it, since it may hold a password.
 */
export function codeBaseUrl(wish: {
  override?: string | undefined;
  region?: Region | undefined;
}): URL {
  const override = wish.override?.trim() ?? '';
  if (override === '')
    return new URL(
      `https://${wish.region === 'global' ? 'api.kimi.ai' : 'api.kimi.com'}/coding/v1`,
    );
  const url = readBaseUrl(override);
  if (url === undefined) {
    throw new Failure(
      'invalid-request',
      'Kimi Code API base URL must use HTTPS without user info',
      { detail: { code: 'base-url' } },
    );
  }
  if (url.pathname.endsWith('/coding/v1')) return url;
  return urlBelow(url, url.pathname.endsWith('/coding') ? '/v1' : '/coding/v1');
}

/**
 * Where the web gateway is: Kimi's own site, or an override under the same rules as the Code API's base.
 * Throws `invalid-request` (`web-base-url`), without repeating what was given.
 */
export function webBaseUrl(override?: string): URL {
  const wish = override?.trim() ?? '';
  const url = readBaseUrl(wish === '' ? 'https://www.kimi.com' : wish);
  if (url === undefined) {
    throw new Failure('invalid-request', 'Kimi web base URL must use HTTPS without user info', {
      detail: { code: 'web-base-url' },
    });
  }
  return url;
}

/** The hosts that plain HTTP is accepted for: it never leaves the machine. */
const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Reads a base URL a person gave, without its final slashes; undefined where it breaks a rule: HTTPS only (plain HTTP for
 * the three loopback names), no user info, no query, and a host that reads the same before and after the URL parser.
 * The parser decodes `%2f`, folds full-width letters, turns `\` into `/` and `0x7f.1` into `127.0.0.1`: such a host may look
 * like one place and lead to another, so it is refused and not cleaned.
 */
export function readBaseUrl(text: string): URL | undefined {
  const written = /^(https?):\/\/([\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?(?:\/[^\s\\?#]*)?$/i.exec(
    text,
  );
  const host = written?.[2]?.toLowerCase();
  if (written === null || host === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.hostname !== host) return undefined;
  if (url.protocol === 'http:' && !loopbackHosts.has(host)) return undefined;
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** A URL below a base: `path` begins with a slash. */
export function urlBelow(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/+$/, '') + path;
  return url;
}
