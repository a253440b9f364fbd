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
