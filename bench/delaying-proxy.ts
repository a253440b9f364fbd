import { setTimeout as sleep } from 'node:timers/promises';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Forwards connections to a port of this machine as a network with that round trip would: every
 * piece arrives half of it later, in either direction. Opening a connection takes a round trip, too.
 * Resolves with the proxy's own port.
 */
export async function startDelayingProxy(port: number, roundTripMs: number): Promise<number> {
  const server = createServer({ noDelay: true }, (client) => {
    const service = connect({ port, host: '127.0.0.1', noDelay: true });
    // The kernel has accepted already: the handshake's round trip is added to what comes first.
    forward(client, service, { delayMs: roundTripMs / 2, firstDelayMs: roundTripMs * 1.5 });
    forward(service, client, { delayMs: roundTripMs / 2, firstDelayMs: roundTripMs / 2 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function forward(
  from: Socket,
  to: Socket,
  { delayMs, firstDelayMs }: { readonly delayMs: number; readonly firstDelayMs: number },
): void {
  const firstAtMs = performance.now() + firstDelayMs;
  let last = Promise.resolve();
  // One after the other: timers of different lengths may overtake each other.
  const later = (act: () => void): void => {
    const atMs = Math.max(firstAtMs, performance.now() + delayMs);
    last = last.then(() => sleep(Math.max(0, atMs - performance.now()))).then(act);
  };
  from
    .on('data', (piece) => later(() => to.write(piece)))
    .on('end', () => later(() => to.end()))
    .on('error', () => later(() => to.destroy()));
}
