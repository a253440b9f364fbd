import { createHash, timingSafeEqual } from 'node:crypto';
import { endpoints } from '../domain/daemon-api.ts';
import type { Secret } from '../domain/secret.ts';
import { errorResponse } from './responses.ts';

/** Which requests are served. */
export type AccessPolicy = {
  /** The server listens on loopback only, so requests must also name a loopback host. */
  readonly loopbackOnly: boolean;
  /** Required on every route but the page and `/health`. */
  readonly token?: Secret | undefined;
};

/** Neither contains user data; the page asks for the token before it can show any. */
const openPaths: ReadonlySet<string> = new Set([endpoints.page.path, endpoints.health.path]);

const loopbackHost = /^(127(?:\.\d{1,3}){3}|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * The error response to a request that must not be served; undefined if it may be. A foreign page
 * can point its own host name at 127.0.0.1 (DNS rebinding): `Host` shows that name. It can also
 * send requests without reading the responses: pages cannot forge `Origin` and `Sec-Fetch-Site`. It
 * may link to the page and nothing else. No CORS header is ever sent.
 */
export function findRejection(request: Request, policy: AccessPolicy): Response | undefined {
  const { headers } = request;
  const host = headers.get('host') ?? '';
  if (policy.loopbackOnly && !loopbackHost.test(host)) return errorResponse(403, 'forbidden host');
  const origin = headers.get('origin');
  if (origin !== null && !isOwnOrigin(origin, host)) return errorResponse(403, 'forbidden origin');
  const site = headers.get('sec-fetch-site');
  const isOpen = openPaths.has(requestPath(request.url));
  if (site !== null && site !== 'same-origin' && site !== 'none' && !isOpen)
    return errorResponse(403, 'forbidden origin');
  if (policy.token === undefined || isOpen) return undefined;
  return hasToken(headers.get('authorization'), policy.token)
    ? undefined
    : errorResponse(401, 'unauthorized', { 'WWW-Authenticate': 'Bearer' });
}

/** The path of an absolute URL, without query; percent-encoded letters count as themselves. */
export function requestPath(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const end = url.search(/[?#]/);
  const path = start < 0 ? '/' : url.slice(start, end < 0 ? undefined : end);
  if (!path.includes('%')) return path;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** `https` as well: the user may run a proxy in front. */
function isOwnOrigin(origin: string, host: string): boolean {
  return host !== '' && (origin === `http://${host}` || origin === `https://${host}`);
}

/**
 * Compares hashes, which have one length, so that timing does not even reveal the token's length.
 */
function hasToken(authorization: string | null, token: Secret): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(sha256(given), sha256(token.open()));
}

/** Guesses that may be wrong within a minute before others are slowed down. */
const freeGuesses = 5;
const forgetAfterMs = 60_000;
const guessPauseMs = 1000;

/**
 * Slows down programs that guess the token. The right token always passes at once: a guesser cannot
 * lock its owner out.
 */
export class WrongTokens {
  #count = 0;
  #latestAtMs = 0;

  /** How long to wait before this wrong token is rejected, in milliseconds. */
  pauseMs(nowMs: number): number {
    if (Math.abs(nowMs - this.#latestAtMs) > forgetAfterMs) this.#count = 0;
    this.#latestAtMs = nowMs;
    this.#count += 1;
    return this.#count > freeGuesses ? guessPauseMs : 0;
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
