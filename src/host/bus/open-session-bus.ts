import { connect, type Socket } from 'node:net';
import type { Env } from '../host.ts';
import { authenticate } from './authenticate.ts';
import { busAddresses, type BusAddress } from './bus-address.ts';
import { BusConnection } from './bus-connection.ts';
import type { SessionBus } from './session-bus.ts';

/** Connects to the session's bus. Undefined if there is none or it rejects this user. */
export async function openSessionBus(env: Env): Promise<SessionBus | undefined> {
  for (const address of busAddresses(env)) {
    const stream = await connectTo(address);
    if (stream === undefined) continue;
    if (!(await authenticate(stream))) {
      stream.destroy();
      continue;
    }
    const connection = new BusConnection(stream);
    try {
      await connection.sayHello();
      return connection;
    } catch {
      connection.close();
    }
  }
  return undefined;
}

async function connectTo(address: BusAddress): Promise<Socket | undefined> {
  const stream = await new Promise<Socket | undefined>((resolve) => {
    const socket = 'path' in address ? connect(address.path) : connect(address.port, address.host);
    socket.once('connect', () => resolve(socket)).once('error', () => resolve(undefined));
  });
  // After an error a socket closes, and everything else follows from that.
  stream?.on('error', () => stream.destroy()).setNoDelay();
  return stream;
}
