import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, Agent, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import test from 'node:test';
import { open, roomy, stage } from './connections-stage.ts';

async function ask(port: number, agent?: Agent): Promise<string> {
  const [answer] = (await once(get({ port, host: '127.0.0.1', agent }), 'response')) as [
    IncomingMessage,
  ];
  let text = '';
  for await (const part of answer) text += String(part);
  return text;
}

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
