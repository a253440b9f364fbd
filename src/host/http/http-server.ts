import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { limitConnections } from './http-connections.ts';

/** Answers one request; Node's own form. */
export type HttpListener = RequestListener;

/** A running server. */
export type HttpServer = {
  /** The port it got. */
  readonly port: number;
  /** Takes no more connections, lets answers under way finish for `graceMs`, then closes. */
  stop(graceMs: number): Promise<void>;
};

/** Why a place to listen can't be had. */
export type NoPlace = {
  readonly kind: 'taken' | 'forbidden' | 'no-such-address';
  readonly code: string;
};

/** A connection on which nothing moves for so long is dead: its other end does not read. Streams send something sooner. */
const stuckMs = 60_000;
const requestMs = 10_000;
const keepAliveMs = 5000;
const mostConnections = 64;
const headerBytes = 16 * 1024;
/** The timer behind Node's own time-outs would wake an idle process; connections are limited without it. */
const never = 2 ** 31 - 1;

/** Starts to listen. `port` 0 takes any free one. What can be expected to go wrong comes back as a value; anything else throws. */
export async function listenHttp(
  place: { host: string; port: number },
  listener: HttpListener,
): Promise<HttpServer | NoPlace> {
  const server = createServer({
    connectionsCheckingInterval: never,
    maxHeaderSize: headerBytes,
    keepAliveTimeout: keepAliveMs,
    noDelay: true,
  });
  server.setTimeout(stuckMs);
  const connections = limitConnections(server, { most: mostConnections, requestMs });
  server.on('request', listener);
  server.on('clientError', refuseGarbage);
  const trouble = await bind(server, place);
  if (trouble !== undefined) return trouble;
  // A connection that could not be accepted is its caller's trouble.
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    stop: (graceMs) => connections.stop(graceMs),
  };
}

function bind(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<NoPlace | undefined> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      const trouble = noPlace(error.code);
      if (trouble === undefined) reject(error);
      else resolve(trouble);
    };
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      resolve(undefined);
    });
  });
}

function noPlace(code: string | undefined): NoPlace | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return { kind: 'taken', code };
    case 'EACCES':
      return { kind: 'forbidden', code };
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { kind: 'no-such-address', code };
    default:
      return undefined;
  }
}

/** What is not HTTP gets one line and the end of its connection. */
function refuseGarbage(error: NodeJS.ErrnoException, socket: Duplex): void {
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
