import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A server instead of a proxy, which misbehaves as the test says. */
export type TrickProxy = {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  readonly open: ReadonlySet<Socket>;
  /** All bytes that it received, as Latin-1. */
  readonly received: string;
};

/** Starts one and ends it after the test. `onData` is called once for each connection. */
export async function startTrickProxy(
  t: Pick<TestContext, 'after'>,
  onData: (socket: Socket) => void = () => {},
): Promise<TrickProxy> {
  const open = new Set<Socket>();
  let received = '';
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    socket.on('data', (bytes) => (received += bytes.toString('latin1')));
    socket.once('data', () => onData(socket));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    open,
    get received() {
      return received;
    },
  };
}

/** Writes without end, as fast as the other side reads. */
export function flood(socket: Socket, piece: string): void {
  const write = (): void => {
    while (!socket.destroyed) {
      if (!socket.write(piece)) return void socket.once('drain', write);
    }
  };
  write();
}
