import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A SOCKS proxy (RFC 1928 and 1929, and SOCKS4 with 4a) that tunnels everything to one port. */
export type SocksProxy = {
  readonly port: number;
  /** Each as `socks5 user:password@host:port`, without the user if there is none. */
  readonly tunnels: readonly string[];
};

/** Reads a connection's bytes in the pieces that the protocol has. */
class Reader {
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  async take(count: number): Promise<Buffer> {
    while (this.#bytes.length < count) await this.#more();
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }

  async takeText(length?: number): Promise<string> {
    if (length !== undefined) return (await this.take(length)).toString();
    while (!this.#bytes.includes(0)) await this.#more();
    const text = await this.take(this.#bytes.indexOf(0) + 1);
    return text.subarray(0, -1).toString();
  }

  async #more(): Promise<void> {
    const chunk = await new Promise<Buffer>((resolve, reject) => {
      this.#socket.once('data', resolve).once('close', reject);
    });
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
  }
}

/** Starts one and closes it after the test. */
export async function startSocksProxy(
  t: Pick<TestContext, 'after'>,
  { targetPort }: { readonly targetPort: number },
): Promise<SocksProxy> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const openTunnel = async (client: Socket): Promise<void> => {
    const { to, reply } = await acceptTunnel(client);
    tunnels.push(to);
    client.pause();
    const upstream = connect(targetPort, '127.0.0.1', () => client.write(reply));
    sockets.add(upstream.on('error', () => client.destroy()));
    client.pipe(upstream).pipe(client);
    client.once('close', () => upstream.destroy());
  };
  const server = createServer((client) => {
    sockets.add(client.on('error', () => client.destroy()));
    openTunnel(client).catch(() => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, tunnels };
}

type Tunnel = { readonly to: string; readonly reply: Buffer };

async function acceptTunnel(client: Socket): Promise<Tunnel> {
  const reader = new Reader(client);
  const [version] = await reader.take(1);
  return version === 4 ? await acceptVersion4(reader) : await acceptVersion5(reader, client);
}

async function acceptVersion4(reader: Reader): Promise<Tunnel> {
  const request = await reader.take(7);
  const user = await reader.takeText();
  const address = [...request.subarray(3)];
  const isNamed = address.slice(0, 3).every((byte) => byte === 0);
  const host = isNamed ? await reader.takeText() : address.join('.');
  const sign = user === '' ? '' : `${user}@`;
  const reply = Buffer.from([0, 90, 0, 0, 0, 0, 0, 0]);
  return { to: `socks4 ${sign}${host}:${request.readUInt16BE(1)}`, reply };
}

async function acceptVersion5(reader: Reader, client: Socket): Promise<Tunnel> {
  const methods = await reader.take((await reader.take(1))[0]!);
  const signsIn = methods.includes(2);
  client.write(Buffer.from([5, signsIn ? 2 : 0]));
  let sign = '';
  if (signsIn) {
    const user = await reader.takeText((await reader.take(2))[1]!);
    sign = `${user}:${await reader.takeText((await reader.take(1))[0]!)}@`;
    client.write(Buffer.from([1, 0]));
  }
  const kind = (await reader.take(4))[3];
  const host =
    kind === 3
      ? await reader.takeText((await reader.take(1))[0]!)
      : [...(await reader.take(4))].join('.');
  const port = (await reader.take(2)).readUInt16BE(0);
  const reply = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return { to: `socks5 ${sign}${host}:${port}`, reply };
}
