import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Clock } from '../host/host.ts';
import { recordRequest, type RecordedRequest } from './recorded-request.ts';
import { sendReply, type Reply } from './reply.ts';

export type SimulatorServerOptions = {
  readonly clock: Clock;
  /** 0 for any free one. */
  readonly port: number;
  /** PEM texts: the server then speaks HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
  /** The simulated time, epoch milliseconds. */
  readonly nowMs: () => number;
  readonly respond: (request: RecordedRequest, port: number) => Reply;
};

const maxRecordedRequests = 1000;

/** The HTTP side of the simulator: records requests and carries out replies, broken ones too. */
export class SimulatorServer {
  /** The latest thousand, oldest first, in the order in which they were complete. */
  readonly requests: RecordedRequest[] = [];
  readonly #options: SimulatorServerOptions;
  readonly #server: Server;
  readonly #closing = new AbortController();
  /** Node's `closeAllConnections` misses connections that are still in their TLS handshake. */
  readonly #sockets = new Set<Socket>();
  #port = 0;

  constructor(options: SimulatorServerOptions) {
    this.#options = options;
    const handle = (incoming: IncomingMessage, response: ServerResponse) =>
      this.#handle(incoming, response);
    const { tls } = options;
    this.#server = tls === undefined ? createServer(handle) : createTlsServer(tls, handle);
    this.#server.on('connection', (socket: Socket) => this.#track(socket));
  }

  get origin(): string {
    return `${this.#options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${this.#port}`;
  }

  /** Resolves with the port; rejects with the system's error if it is not available. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    // A connection that cannot be accepted concerns only its caller.
    this.#server.on('error', () => undefined);
    // A caller that does not speak HTTP, or not the expected TLS, loses its connection.
    this.#server.on('clientError', (_error, socket) => socket.destroy());
    const address = this.#server.address();
    this.#port = address !== null && typeof address === 'object' ? address.port : 0;
    return this.#port;
  }

  /** Drops every connection, hanging ones too, and frees the port. May be called again. */
  close(): Promise<void> {
    this.#closing.abort();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  #handle(incoming: IncomingMessage, response: ServerResponse): void {
    // Callers disconnect at any moment; that ends their connection and nothing else.
    response.on('error', () => response.destroy());
    void this.#serve(incoming, response).catch(() => response.destroy());
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await recordRequest(incoming, this.#options.nowMs);
    if (request === undefined) {
      response.destroy();
      return;
    }
    this.requests.push(request);
    if (this.requests.length > maxRecordedRequests) this.requests.shift();
    const reply = this.#options.respond(request, this.#port);
    response.setHeader('date', new Date(this.#options.nowMs()).toUTCString());
    await sendReply(response, reply, {
      clock: this.#options.clock,
      closing: this.#closing.signal,
    });
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
