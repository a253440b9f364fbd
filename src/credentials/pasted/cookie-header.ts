import { isCookieValue } from '../../domain/header-text.ts';

/**
 * Names of a Kimi session, the most certain first. Users of other trackers paste the last two.
 */
const sessionNames = ['kimi-auth', 'authorization', 'access_token'];

/**
 * The session token in the text of a `Cookie` header (with or without its name, several lines are
 * several headers), `no-session` if there are other cookies only, undefined if there are no cookies
 * at all.
 */
export function sessionInCookieHeader(
  text: string,
): { readonly token: string } | 'no-session' | undefined {
  const lines = text.split(/[\r\n]+/).map((line) => cookiesIn(line));
  for (const name of sessionNames) {
    for (const cookies of lines) {
      const token = cookies.find((cookie) => cookie.name === name && cookie.value !== '')?.value;
      if (token !== undefined) return { token };
    }
  }
  return lines.some((cookies) => cookies.length > 0) ? 'no-session' : undefined;
}

/**
 * A cookie's value ready to be sent: unquoted, percent-decoded, without `Bearer`. Undefined if a
 * `Cookie` header cannot carry it.
 */
export function cleanCookieValue(raw: string): string | undefined {
  const value = percentDecoded(raw.trim())
    .replace(/^["']|["']$/g, '')
    .replace(/^Bearer\s+/i, '');
  return isCookieValue(value) && !value.includes("'") ? value : undefined;
}

/** Decodes `%2E` and the like; other text stays as it is. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function cookiesIn(line: string): { name: string; value: string }[] {
  const pairs = line.replace(/^\s*(?:set-)?cookie\s*:\s*/i, '').split(';');
  return pairs.flatMap((pair) => {
    const [, written, sign, value] =
      /^\s*["']?([\w!#$%&*+.^`|~-]+)["']?\s*([=:])(.*)$/.exec(pair) ?? [];
    const name = written?.toLowerCase() ?? '';
    if (value === undefined || (sign === ':' && !sessionNames.includes(name))) return [];
    return [{ name, value: cleanCookieValue(value) ?? '' }];
  });
}
