import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  get,
  Agent,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import {
  limitConnections,
  markReplaceable,
  type ConnectionLimits,
  type Connections,
  type Timers,
} from '../../../../src/host/http/http-connections.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { until } from '../../../support/until.ts';

type Stage = { readonly port: number; readonly connections: Connections };

async function stage(
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

function open(port: number, bytes = ''): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}).resume();
  socket.write(bytes);
  return socket;
}

async function ask(port: number, agent?: Agent): Promise<string> {
  const [answer] = (await once(get({ port, host: '127.0.0.1', agent }), 'response')) as [
    IncomingMessage,
  ];
  let text = '';
  for await (const part of answer) text += String(part);
  return text;
}

const roomy = {
  maxConnections: 64,
  maxPipelined: 8,
  requestTimeoutMs: 10_000,
  responseTimeoutMs: 30_000,
};

test('a newcomer takes the place of whoever has kept silent longest', async (t) => {
  const { port } = await stage(t, { ...roomy, maxConnections: 3 }, (_request, response) =>
    response.end('well'),
  );
  const silent: Socket[] = [];
  for (let at = 0; at < 3; at += 1) {
    const socket = open(port, 'GET /');
    await once(socket, 'connect');
    silent.push(socket);
  }
  const first = once(silent[0]!, 'close');
  assert.equal(await ask(port), 'well');
  await first;
  assert.deepEqual(
    silent.map(({ destroyed }) => destroyed),
    [true, false, false],
  );
});

test('who is being answered is never sent away; then a newcomer is', async (t) => {
  const held: (() => void)[] = [];
  const { port } = await stage(t, { ...roomy, maxConnections: 2 }, (_request, response) =>
    held.push(() => response.end('late')),
  );
  const answers = [ask(port), ask(port)];
  while (held.length < 2) await new Promise(setImmediate);
  await assert.rejects(ask(port), { code: 'ECONNRESET' });
  held.forEach((release) => release());
  assert.deepEqual(await Promise.all(answers), ['late', 'late']);
});

test('a request must be here as a whole in time, header and body', async (t) => {
  const { port } = await stage(
    t,
    { ...roomy, requestTimeoutMs: 60 },
    (request, response) => void request.resume().on('end', () => response.end()),
  );
  const body = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1';
  await Promise.all(
    ['', 'GET / HTTP/1.1\r\nHost: ', body].map((bytes) => once(open(port, bytes), 'close')),
  );
});

test('a response may take its time, and each request on a connection has its own limit', async (t) => {
  const { port } = await stage(t, { ...roomy, requestTimeoutMs: 60 }, (_request, response) => {
    // The limit has passed once it has ended a request that was begun after this one.
    open(port, 'GET / HTTP/1.1').once('close', () => response.end('slow'));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  assert.equal(await ask(port, agent), 'slow');
  assert.equal(await ask(port, agent), 'slow');
});

test('stopping lets answers under way finish, and takes requests that were on their way', async (t) => {
  const held: (() => void)[] = [];
  const { port, connections } = await stage(t, roomy, (request, response) => {
    if (request.url === '/late') response.end('in time');
    else held.push(() => response.end('finished'));
  });
  const answer = ask(port);
  while (held.length === 0) await new Promise(setImmediate);
  const newcomer = open(port);
  await once(newcomer, 'connect');
  // The server must have taken it before it stops taking any.
  await exchange(port);
  const stopped = connections.stop(5000);
  let said = '';
  newcomer.on('data', (part) => (said += String(part)));
  newcomer.write('GET /late HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(newcomer, 'close');
  assert.match(said, /in time/);
  assert.match(said, /Connection: close/i);
  held.forEach((release) => release());
  assert.equal(await answer, 'finished');
  await stopped;
});

/** A whole exchange: whatever connected before it has been accepted. */
async function exchange(port: number): Promise<void> {
  const socket = open(port, 'GET /late HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await once(socket, 'close');
}

test('stopping ends what does not end by itself', async (t) => {
  const held: string[] = [];
  const { port, connections } = await stage(t, roomy, (request) => held.push(request.url ?? ''));
  const answer = assert.rejects(ask(port), { code: 'ECONNRESET' });
  while (held.length === 0) await new Promise(setImmediate);
  await connections.stop(100);
  await answer;
});

const getIt = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
/** More than the kernel keeps for a client that reads nothing. */
const large = Buffer.alloc(32 * 1024 * 1024);

/** A client that sends a request and reads nothing of the response. */
function openUnread(port: number, bytes = getIt): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}).write(bytes);
  return socket;
}

test('a client that does not read its response gives way to a new one', async (t) => {
  const responses: ServerResponse[] = [];
  const { port } = await stage(t, { ...roomy, maxConnections: 3 }, (request, response) => {
    if (request.url === '/') responses.push(response);
    response.end(request.url === '/' ? large : 'well');
  });
  const clients = [openUnread(port), openUnread(port), openUnread(port)];
  t.after(() => clients.forEach((client) => client.destroy()));
  await until(() => responses.length === 3, 'three responses');
  for (let turn = 1; turn <= 3; turn += 1) {
    const socket = open(port, 'GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    let text = '';
    socket.on('data', (part) => (text += String(part)));
    await once(socket, 'close');
    assert.match(text, /well$/, `client ${turn}`);
  }
  await until(() => responses.some(({ destroyed }) => destroyed), 'the first to be dropped');
  assert.equal(responses.filter(({ destroyed }) => destroyed).length, 1);
});

/** Timers that a test moves; `calls` counts the ones that are set. */
function manualTimers(): { timers: Timers; pass: (ms: number) => Promise<void> } {
  const clock = manualClock(0);
  return {
    pass: (ms) => clock.pass(ms),
    timers: {
      now: () => clock.now(),
      after(ms, ring) {
        const cancel = new AbortController();
        clock.sleep(ms, cancel.signal).then(ring, () => undefined);
        return () => cancel.abort();
      },
    },
  };
}

test('a response must be read in time, unless it is still being written', async (t) => {
  const { timers, pass } = manualTimers();
  const responses = new Map<string | undefined, ServerResponse>();
  const { port } = await stage(t, { ...roomy, timers }, (request, response) => {
    responses.set(request.url, response);
    if (request.url === '/') response.end(large);
    else response.write(large);
  });
  const unread = openUnread(port);
  const stream = openUnread(port, 'GET /stream HTTP/1.1\r\nHost: x\r\n\r\n');
  t.after(() => [unread, stream].forEach((client) => client.destroy()));
  await until(() => responses.size === 2, 'both requests');
  // The request's own limit is checked first, and then that the same response is still unread.
  await pass(roomy.requestTimeoutMs);
  assert.equal(responses.get('/')?.destroyed, false);
  await pass(roomy.responseTimeoutMs);
  await until(() => responses.get('/')?.destroyed === true, 'the unread response');
  await pass(10 * roomy.responseTimeoutMs);
  assert.equal(responses.get('/stream')?.destroyed, false);
});

test('a request has its full time after a long response, and no more', async (t) => {
  const { timers, pass } = manualTimers();
  const held: ServerResponse[] = [];
  const { port } = await stage(t, { ...roomy, timers }, (_request, response) => {
    held.push(response);
  });
  const client = open(port, getIt);
  let isClosed = false;
  client.once('close', () => (isClosed = true));
  await until(() => held.length === 1, 'the request');
  await pass(95_000);
  const finished = once(held[0]!, 'close');
  held[0]!.end();
  await finished;
  await pass(roomy.requestTimeoutMs - 1);
  await exchangeWith(port, held);
  assert.equal(isClosed, false);
  await pass(1);
  await until(() => isClosed, 'the end of the connection');
});

/** A whole exchange of another client: what happened before it has been noticed. */
async function exchangeWith(port: number, held: ServerResponse[]): Promise<void> {
  const count = held.length;
  const socket = open(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await until(() => held.length > count, 'another request');
  held.at(-1)!.end();
  await once(socket, 'close');
}

test('a client that sends too many requests ahead is disconnected', async (t) => {
  let requests = 0;
  const { port } = await stage(t, { ...roomy, maxPipelined: 3 }, (_request, response) => {
    requests += 1;
    response.end('well');
  });
  const read = async (count: number): Promise<number> => {
    const socket = open(port, getIt.repeat(count));
    let text = '';
    socket.on('data', (part) => {
      text += String(part);
      if (text.split('well').length > count) socket.end();
    });
    await once(socket, 'close');
    return text.split('well').length - 1;
  };
  assert.equal(await read(3), 3);
  requests = 0;
  await read(200);
  assert.equal(requests, 3);
});

test('a response that is held back on purpose gives way to a new client', async (t) => {
  const held: ServerResponse[] = [];
  const { port } = await stage(t, { ...roomy, maxConnections: 1 }, (request, response) => {
    if (request.url === '/late') return void response.end('well');
    markReplaceable(response);
    held.push(response);
  });
  const slow = open(port, getIt);
  await until(() => held.length === 1, 'the slow request');
  const closed = once(slow, 'close');
  await exchange(port);
  await closed;
});

test('a body that no route reads ends the connection instead of being read', async (t) => {
  const { port } = await stage(t, roomy, (_request, response) => response.end('well'));
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('error', () => {}).on('data', (part) => (text += String(part)));
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n');
  await once(socket, 'close');
  assert.match(text, /Connection: close/i);
});
