import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Failure } from '../../domain/failure.ts';
import { Secret } from '../../domain/secret.ts';
import type { Clock, Env, Http, HttpRequest, HttpResponse } from '../host.ts';
import { untilAborted, within } from '../within.ts';
import { decodeBody, tooLarge } from './decode-body.ts';
import { asNetworkFailure } from './network-failure.ts';
import { findProxy, type Proxy } from './proxy-variables.ts';

const defaultMaxBytes = 1024 * 1024;
const maxRedirects = 3;

type Limited = { readonly env: Env; readonly signal: AbortSignal };

type RawResponse = {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
};

/** HTTP with Node's own stack, as described at {@link Http}. `env` has the proxy variables. */
export function createNodeHttp({ clock, env }: { clock: Clock; env: Env }): Http {
  return {
    async request(request) {
      const { signal, timeoutMs: ms } = request;
      signal.throwIfAborted();
      if (ms === undefined) return await send(request, { env, signal });
      return await within({ clock, ms, signal }, (limit) => send(request, { env, signal: limit }));
    },
  };
}

async function send(request: HttpRequest, limited: Limited): Promise<HttpResponse> {
  const { signal } = limited;
  try {
    // Whatever the response does inside Node's HTTP stack, the caller waits no longer than agreed.
    return await untilAborted(follow(request, limited), signal);
  } catch (error) {
    // An aborted request fails with whatever the socket was doing; the reason of the abort is what
    // matters.
    if (signal.aborted) throw signal.reason;
    throw asNetworkFailure(error, request.url);
  }
}

async function follow(request: HttpRequest, limited: Limited): Promise<HttpResponse> {
  let url = request.url;
  for (let hops = 0; ; hops += 1) {
    const answer = await exchange(url, request, limited);
    const location = answer.headers.location;
    if (answer.status < 300 || answer.status > 399 || location === undefined) {
      return {
        status: answer.status,
        headers: flatten(answer.headers),
        body: await textOf(answer, request.maxBytes),
      };
    }
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    // The credential is for this origin only, and a POST must not become a GET.
    if (next?.origin !== url.origin || request.method !== 'GET' || hops === maxRedirects)
      throw refusedRedirect(url);
    url = next;
  }
}

/** The status of an error says enough: a body that cannot be decoded does not hide it. */
async function textOf(
  { status, headers, body }: RawResponse,
  maxBytes = defaultMaxBytes,
): Promise<string> {
  try {
    const text = await decodeBody(body, headers['content-encoding'], maxBytes);
    return text.toString('utf8');
  } catch (error) {
    if (status >= 200 && status <= 299) throw error;
    return '';
  }
}

async function exchange(url: URL, request: HttpRequest, limited: Limited): Promise<RawResponse> {
  const incoming = await openResponse(url, request, limited);
  const body = await readBody(incoming, request.maxBytes ?? defaultMaxBytes);
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body };
}

/** Sends a request. The response's body is still to be read. */
export async function openResponse(
  url: URL,
  request: HttpRequest,
  { env, signal }: Limited,
): Promise<http.IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  // Plain HTTP is for loopback only, without a proxy.
  const proxy = isSecure ? findProxy(url, env) : undefined;
  const tunnel = proxy === undefined ? undefined : await openTunnel(proxy, url, signal);
  return new Promise((resolve, reject) => {
    const outgoing = (isSecure ? https : http).request(url, {
      method: request.method,
      headers: openHeaders(request),
      signal,
      // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED, which many shells set, has no effect.
      rejectUnauthorized: true,
      // Node's shared agents follow proxy variables by rules of their own (NODE_USE_ENV_PROXY).
      ...(tunnel === undefined ? { agent: false } : { createConnection: secured(tunnel, url) }),
    });
    outgoing.once('error', reject);
    // Without a listener Node closes such a connection without an error.
    outgoing.once('upgrade', (_incoming, socket) => {
      socket.destroy();
      reject(switchesProtocols());
    });
    outgoing.once('response', resolve);
    outgoing.end(request.body);
  });
}

/** Most users have no proxy: what it takes is loaded on demand. */
async function openTunnel(proxy: Proxy, url: URL, signal: AbortSignal): Promise<Socket> {
  const tunnels = await import('./open-tunnel.ts');
  return await tunnels.openTunnel(proxy, url, signal);
}

/** TLS to the URL's host through a tunnel. */
function secured(socket: Socket, { hostname }: URL): () => Socket {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  // Names only, as in RFC 6066.
  const servername = isIP(host) === 0 ? host : undefined;
  return () => connectTls({ socket, host, servername, rejectUnauthorized: true });
}

/** The whole body, at most `maxBytes`. With events: an async iterator would take 1 ms longer. */
export function readBody(incoming: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) incoming.destroy(tooLarge());
    });
    incoming.once('error', reject);
    incoming.once('end', () => resolve(Buffer.concat(chunks)));
  });
}

/** The only place where a credential is opened to be sent. */
function openHeaders(request: HttpRequest): Record<string, string> {
  const headers = Object.entries(request.headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, value instanceof Secret ? value.open() : value]);
  const length =
    request.body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(request.body)) };
  return { 'Accept-Encoding': 'identity', ...Object.fromEntries(headers), ...length };
}

function flatten(headers: http.IncomingHttpHeaders): HttpResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

function switchesProtocols(): Failure {
  return new Failure('unreadable-answer', 'the response switches protocols', {
    detail: { code: 'not-json' },
  });
}

function refusedRedirect(url: URL): Failure {
  return new Failure('invalid-request', `refused a redirect away from ${url.origin}`, {
    detail: { code: 'refused-redirect', subject: url.origin },
  });
}
