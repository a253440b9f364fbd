import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import {
  limitConnections,
  type ConnectionLimits,
  type Connections,
} from '../../../../src/host/http/http-connections.ts';

type Stage = { readonly port: number; readonly connections: Connections };

/** A server with these limits on a free port of this computer. */
export async function stage(
  t: TestContext,
  limits: ConnectionLimits,
  listener: RequestListener,
): Promise<Stage> {
  const server = createServer({ connectionsCheckingInterval: 2 ** 31 - 1 });
  const connections = limitConnections(server, listener, limits);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, connections };
}

/** A client that sends these bytes and reads whatever comes. */
export function open(port: number, bytes = ''): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}).resume();
  socket.write(bytes);
  return socket;
}

/** Limits that no test reaches. */
export const roomy = {
  maxConnections: 64,
  maxPipelined: 8,
  requestTimeoutMs: 10_000,
  responseTimeoutMs: 30_000,
};
