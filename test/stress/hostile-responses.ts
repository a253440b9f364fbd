import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { failurePolicy } from '../../src/domain/failure.ts';
import { runProgram } from '../support/run-program.ts';
import { patienceMs } from '../support/until.ts';
import { faultIn } from '../support/drawn-faces.ts';
import { attempt, type StressContext } from './stress-context.ts';

type Service = (
  socket: Socket,
  facts: { readonly elsewhere: number; readonly request: string },
) => void;

const json = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const whole = (head: string, body = ''): string =>
  `${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;

/** Sends as long as the other side reads. */
function flood(socket: Socket, piece: string, everyMs = 0): void {
  const send = (): void => {
    if (socket.destroyed) return;
    if (everyMs > 0) return void (socket.write(piece), setTimeout(send, everyMs));
    if (socket.write(piece)) setImmediate(send);
    else socket.once('drain', send);
  };
  send();
}

const redirect = (status: number, to: string): string =>
  whole(`HTTP/1.1 ${status} Go\r\nLocation: ${to}\r\n`);
const echoed = (request: string): string => /authorization: (.+)/i.exec(request)?.[1] ?? '';

/** What Kimi, or a proxy in between, may send. No request may ever reach the port `elsewhere`. */
const services: Readonly<Record<string, Service>> = {
  'redirect to another port': (socket, { elsewhere }) =>
    socket.end(redirect(302, `http://127.0.0.1:${elsewhere}/coding/v1/usages`)),
  'redirect to another name': (socket, { elsewhere }) =>
    socket.end(redirect(301, `http://localhost:${elsewhere}/`)),
  'redirect with user info': (socket, { elsewhere }) =>
    socket.end(redirect(307, `http://kimi@127.0.0.1:${elsewhere}/`)),
  'redirect to a file': (socket) => socket.end(redirect(302, 'file:///etc/passwd')),
  'redirect to nowhere': (socket) => socket.end(redirect(308, 'http://[/')),
  'endless redirects': (socket) => socket.end(redirect(302, `/coding/v1/usages?${randomUUID()}`)),
  'an endless body': (socket) => (
    socket.write(`${json}\r\n{"usage":"`),
    flood(socket, 'x'.repeat(65_536))
  ),
  'endless chunks': (socket) => (
    socket.write(`${json}Transfer-Encoding: chunked\r\n\r\n`),
    flood(socket, `4000\r\n${' '.repeat(0x4000)}\r\n`)
  ),
  'a body, a byte at a time': (socket) => (
    socket.write(`${json}Content-Length: 900000\r\n\r\n`),
    flood(socket, ' ', 20)
  ),
  'endless headers': (socket) => (
    socket.write(json),
    flood(socket, `X-${'y'.repeat(1000)}: z\r\n`)
  ),
  'headers, a byte at a time': (socket) => (socket.write(`${json}X: `), flood(socket, 'y', 20)),
  'endless early hints': (socket) =>
    flood(socket, 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'),
  'a body that claims to be compressed': (socket) =>
    socket.end(whole(`${json}Content-Encoding: gzip\r\n`, '\u001f\u008b'.repeat(9999))),
  'a wrong length': (socket) => socket.end(`${json}Content-Length: 99\r\n\r\n{}`),
  'two lengths': (socket) => socket.end(`${json}Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}`),
  'no HTTP': (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'),
  'a protocol upgrade': (socket) =>
    socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
  'a Retry-After of a hundred years': (socket) =>
    socket.end(whole('HTTP/1.1 429 No\r\nRetry-After: 3155760000\r\n')),
  'a negative Retry-After': (socket) =>
    socket.end(whole('HTTP/1.1 429 No\r\nRetry-After: -1e99\r\n')),
  'the key back, as an error': (socket, { request }) =>
    socket.end(whole('HTTP/1.1 500 Oops\r\n', `${echoed(request)} ${request}`)),
  'the key back, as a name': (socket, { request }) => {
    const body = {
      usage: { limit: '100', used: '1', name: echoed(request) },
      user: { membership: { level: echoed(request) } },
    };
    socket.end(whole(json, JSON.stringify(body)));
  },
  'the key back, as a reason': (socket, { request }) =>
    socket.end(whole(`HTTP/1.1 403 ${echoed(request)}\r\n`, echoed(request))),
  'deep nesting': (socket) =>
    socket.end(whole(json, `{"usage":${'['.repeat(400_000)}${']'.repeat(400_000)}}`)),
  'a __proto__ key': (socket) =>
    socket.end(whole(json, '{"__proto__":{"usage":{"limit":1}},"constructor":{"prototype":1}}')),
};

/**
 * The built program with a hostile Kimi: it ends with a failure of a known kind, and shows no one
 * the key.
 */
export async function stressHostileResponses(context: StressContext): Promise<void> {
  const result = context.result('hostile responses of Kimi');
  let strayed = '';
  const elsewhere = await listen(
    context,
    (socket) => void socket.on('data', (bytes) => (strayed += bytes.toString('latin1'))),
  );
  for (const [name, serve] of Object.entries(services)) {
    const port = await listen(context, (socket) => {
      socket.once('data', (bytes) =>
        serve(socket, { elsewhere, request: bytes.toString('latin1') }),
      );
    });
    const env = { KIMI_CODE_API_KEY: context.key, KIMI_CODE_BASE_URL: `http://127.0.0.1:${port}` };
    for (const format of ['text', 'json']) {
      await attempt(result, `${name}, ${format}`, async () => {
        const run = await runProgram(['usage', '-v', '--timeout', '1', '--format', format], {
          env,
          home: context.folder('service'),
          onStart: (child) => setTimeout(() => child.kill('SIGKILL'), patienceMs).unref(),
        });
        context.record(run.stdout + run.stderr);
        const known = new Set([0, ...Object.values(failurePolicy).map(({ exitCode }) => exitCode)]);
        assert.ok(known.has(run.exitCode ?? -1), `exit code ${run.exitCode}: ${run.stderr}`);
        assert.equal(faultIn(run.stdout + run.stderr), undefined);
        assert.equal(strayed, '', 'a request went elsewhere');
      });
    }
  }
}

async function listen(
  context: StressContext,
  onConnection: (socket: Socket) => void,
): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}
