import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { limitConnections } from './http-connections.ts';

/** Responds to a request, as in `node:http`. */
export type HttpListener = RequestListener;

/** A running server. */
export type HttpServer = {
  /** The port it listens at. */
  readonly port: number;
  /** Accepts no more connections, gives running responses `graceMs` to finish, then closes. */
  stop(graceMs: number): Promise<void>;
};

/** Why a server cannot listen at an address. */
export type ListenProblem = {
  readonly kind: 'taken' | 'forbidden' | 'no-such-address';
  readonly code: string;
};

/**
 * A connection without any data for so long is dead: the client does not read. Streams send
 * heartbeats sooner.
 */
const idleTimeoutMs = 60_000;
const requestTimeoutMs = 10_000;
/** Over a slow connection the page takes a few seconds. */
const responseTimeoutMs = 30_000;
const keepAliveTimeoutMs = 5000;
const maxConnections = 64;
/** Browsers never send requests ahead, other clients a few. */
const maxPipelined = 8;
const maxHeaderBytes = 16 * 1024;
/**
 * Node's own check for time-outs would wake an idle process; `limitConnections` does it instead.
 */
const never = 2 ** 31 - 1;

/** Starts to listen. `port` 0 takes any free one. Expected errors are returned, others thrown. */
export async function listenHttp(
  address: { host: string; port: number },
  listener: HttpListener,
): Promise<HttpServer | ListenProblem> {
  const server = createServer({
    connectionsCheckingInterval: never,
    maxHeaderSize: maxHeaderBytes,
    keepAliveTimeout: keepAliveTimeoutMs,
    noDelay: true,
  });
  server.setTimeout(idleTimeoutMs);
  const limits = { maxConnections, maxPipelined, requestTimeoutMs, responseTimeoutMs };
  const connections = limitConnections(server, listener, limits);
  server.on('clientError', rejectInvalidRequest);
  const problem = await bind(server, address);
  if (problem !== undefined) return problem;
  // A connection that could not be accepted does not stop the server.
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    stop: (graceMs) => connections.stop(graceMs),
  };
}

function bind(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<ListenProblem | undefined> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      const problem = problemOf(error.code);
      if (problem === undefined) reject(error);
      else resolve(problem);
    };
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      resolve(undefined);
    });
  });
}

function problemOf(code: string | undefined): ListenProblem | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return { kind: 'taken', code };
    case 'EACCES':
      return { kind: 'forbidden', code };
    case 'EADDRNOTAVAIL':
    // Of a link-local IPv6 address without its zone.
    case 'EINVAL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { kind: 'no-such-address', code };
    default:
      return undefined;
  }
}

/** Responds to anything but HTTP with an error and closes the connection. */
function rejectInvalidRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : '400 Bad Request';
  const body = JSON.stringify({ error: status.slice(4).toLowerCase() });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
