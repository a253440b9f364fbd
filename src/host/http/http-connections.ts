import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type ConnectionLimits = {
  /** Open connections at most. A newcomer takes the place of whoever has kept us waiting longest for a request. */
  readonly most: number;
  /** From connecting, or from the answer before, until a request is here as a whole; milliseconds. */
  readonly requestMs: number;
};

export type Connections = {
  /** Lets answers under way finish for `graceMs`, gives newcomers a moment to say what they want, then ends every connection. */
  stop(graceMs: number): Promise<void>;
};

type Connection = {
  readonly socket: Socket;
  /** Answers under way, more than one only where requests are pipelined. */
  answers: number;
  latest?: { readonly request: IncomingMessage; readonly response: ServerResponse } | undefined;
  waitingSinceMs: number;
  deadline?: NodeJS.Timeout | undefined;
};

/** How long a connection that has not asked for anything yet is left open when the server stops. */
const lastWordsMs = 50;

/**
 * Keeps a server's connections within limits. Node's own time-outs are looked after by a timer that never rests;
 * here a timer runs only while a connection is open. And where Node turns newcomers away at the limit, so that a few
 * dozen silent connections shut everybody out, here the silent ones go.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): Connections {
  /** The one that has waited longest comes first. */
  const open = new Map<Socket, Connection>();
  let stopping = false;

  server.on('connection', (socket: Socket) => {
    if (open.size >= limits.most && !dropLongestWaiting(open)) {
      socket.destroy();
      return;
    }
    const connection: Connection = { socket, answers: 0, waitingSinceMs: performance.now() };
    open.set(socket, connection);
    watch(connection, limits.requestMs);
    socket.once('close', () => {
      clearTimeout(connection.deadline);
      open.delete(socket);
    });
  });

  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = open.get(request.socket);
    if (connection === undefined) return;
    connection.answers += 1;
    connection.latest = { request, response };
    if (stopping) response.shouldKeepAlive = false;
    response.once('close', () => {
      connection.answers -= 1;
      connection.waitingSinceMs = performance.now();
      open.delete(connection.socket);
      if (connection.socket.destroyed) return;
      open.set(connection.socket, connection);
      if (stopping && connection.answers === 0) connection.socket.destroySoon();
      else watch(connection, limits.requestMs);
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
      }, lastWordsMs);
      const rest = setTimeout(() => {
        for (const { socket } of open.values()) socket.destroy();
      }, graceMs);
      await closed;
      clearTimeout(silent);
      clearTimeout(rest);
    },
  };
}

/** No whole request is here: nothing was sent, half a header, or a body that does not come. */
function isWaiting({ answers, latest }: Connection): boolean {
  return answers === 0 || latest?.request.complete !== true;
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

/** One timer per connection, not one per request: when it rings it looks whether there is still anything to wait for. */
function watch(connection: Connection, requestMs: number): void {
  if (connection.deadline !== undefined) return;
  const ring = (): void => {
    delete connection.deadline;
    if (!isWaiting(connection)) return;
    const leftMs = connection.waitingSinceMs + requestMs - performance.now();
    if (leftMs <= 0) connection.socket.destroy();
    else connection.deadline = setTimeout(ring, Math.ceil(leftMs)).unref();
  };
  connection.deadline = setTimeout(ring, requestMs).unref();
}
