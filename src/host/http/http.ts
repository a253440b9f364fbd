import http from 'node:http';
import https from 'node:https';
import { getProxyForUrl } from 'proxy-from-env';
import { Failure } from '../../domain/failure.ts';
import { Secret } from '../../domain/secret.ts';
import type { Clock, Http, HttpRequest, HttpResponse } from '../host.ts';
import { networkFailure } from './network-failure.ts';
import { untilAborted, within } from '../within.ts';

/** As in Kimi Code. */
const defaultTimeoutMs = 8_000;
const maxBodyBytes = 1024 * 1024;
const maxRedirects = 3;

type RawResponse = {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
};

/** HTTP with Node's own stack, as described at {@link Http}. */
export function createNodeHttp(clock: Clock): Http {
  return {
    async request(request) {
      const { signal, timeoutMs: ms = defaultTimeoutMs } = request;
      signal.throwIfAborted();
      return await within({ clock, ms, signal }, (limit) => send(request, limit));
    },
  };
}

async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  try {
    // Whatever the response does inside Node's HTTP stack, the caller waits no longer than agreed.
    return await untilAborted(follow(request, signal), signal);
  } catch (error) {
    // An aborted request fails with whatever the socket was doing; the reason of the abort is what
    // matters.
    if (signal.aborted) throw signal.reason;
    throw networkFailure(error, request.url);
  }
}

async function follow(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  let url = request.url;
  for (let hops = 0; ; hops += 1) {
    const answer = await exchange(url, request, signal);
    const location = answer.headers.location;
    if (answer.status < 300 || answer.status > 399 || location === undefined) {
      return { status: answer.status, headers: flatten(answer.headers), body: answer.body };
    }
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    // The credential is for this origin only, and a POST must not become a GET.
    if (next?.origin !== url.origin || request.method !== 'GET' || hops === maxRedirects)
      throw refusedRedirect(url);
    url = next;
  }
}

async function exchange(url: URL, request: HttpRequest, signal: AbortSignal): Promise<RawResponse> {
  const agent = await proxyAgent(url);
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method: request.method,
      headers: openHeaders(request),
      signal,
      // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED, which many shells set, has no effect.
      rejectUnauthorized: true,
      agent,
    });
    let isConnected = agent === undefined;
    // Otherwise the proxy's own error response would be taken for Kimi's.
    outgoing.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      isConnected = statusCode === 200;
      if (!isConnected) outgoing.destroy(proxyFailure(String(statusCode)));
    });
    outgoing.once('error', (error: NodeJS.ErrnoException) =>
      reject(isConnected ? error : proxyFailure(error.code, error)),
    );
    // Without a listener Node closes such a connection without an error.
    outgoing.once('upgrade', (_incoming, socket) => {
      socket.destroy();
      reject(
        new Failure('unreadable-answer', 'the response switches protocols', {
          detail: { code: 'not-json' },
        }),
      );
    });
    outgoing.once('response', (incoming) => {
      readBody(incoming).then(
        (body) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }),
        reject,
      );
    });
    outgoing.end(request.body);
  });
}

/** With events: an async iterator would take 1 ms longer. */
function readBody(incoming: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBodyBytes) {
        incoming.destroy(
          new Failure('unreadable-answer', 'the response is larger than 1 MiB', {
            detail: { code: 'too-large' },
          }),
        );
      }
    });
    incoming.once('error', reject);
    incoming.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

/** The only place where a credential is opened to be sent. */
function openHeaders(request: HttpRequest): Record<string, string> {
  const headers = Object.entries(request.headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, value instanceof Secret ? value.open() : value]);
  const length =
    request.body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(request.body)) };
  return { ...Object.fromEntries(headers), ...length };
}

function flatten(headers: http.IncomingHttpHeaders): HttpResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/**
 * By `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. Plain HTTP is for loopback only, without a proxy.
 */
async function proxyAgent(url: URL): Promise<http.Agent | undefined> {
  if (url.protocol !== 'https:') return undefined;
  const proxy = getProxyForUrl(url.href);
  if (proxy === '') return undefined;
  if (!/^https?:\/\//i.test(proxy) || !URL.canParse(proxy)) {
    throw proxyFailure(undefined);
  }
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return new HttpsProxyAgent(proxy, { rejectUnauthorized: true });
}

/** Without the proxy's address: it may contain a password. */
function proxyFailure(why: string | undefined, cause?: Error): Failure {
  if (cause instanceof Failure) return cause;
  const subject = why === undefined ? {} : { subject: why };
  return new Failure(
    'offline',
    `the proxy did not connect${why === undefined ? '' : ` (${why})`}`,
    {
      detail: { code: 'proxy', ...subject },
      cause,
    },
  );
}

function refusedRedirect(url: URL): Failure {
  return new Failure('invalid-request', `refused a redirect away from ${url.origin}`, {
    detail: { code: 'refused-redirect', subject: url.origin },
  });
}
