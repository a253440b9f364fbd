import assert from 'node:assert/strict';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { Failure, type FailureKind } from '../../../../src/domain/failure.ts';
import { Secret } from '../../../../src/domain/secret.ts';
import { createNodeClock } from '../../../../src/host/clock.ts';
import { createNodeHttp } from '../../../../src/host/http/http.ts';
import type { Clock, HttpRequest } from '../../../../src/host/host.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { testTimeoutMs } from '../../../support/until.ts';

const never = new AbortController().signal;

async function serve(t: TestContext, handler: http.RequestListener): Promise<URL> {
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

function ask(url: URL, more: Partial<HttpRequest> = {}, clock: Clock = createNodeClock()) {
  return createNodeHttp({ clock, env: {} }).request({
    method: 'GET',
    url,
    headers: {},
    signal: never,
    ...more,
  });
}

async function failsWith(
  kind: FailureKind,
  code: string | undefined,
  work: Promise<unknown>,
): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof Failure, String(error));
    assert.equal(error.kind, kind);
    assert.equal(error.detail?.code, code);
    return true;
  });
}

test('sends method, headers with opened secrets and body; returns status, headers and text', async (t) => {
  const seen: unknown[] = [];
  const url = await serve(t, (request, response) => {
    request.setEncoding('utf8');
    request.on('data', (body) =>
      seen.push(
        request.method,
        request.headers['authorization'],
        request.headers['content-length'],
        body,
      ),
    );
    request.on('end', () => response.writeHead(418, { 'X-Mood': 'short and stout' }).end('kéttle'));
  });
  const answer = await ask(url, {
    method: 'POST',
    headers: { Authorization: new Secret('Bearer k1') },
    body: '{"é":1}',
  });
  assert.deepEqual(seen, ['POST', 'Bearer k1', '8', '{"é":1}']);
  assert.equal(answer.status, 418);
  assert.equal(answer.headers['x-mood'], 'short and stout');
  assert.equal(answer.body, 'kéttle');
});

test('a body over 1 MiB is given up while it is read', async (t) => {
  let written = 0;
  const url = await serve(t, (_, response) => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const write = () => {
      while (!response.destroyed) {
        written += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', write);
      }
    };
    write();
  });
  await failsWith('unreadable-answer', 'too-large', ask(url));
  assert.ok(written < 64 * 1024 * 1024, `the server could send ${written} bytes`);
});

test('exactly 1 MiB is still read', async (t) => {
  const url = await serve(t, (_, response) => response.end('x'.repeat(1024 * 1024)));
  assert.equal((await ask(url)).body.length, 1024 * 1024);
});

test('a silent server, and one that stops in the middle of a response, time out', async (t) => {
  const clock = manualClock(0);
  const silent = await serve(t, () => void clock.pass(60));
  await failsWith('timed-out', 'deadline', ask(silent, { timeoutMs: 60 }, clock));
  const stalling = await serve(t, (_, response) => void response.write('{', () => clock.pass(60)));
  await failsWith('timed-out', 'deadline', ask(stalling, { timeoutMs: 60 }, clock));
  assert.equal(clock.waiting, 0);
});

test('an aborted signal ends the request with its own reason', async (t) => {
  const url = await serve(t, () => controller.abort(new Failure('cancelled', 'enough')));
  const controller = new AbortController();
  await failsWith('cancelled', undefined, ask(url, { signal: controller.signal }));
  await failsWith('cancelled', undefined, ask(url, { signal: controller.signal }));
});

test('a redirect is followed within the same origin only', async (t) => {
  const foreign: string[] = [];
  const elsewhere = await serve(t, (request, response) => {
    foreign.push(request.url ?? '');
    response.end('stolen');
  });
  const url = await serve(t, (request, response) => {
    if (request.url === '/near') return void response.writeHead(302, { Location: '/usages' }).end();
    if (request.url === '/usages') return void response.end('home');
    if (request.url === '/loop') return void response.writeHead(302, { Location: '/loop' }).end();
    if (request.url === '/broken')
      return void response.writeHead(302, { Location: 'http://[' }).end();
    return void response.writeHead(307, { Location: elsewhere.href }).end();
  });
  assert.equal((await ask(new URL('/near', url))).body, 'home');
  await failsWith('invalid-request', 'refused-redirect', ask(new URL('/far', url)));
  await failsWith('invalid-request', 'refused-redirect', ask(new URL('/loop', url)));
  await failsWith('invalid-request', 'refused-redirect', ask(new URL('/broken', url)));
  await failsWith(
    'invalid-request',
    'refused-redirect',
    ask(new URL('/near', url), { method: 'POST' }),
  );
  assert.deepEqual(foreign, []);
});

test('network errors are named: refused, hung up, not HTTP, unknown host', async (t) => {
  const closed = http.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => closed.once('listening', resolve));
  const port = (closed.address() as AddressInfo).port;
  await new Promise((resolve) => closed.close(resolve));
  await failsWith('offline', 'connection-refused', ask(new URL(`http://127.0.0.1:${port}/`)));
  const rude = await serve(t, (request) => request.socket.destroy());
  await failsWith('offline', 'network', ask(rude));
  const mumbling = net
    .createServer((socket) => void socket.on('error', () => {}).end('SSH-2.0-OpenSSH\r\n\r\n'))
    .listen(0, '127.0.0.1');
  t.after(() => mumbling.close());
  await new Promise((resolve) => mumbling.once('listening', resolve));
  await failsWith(
    'unreadable-answer',
    'not-json',
    ask(new URL(`http://127.0.0.1:${(mumbling.address() as AddressInfo).port}/`)),
  );
  await failsWith('offline', 'dns', ask(new URL('http://kimi.invalid/')));
});

test(
  'an answer that switches protocols is none, and is not waited for',
  { timeout: testTimeoutMs },
  async (t) => {
    for (const ending of ['', 'Content-Length: 5\r\n']) {
      const server = net.createServer((socket) => {
        socket.once('data', () =>
          socket.end(
            `HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n${ending}\r\n`,
          ),
        );
      });
      server.listen(0, '127.0.0.1');
      t.after(() => server.close());
      await new Promise((resolve) => server.once('listening', resolve));
      const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await failsWith('unreadable-answer', 'not-json', ask(url, { timeoutMs: 5000 }));
    }
  },
);

test('a header that cannot be sent is a bug, not an outage', async (t) => {
  const url = await serve(t, (_, response) => void response.end());
  const impossible = [{ 'X-Mood': 'line\nbreak' }, { 'X Mood': 'blank in the name' }];
  for (const headers of impossible) {
    await assert.rejects(ask(url, { headers }), (error) => {
      assert.ok(error instanceof TypeError && !(error instanceof Failure), String(error));
      return true;
    });
  }
});

test('without a limit of its own a request takes as long as its signal allows', async (t) => {
  const clock = manualClock(0);
  const url = await serve(
    t,
    (_, response) => void clock.pass(600_000).then(() => response.end('late')),
  );
  assert.equal((await ask(url, {}, clock)).body, 'late');
  assert.equal(clock.waiting, 0);
});
