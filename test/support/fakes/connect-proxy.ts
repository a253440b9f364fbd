import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A proxy that tunnels every host name to one port of this machine, and records the requests. */
export type ConnectProxy = {
  readonly port: number;
  readonly tunnels: readonly { readonly to: string; readonly headers: IncomingHttpHeaders }[];
};

/**
 * Starts one and closes it after the test. With `refuse` it responds with that status instead of
 * opening a tunnel.
 */
export async function startConnectProxy(
  t: Pick<TestContext, 'after'>,
  { targetPort, refuse }: { targetPort: number; refuse?: number | undefined },
): Promise<ConnectProxy> {
  const tunnels: { to: string; headers: IncomingHttpHeaders }[] = [];
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connection', track);
  server.on('connect', (request, client: Socket) => {
    tunnels.push({ to: request.url ?? '', headers: request.headers });
    if (refuse !== undefined) return void client.end(`HTTP/1.1 ${refuse} Refused\r\n\r\n`);
    const upstream = track(
      connect(targetPort, '127.0.0.1', () =>
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n'),
      ),
    );
    client.pipe(upstream).pipe(client);
    client.once('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, tunnels };
}
