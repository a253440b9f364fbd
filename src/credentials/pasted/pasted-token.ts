import { classifyApiKey, isJwtShaped, plainText, unwrapText } from '../../domain/api-key.ts';
import { Secret } from '../../domain/secret.ts';
import { sessionInCookieExport } from './cookie-export.ts';
import { cleanCookieValue, percentDecoded, sessionInCookieHeader } from './cookie-header.ts';
import { readCurlCommand } from './curl-command.ts';
import { readJwtClaims } from '../jwt-claims.ts';

/**
 * The form of a pasted token: a bare JWT, one cookie, a whole header, a copied command, an export,
 * or a bare text that is no JWT.
 */
type PastedForm = 'jwt' | 'cookie' | 'cookie-header' | 'curl' | 'export' | 'opaque';

/** What a pasted text is. `api-key`: a Kimi key instead of a session. */
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
const maxPasteLength = 256 * 1024;

/**
 * Recognises a Kimi web session in pasted text: a bare JWT, `kimi-auth=…`, a `Cookie` header, a
 * copied `curl` command, an exported cookie list, also quoted or percent-encoded. Never throws,
 * never guesses what a single word is. `expiresAtMs` is the token's own `exp`, even if past.
 */
export function recognisePastedToken(raw: string): PastedToken {
  const text = unwrapText(plainText(raw));
  if (text === undefined) return { kind: 'empty' };
  if (text.length > maxPasteLength) return { kind: 'unrecognised' };
  const found = recognise(text);
  if (found.kind === 'token' || found.kind === 'api-key' || !text.includes('%')) return found;
  const decoded = recognise(percentDecoded(text).trim());
  return decoded.kind === 'token' ? decoded : found;
}

function recognise(text: string): PastedToken {
  // A terminal or a chat breaks long lines; a token has no line breaks.
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
  // Kimi's own page also sends its session as a bearer token; newer logins have no cookie at all.
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

/** Three parts like a JWT's. A single word or an incomplete JWT is never sent. */
function isOpaque(text: string): boolean {
  return /^[\w+/=~-]+\.[\w+/=~-]+\.[\w+/=~-]+$/.test(text);
}

/** Open Platform keys too: `config set-api-key` then says which of the two it is. */
function isApiKey(text: string): boolean {
  const shape = classifyApiKey(text);
  return !/\s/.test(text) && (shape === 'kimi-code' || shape === 'open-platform');
}
