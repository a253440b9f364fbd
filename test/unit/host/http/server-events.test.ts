import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { Secret } from '../../../../src/domain/secret.ts';
import { readServerEvents } from '../../../../src/host/http/server-events.ts';

async function serve(t: TestContext, handler: http.RequestListener): Promise<URL> {
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const failOnEvent = () => assert.fail('no event was complete');

test('reads the events until the stream ends, with the token in the header', async (t) => {
  const url = await serve(t, (request, response) => {
    assert.equal(request.headers.authorization, 'Bearer t1');
    response.write('retry: 3000\n\n: heartbeat\n\ndata: {"a":');
    response.end('1}\n\ndata: 2\n\ndata: cut short');
  });
  const seen: string[] = [];
  const { signal } = new AbortController();
  await readServerEvents({ url, token: new Secret('t1'), signal }, (data) => seen.push(data));
  assert.deepEqual(seen, ['{"a":1}', '2']);
});

test('an event without end is given up, other statuses and aborts give no event', async (t) => {
  const url = await serve(t, ({ url: path }, response) => {
    if (path === '/401') return void response.writeHead(401).end('data: x\n\n');
    const write = (): void => {
      while (!response.destroyed) {
        if (!response.write('data: '.repeat(10_000))) return void response.once('drain', write);
      }
    };
    write();
  });
  const { signal } = new AbortController();
  await readServerEvents({ url, signal }, failOnEvent);
  await readServerEvents({ url: new URL('/401', url), signal }, failOnEvent);
  await readServerEvents({ url, signal: AbortSignal.abort() }, failOnEvent);
});
