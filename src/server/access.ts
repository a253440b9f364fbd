import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../domain/secret.ts';
import { errorResponse } from './responses.ts';

/** Who may ask. */
export type AccessPolicy = {
  /** It listens on this computer alone: then it must also be called by a name that only this computer has. */
  readonly loopbackOnly: boolean;
  /** Asked for on every route but the page itself and `/health`. */
  readonly token?: Secret | undefined;
};

/** Neither holds anything of the person's; the page asks for the token before it can show data. */
const openPaths = new Set(['/', '/health']);

const loopbackHost = /^(127(?:\.\d{1,3}){3}|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * The answer to a request that must not be served, or undefined.
 * A page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding): its name gives it away. It can send requests
 * here without reading the answers: `Origin` and `Sec-Fetch-Site`, which a page can't forge, give it away; it may link to the
 * page and nothing else. No CORS header is ever sent.
 */
export function refuse(request: Request, policy: AccessPolicy): Response | undefined {
  const { headers } = request;
  const host = headers.get('host') ?? '';
  if (policy.loopbackOnly && !loopbackHost.test(host)) return errorResponse(403, 'forbidden host');
  const origin = headers.get('origin');
  if (origin !== null && !isOwnOrigin(origin, host)) return errorResponse(403, 'forbidden origin');
  const site = headers.get('sec-fetch-site');
  const isOpen = openPaths.has(pathOf(request.url));
  if (site !== null && site !== 'same-origin' && site !== 'none' && !isOpen)
    return errorResponse(403, 'forbidden origin');
  if (policy.token === undefined || isOpen) return undefined;
  return holdsToken(headers.get('authorization'), policy.token)
    ? undefined
    : errorResponse(401, 'unauthorized', { 'WWW-Authenticate': 'Bearer' });
}

/** `https` too: a proxy of the person's own may stand in front. */
function isOwnOrigin(origin: string, host: string): boolean {
  return host !== '' && (origin === `http://${host}` || origin === `https://${host}`);
}

function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const end = url.search(/[?#]/);
  return start < 0 ? '/' : url.slice(start, end < 0 ? undefined : end);
}

/** Hashes are of one length, so comparing them tells nothing, not even how long the token is. */
function holdsToken(authorization: string | null, token: Secret): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(sha256(given), sha256(token.open()));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
