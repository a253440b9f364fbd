import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type ConnectionLimits = {
  /** A new connection above this replaces the one whose request has been awaited longest. */
  readonly maxConnections: number;
  /** From connecting, or from the previous response, until a request has arrived; milliseconds. */
  readonly requestTimeoutMs: number;
};

export type Connections = {
  /**
   * Gives running responses `graceMs` to finish and new connections a moment to send their request,
   * then closes all.
   */
  stop(graceMs: number): Promise<void>;
};

type Connection = {
  readonly socket: Socket;
  /** Running responses, more than one only if requests are pipelined. */
  responses: number;
  latest?: { readonly request: IncomingMessage; readonly response: ServerResponse } | undefined;
  waitingSinceMs: number;
  deadline?: NodeJS.Timeout | undefined;
};

/** How long a connection without a request stays open when the server stops. */
const stopGraceMs = 50;

/**
 * Keeps a server's connections within limits. Node checks its time-outs with a timer that always
 * runs; here timers run only while a connection is open. And at the limit Node rejects new
 * connections, so that a few dozen silent ones lock out all others; here the silent ones are
 * closed.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): Connections {
  /** Sorted: the connection that has been waiting longest comes first. */
  const open = new Map<Socket, Connection>();
  let stopping = false;

  server.on('connection', (socket: Socket) => {
    if (open.size >= limits.maxConnections && !dropLongestWaiting(open)) {
      socket.destroy();
      return;
    }
    const connection: Connection = { socket, responses: 0, waitingSinceMs: performance.now() };
    open.set(socket, connection);
    watch(connection, limits.requestTimeoutMs);
    socket.once('close', () => {
      clearTimeout(connection.deadline);
      open.delete(socket);
    });
  });

  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = open.get(request.socket);
    if (connection === undefined) return;
    connection.responses += 1;
    connection.latest = { request, response };
    if (stopping) response.shouldKeepAlive = false;
    response.once('close', () => {
      connection.responses -= 1;
      connection.waitingSinceMs = performance.now();
      open.delete(connection.socket);
      if (connection.socket.destroyed) return;
      open.set(connection.socket, connection);
      if (stopping && connection.responses === 0) connection.socket.destroySoon();
      else watch(connection, limits.requestTimeoutMs);
    });
  });

  return {
    async stop(graceMs) {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const { latest } of open.values()) {
        if (latest !== undefined && !latest.response.headersSent)
          latest.response.shouldKeepAlive = false;
      }
      const silent = setTimeout(() => {
        for (const connection of open.values())
          if (isWaiting(connection)) connection.socket.destroy();
      }, stopGraceMs);
      const rest = setTimeout(() => {
        for (const { socket } of open.values()) socket.destroy();
      }, graceMs);
      await closed;
      clearTimeout(silent);
      clearTimeout(rest);
    },
  };
}

/** Has no whole request arrived? Nothing was sent, half a header, or a part of the body. */
function isWaiting({ responses, latest }: Connection): boolean {
  return responses === 0 || latest?.request.complete !== true;
}

function dropLongestWaiting(open: Map<Socket, Connection>): boolean {
  for (const connection of open.values()) {
    if (!isWaiting(connection)) continue;
    open.delete(connection.socket);
    connection.socket.destroy();
    return true;
  }
  return false;
}

/**
 * One timer per connection, not per request: when it fires, it checks whether a request is still
 * awaited.
 */
function watch(connection: Connection, requestTimeoutMs: number): void {
  if (connection.deadline !== undefined) return;
  const ring = (): void => {
    delete connection.deadline;
    if (!isWaiting(connection)) return;
    const leftMs = connection.waitingSinceMs + requestTimeoutMs - performance.now();
    if (leftMs <= 0) connection.socket.destroy();
    else connection.deadline = setTimeout(ring, Math.ceil(leftMs)).unref();
  };
  connection.deadline = setTimeout(ring, requestTimeoutMs).unref();
}
