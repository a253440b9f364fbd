import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import test from 'node:test';
import { markReplaceable, type Timers } from '../../../../src/host/http/http-connections.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { until } from '../../../support/until.ts';
import { open, roomy, stage } from './connections-stage.ts';

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
  await once(open(port, 'GET /late HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'), 'close');
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
