import { connect, type Socket } from 'node:net';
import { createNodeClock } from '../clock.ts';
import type { Clock, Env } from '../host.ts';
import { within } from '../within.ts';
import { authenticate } from './authenticate.ts';
import { busAddresses, type BusAddress } from './bus-address.ts';
import { BusConnection } from './bus-connection.ts';
import type { SessionBus } from './session-bus.ts';

/** A bus takes milliseconds; what takes longer is something else, or hangs. */
const handshakeTimeoutMs = 5_000;

/**
 * Connects to the session's bus. Undefined if there is none, it rejects this user or does not
 * respond in time.
 */
export async function openSessionBus(
  env: Env,
  clock: Pick<Clock, 'now' | 'sleep'> = createNodeClock(),
): Promise<SessionBus | undefined> {
  for (const address of busAddresses(env)) {
    const limit = { clock, ms: handshakeTimeoutMs };
    const bus = await within(limit, (signal) => openBus(address, signal));
    if (bus !== undefined) return bus;
  }
  return undefined;
}

/** Undefined also if the signal aborts first. */
async function openBus(address: BusAddress, signal: AbortSignal): Promise<SessionBus | undefined> {
  const stream = 'path' in address ? connect(address.path) : connect(address.port, address.host);
  const stop = (): void => void stream.destroy();
  // After an error a socket closes, and everything else follows from that.
  stream.on('error', stop);
  signal.addEventListener('abort', stop, { once: true });
  try {
    if ((await isConnected(stream)) && (await authenticate(stream))) {
      const connection = new BusConnection(stream);
      await connection.sayHello();
      return connection;
    }
  } catch {
    // Not a bus: it hung up, or does not speak its protocol.
  } finally {
    signal.removeEventListener('abort', stop);
  }
  stop();
  return undefined;
}

function isConnected(stream: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    stream
      .once('connect', () => {
        stream.setNoDelay();
        resolve(true);
      })
      .once('close', () => resolve(false));
  });
}
