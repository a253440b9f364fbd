import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type ConnectionLimits = {
  /** A new connection above this replaces the one that has been waiting for its client longest. */
  readonly maxConnections: number;
  /** Requests sent ahead on one connection; a client that sends more is disconnected. */
  readonly maxPipelined: number;
  /** From connecting, or from the previous response, until a request has arrived; milliseconds. */
  readonly requestTimeoutMs: number;
  /**
   * How long a client may leave a complete response unread, in milliseconds; up to twice as long
   * passes before it is disconnected. Responses that are still being written (event streams) have
   * no limit.
   */
  readonly responseTimeoutMs: number;
  /** The system's timers by default. */
  readonly timers?: Timers | undefined;
};

/** Time that never jumps, unlike the wall clock. */
export type Timers = {
  /** Milliseconds since any moment in the past. */
  now(): number;
  /** Calls `ring` after `ms`; the returned function cancels that. */
  after(ms: number, ring: () => void): () => void;
};

export type Connections = {
  /**
   * Gives running responses `graceMs` to finish and new connections a moment to send their request,
   * then closes all.
   */
  stop(graceMs: number): Promise<void>;
};

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

type Connection = {
  readonly socket: Socket;
  /** Under way, oldest first; more than one only if requests are pipelined. */
  readonly exchanges: Exchange[];
  waitingSinceMs: number;
  /** The complete response that the client had not read at the last check. */
  unread?: ServerResponse | undefined;
  alarm?: { readonly dueMs: number; readonly cancel: () => void } | undefined;
};

/** How long a connection without a request stays open when the server stops. */
const stopGraceMs = 50;

const systemTimers: Timers = {
  now: () => performance.now(),
  after(ms, ring) {
    const timer = setTimeout(ring, ms).unref();
    return () => clearTimeout(timer);
  },
};

const replaceable = new WeakSet<object>();

/**
 * Lets a new connection replace the one that waits for this response: it is held back on purpose.
 */
export function markReplaceable(response: object): void {
  replaceable.add(response);
}

/**
 * Responds to a server's requests with `listener` and keeps its connections within limits. Node
 * checks its time-outs with a timer that always runs; here timers run only while a connection is
 * open. And at the limit Node rejects new connections, so that a few dozen clients that neither
 * send nor read lock out all others; here those are closed.
 */
export function limitConnections(
  server: Server,
  listener: RequestListener,
  limits: ConnectionLimits,
): Connections {
  return new LimitedConnections(server, listener, limits);
}

class LimitedConnections implements Connections {
  readonly #server: Server;
  readonly #limits: ConnectionLimits;
  readonly #timers: Timers;
  /** Sorted: the connection on which nothing has happened for longest comes first. */
  readonly #open = new Map<Socket, Connection>();
  #isStopping = false;

  constructor(server: Server, listener: RequestListener, limits: ConnectionLimits) {
    this.#server = server;
    this.#limits = limits;
    this.#timers = limits.timers ?? systemTimers;
    server.on('connection', (socket: Socket) => this.#add(socket));
    server.on('request', (request, response) => {
      if (this.#admit({ request, response })) listener(request, response);
    });
  }

  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const { exchanges } of this.#open.values()) {
      const latest = exchanges.at(-1);
      if (latest?.response.headersSent === false) latest.response.shouldKeepAlive = false;
    }
    const cancels = [
      this.#timers.after(stopGraceMs, () => this.#closeAll(awaitsRequest)),
      this.#timers.after(graceMs, () => this.#closeAll(() => true)),
    ];
    await closed;
    for (const cancel of cancels) cancel();
  }

  #add(socket: Socket): void {
    if (this.#open.size >= this.#limits.maxConnections && !this.#dropOne()) {
      socket.destroy();
      return;
    }
    const waitingSinceMs = this.#timers.now();
    const connection: Connection = { socket, exchanges: [], waitingSinceMs };
    this.#open.set(socket, connection);
    this.#checkWithin(connection, this.#limits.requestTimeoutMs);
    socket.once('close', () => {
      connection.alarm?.cancel();
      this.#open.delete(socket);
    });
  }

  /** False if the request is not to be responded to. */
  #admit(exchange: Exchange): boolean {
    const { request, response } = exchange;
    const connection = this.#open.get(request.socket);
    if (connection === undefined || connection.socket.destroyed) return false;
    const { socket, exchanges } = connection;
    if (exchanges.length >= this.#limits.maxPipelined) {
      socket.destroy();
      return false;
    }
    exchanges.push(exchange);
    this.#moveToEnd(connection);
    // Node would read a body that no route reads to its end before the next request.
    if (this.#isStopping || hasNeedlessBody(request)) response.shouldKeepAlive = false;
    response.once('close', () => this.#finish(connection, exchange));
    return true;
  }

  #finish(connection: Connection, exchange: Exchange): void {
    const { socket, exchanges } = connection;
    exchanges.splice(exchanges.indexOf(exchange), 1);
    connection.waitingSinceMs = this.#timers.now();
    if (socket.destroyed) return;
    this.#moveToEnd(connection);
    if (this.#isStopping && exchanges.length === 0) socket.destroySoon();
    else this.#checkWithin(connection, this.#limits.requestTimeoutMs);
  }

  #moveToEnd(connection: Connection): void {
    this.#open.delete(connection.socket);
    this.#open.set(connection.socket, connection);
  }

  #dropOne(): boolean {
    for (const connection of this.#open.values()) {
      if (!isReplaceable(connection)) continue;
      this.#open.delete(connection.socket);
      connection.socket.destroy();
      return true;
    }
    return false;
  }

  #closeAll(isMeant: (connection: Connection) => boolean): void {
    for (const connection of this.#open.values())
      if (isMeant(connection)) connection.socket.destroy();
  }

  /** One timer per connection, not per request: when it rings, it checks what is awaited. */
  #checkWithin(connection: Connection, ms: number): void {
    const dueMs = this.#timers.now() + ms;
    if (connection.alarm !== undefined && connection.alarm.dueMs <= dueMs) return;
    connection.alarm?.cancel();
    const cancel = this.#timers.after(Math.ceil(ms), () => this.#check(connection));
    connection.alarm = { dueMs, cancel };
  }

  #check(connection: Connection): void {
    connection.alarm = undefined;
    const { requestTimeoutMs, responseTimeoutMs } = this.#limits;
    if (awaitsRequest(connection)) {
      const leftMs = connection.waitingSinceMs + requestTimeoutMs - this.#timers.now();
      if (leftMs <= 0) connection.socket.destroy();
      else this.#checkWithin(connection, leftMs);
      return;
    }
    const unread = unreadResponse(connection);
    if (unread !== undefined && unread === connection.unread) connection.socket.destroy();
    else this.#checkWithin(connection, responseTimeoutMs);
    connection.unread = unread;
  }
}

/** Has no whole request arrived? Nothing was sent, half a header, or a part of the body. */
function awaitsRequest({ exchanges }: Connection): boolean {
  return exchanges.at(-1)?.request.complete !== true;
}

/** The response that is complete, but not read by the client. */
function unreadResponse({ exchanges }: Connection): ServerResponse | undefined {
  const response = exchanges[0]?.response;
  return response?.writableEnded === true ? response : undefined;
}

function isReplaceable(connection: Connection): boolean {
  const oldest = connection.exchanges[0]?.response;
  return (
    awaitsRequest(connection) ||
    unreadResponse(connection) !== undefined ||
    (oldest !== undefined && replaceable.has(oldest))
  );
}

function hasNeedlessBody({ method, headers }: IncomingMessage): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0)
  );
}
