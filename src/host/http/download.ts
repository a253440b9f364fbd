import { Failure } from '../../domain/failure.ts';
import type { Env } from '../host.ts';
import { asNetworkFailure } from './network-failure.ts';
import { openResponse, readBody } from './http.ts';

const maxRedirects = 5;

export type DownloadOptions = {
  readonly maxBytes: number;
  /** Has the proxy variables. */
  readonly env: Env;
  readonly signal: AbortSignal;
};

/**
 * The bytes at a public address, or undefined if nothing is there. Releases are served by other
 * hosts than the one that names them, so redirects are followed anywhere over HTTPS; no credential
 * is ever sent. Throws as `Http` does, and `server-fault` for any other status.
 */
export async function download(
  start: URL,
  { maxBytes, env, signal }: DownloadOptions,
): Promise<Buffer | undefined> {
  let url = start;
  try {
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      const request = { method: 'GET', url, headers: { 'User-Agent': 'kimibar' }, signal } as const;
      const incoming = await openResponse(url, request, { env, signal });
      const { statusCode = 0 } = incoming;
      const { location } = incoming.headers;
      if (statusCode === 200) return await readBody(incoming, maxBytes);
      incoming.destroy();
      if (statusCode === 404 || statusCode === 410) return undefined;
      if (statusCode < 300 || statusCode > 399 || location === undefined) throw refusal(statusCode);
      url = nextOf(url, location);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw asNetworkFailure(error, url);
  }
  return undefined;
}

function refusal(status: number): Failure {
  return new Failure('server-fault', `the server answered with ${status}`, {
    detail: { code: 'http-status', subject: String(status) },
  });
}

function nextOf(url: URL, location: string): URL {
  const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  if (next !== undefined && (next.protocol === 'https:' || next.origin === url.origin)) return next;
  throw new Failure('invalid-request', `refused a redirect away from ${url.origin}`, {
    detail: { code: 'refused-redirect', subject: url.origin },
  });
}
