/** Plain HTTP is accepted for these hosts: it never leaves the machine. */
const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Reads a URL that a user typed or pasted. Undefined if it breaks a rule: HTTPS only (plain HTTP for
 * the three loopback names), no user info, no fragment, and a host that reads the same before and
 * after the URL parser. The parser decodes `%2f`, folds full-width letters, turns `\` into `/` and
 * `0x7f.1` into `127.0.0.1`: such a host may look like one server and lead to another, so it is
 * rejected rather than cleaned.
 */
export function readSafeUrl(text: string): URL | undefined {
  const written =
    /^(https?):\/\/([\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?(?:\/[^\s\\?#]*)?(?:\?[^\s\\#]*)?$/i.exec(
      text,
    );
  const host = written?.[2]?.toLowerCase();
  if (written === null || host === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.hostname !== host) return undefined;
  return url.protocol === 'https:' || loopbackHosts.has(host) ? url : undefined;
}
