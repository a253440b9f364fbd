import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { WindowId } from '../domain/quota-window.ts';
import type { Clock } from '../host/host.ts';
import { createAccountBooks } from './account-books.ts';
import { respondTo } from './respond.ts';
import { demoAccounts, type SimulatedAccount } from './demo-accounts.ts';
import { readRequest } from './read-request.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { scenarios, type ScenarioName } from './scenarios.ts';
import { sendReply } from './send-reply.ts';
import { createSimulatedClock } from './simulated-clock.ts';

export type SimulatorOptions = {
  readonly clock: Clock;
  /** `everyday` where absent. */
  readonly scenario?: ScenarioName | undefined;
  /** Any free one where absent. */
  readonly port?: number | undefined;
  /** Simulated milliseconds per real one, 1 where absent. Delays of slow answers are always real. */
  readonly speed?: number | undefined;
  /** Who is known; the two demo accounts where absent. The first is the one that unnamed wishes concern. */
  readonly accounts?: readonly SimulatedAccount[] | undefined;
  /** PEM texts: then it speaks HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
};

/** A running simulated Kimi. */
export type Simulator = {
  readonly port: number;
  /** For `KIMI_CODE_BASE_URL`. */
  readonly codeBaseUrl: string;
  /** For `KIMI_WEB_BASE_URL`. */
  readonly webBaseUrl: string;
  /** The latest thousand, oldest first, in the order they were read to their end. */
  readonly requests: readonly RecordedRequest[];
  /** The simulated time, epoch milliseconds: the resets it names are in this time. */
  now(): number;
  /** Starts another story from its beginning, now. */
  setScenario(name: ScenarioName): void;
  /** Spends requests (or percent of the monthly pool) of one window, over the limit if need be. */
  use(windowId: WindowId, amount: number, accountName?: string): void;
  /** Moves the simulated time forward. */
  advance(ms: number): void;
  /** Drops every connection, also hanging ones, and frees the port. May be called again. */
  close(): Promise<void>;
};

const keptRequests = 1000;

/**
 * Starts a simulated Kimi on 127.0.0.1: the Code API and the web gateway, with quotas that are used up and reset as its
 * time goes by. Rejects with the system's error where the port can't be had.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const accounts = options.accounts ?? demoAccounts;
  const time = createSimulatedClock(options.clock, options.speed ?? 1);
  const requests: RecordedRequest[] = [];
  const closing = new AbortController();
  let scenario = scenarios[options.scenario ?? 'everyday'];
  const books = createAccountBooks(scenario.start, () => time.now());

  const server =
    options.tls === undefined ? createServer(handle) : createTlsServer(options.tls, handle);
  const sockets = trackSockets(server);
  const port = await listen(server, options.port ?? 0);
  const origin = `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, () => time.now());
    if (request === undefined) {
      response.destroy();
      return;
    }
    requests.push(request);
    if (requests.length > keptRequests) requests.shift();
    const world = { scenario, accounts, quotasOf: books.quotasOf, nowMs: request.atMs, port };
    await sendReply(response, respondTo(request, world), options.clock, closing.signal);
  }

  function handle(incoming: IncomingMessage, response: ServerResponse): void {
    // Callers break off at any moment; that ends their connection and nothing else.
    response.on('error', () => response.destroy());
    void serve(incoming, response).catch(() => response.destroy());
  }

  return {
    port,
    codeBaseUrl: `${origin}/coding/v1`,
    webBaseUrl: origin,
    requests,
    now: () => time.now(),
    setScenario(name) {
      scenario = scenarios[name];
      books.restart(scenario.start);
    },
    use(windowId, amount, accountName) {
      const account =
        accountName === undefined ? accounts[0] : accounts.find(({ name }) => name === accountName);
      if (account !== undefined) books.use(account, windowId, amount);
    },
    advance: (ms) => time.advance(ms),
    close() {
      closing.abort();
      return closeServer(server, sockets);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // A connection that could not be accepted is its caller's trouble.
      server.on('error', () => undefined);
      // What is not HTTP, or not the TLS expected, costs its sender the connection.
      server.on('clientError', (_error, socket) => socket.destroy());
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

/** All open connections of a server. Node's own `closeAllConnections` misses those still in their TLS handshake. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}
