import { classifyApiKey, isJwtShaped, unwrapText } from '../../domain/api-key.ts';
import { Secret } from '../../domain/secret.ts';
import { sessionInCookieExport } from './cookie-export.ts';
import { cleanCookieValue, percentDecoded, sessionInCookieHeader } from './cookie-header.ts';
import { readCurlCommand } from './curl-command.ts';
import { readJwtClaims } from '../jwt-claims.ts';

/**
 * In which clothes a token came: bare, as one cookie, as a whole header, as a copied command, in an
 * export, or bare but no JWT.
 */
type PastedForm = 'jwt' | 'cookie' | 'cookie-header' | 'curl' | 'export' | 'opaque';

/** What a pasted text turned out to be. `api-key` is a Kimi key pasted where a session belongs. */
export type PastedToken =
  | {
      readonly kind: 'token';
      readonly token: Secret;
      readonly form: PastedForm;
      readonly expiresAtMs?: number | undefined;
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'api-key' }
  | { readonly kind: 'no-session-cookie' }
  | { readonly kind: 'unrecognised' };

/** More than any browser sends in all its headers together. */
const longestPaste = 256 * 1024;

/**
 * Recognises a Kimi web session in whatever people paste: a bare JWT, `kimi-auth=…`, a `Cookie`
 * header, a copied `curl` command, an exported cookie list, also quoted or percent-encoded. Never
 * throws, never guesses a single plain word. `expiresAtMs` is the token's own `exp`, whether passed
 * or not.
 */
export function recognisePastedToken(raw: string): PastedToken {
  const text = unwrapText(raw);
  if (text === undefined) return { kind: 'empty' };
  if (text.length > longestPaste) return { kind: 'unrecognised' };
  const found = recognise(text);
  if (found.kind === 'token' || found.kind === 'api-key' || !text.includes('%')) return found;
  const decoded = recognise(percentDecoded(text).trim());
  return decoded.kind === 'token' ? decoded : found;
}

function recognise(text: string): PastedToken {
  // A terminal or a chat breaks long lines; a token has none.
  const joined = text
    .replace(/^(?:Authorization\s*:\s*)?Bearer\s+/i, '')
    .replace(/\s+/g, (blank) => (/[\r\n]/.test(blank) ? '' : blank));
  if (isJwtShaped(joined)) return tokenOf(joined, 'jwt');
  if (isApiKey(text)) return { kind: 'api-key' };
  const curl = readCurlCommand(text);
  if (curl !== undefined) return inCurl(text, curl);
  const isExport = /^[[{]/.test(text) || /\t/.test(text);
  const session = isExport ? undefined : sessionInCookieHeader(text);
  if (typeof session === 'object')
    return tokenOf(
      session.token,
      /[;\r\n]|^(?:set-)?cookie\s*:/i.test(text) ? 'cookie-header' : 'cookie',
    );
  const exported = sessionInCookieExport(text);
  if (exported !== undefined) return tokenOf(exported, 'export');
  if (session === 'no-session' || isExport) return { kind: 'no-session-cookie' };
  return isOpaque(text) ? tokenOf(text, 'opaque') : { kind: 'unrecognised' };
}

function inCurl(
  text: string,
  { cookieHeaders, authorization }: NonNullable<ReturnType<typeof readCurlCommand>>,
): PastedToken {
  const session = sessionInCookieHeader(cookieHeaders.join('\n'));
  if (typeof session === 'object') return tokenOf(session.token, 'curl');
  // Kimi's own page sends its session as a bearer as well, and newer logins in no cookie at all.
  const bearer = cleanCookieValue(authorization ?? '');
  if (bearer !== undefined && isJwtShaped(bearer)) return tokenOf(bearer, 'curl');
  const named = sessionInCookieExport(text);
  return named === undefined ? { kind: 'no-session-cookie' } : tokenOf(named, 'curl');
}

function tokenOf(token: string, form: PastedForm): PastedToken {
  if (isApiKey(token)) return { kind: 'api-key' };
  const expiresAtMs = readJwtClaims(token)?.expiresAtMs;
  return {
    kind: 'token',
    token: new Secret(token),
    form,
    expiresAtMs,
  };
}

/** Three parts like a JWT's. A single word or a JWT cut short is nothing to send anywhere. */
function isOpaque(text: string): boolean {
  return /^[\w+/=~-]+\.[\w+/=~-]+\.[\w+/=~-]+$/.test(text);
}

/** The Open Platform's count too: where keys belong, a person is told which of the two it is. */
function isApiKey(text: string): boolean {
  const shape = classifyApiKey(text);
  return !/\s/.test(text) && (shape === 'kimi-code' || shape === 'open-platform');
}
