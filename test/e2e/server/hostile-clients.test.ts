import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import test from 'node:test';
import { endpoints, parseBody } from '../../../src/domain/daemon-api.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import { ageUsage } from '../../support/cache-folder.ts';
import { startServer, type RunningServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { patienceMs, until } from '../../support/until.ts';

/** A connection that sends something and then stays silent. */
function say(server: RunningServer, bytes: string | Buffer): Socket {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {}).write(bytes);
  return socket;
}

const tlsHello = Buffer.from('16030100a5010000a10303', 'hex');
const hugeHeader = `GET /usage HTTP/1.1\r\nHost: localhost\r\nX-Large: ${'x'.repeat(64 * 1024)}\r\n\r\n`;
const openBody =
  'POST /api/v1/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{';
const wares: readonly (string | Buffer)[] = [
  '',
  'GET /usage HTTP/1.1\r\nHost: local',
  tlsHello,
  hugeHeader,
  openBody,
  '\0\0\0\0\r\n\r\n',
  'GET',
];

test('200 slow or garbage connections: /usage stays usable', async (t) => {
  const stage = await setStage(t);
  const server = await startServer(t, stage);
  await server.get('/usage');
  const sockets = Array.from({ length: 200 }, (_, at) =>
    say(server, wares[at % wares.length] ?? ''),
  );
  t.after(() => sockets.forEach((socket) => socket.destroy()));
  // Some keep dribbling one header after the other.
  const dribble = setInterval(
    () => sockets.forEach((socket) => socket.writable && socket.write('X-Slow: 1\r\n')),
    50,
  );
  t.after(() => clearInterval(dribble));
  for (let turn = 0; turn < 50; turn += 1) {
    const answer = await server.get('/usage', {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(patienceMs),
    });
    assert.equal(answer.status, 200);
    await answer.text();
  }
  await until(
    () =>
      sockets.filter(({ destroyed, readableEnded }) => !destroyed && !readableEnded).length <= 64,
    'at most 64 connections',
  );
});

test('garbage gets an error response', async (t) => {
  const server = await startServer(t, { home: (await setStage(t)).home });
  const answerTo = async (bytes: string | Buffer): Promise<string> => {
    const socket = say(server, bytes);
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    await new Promise((resolve) => socket.once('close', resolve));
    return text;
  };
  assert.match(
    await answerTo(hugeHeader),
    /^HTTP\/1\.1 431 [^]*\{"error":"request header fields too large"\}$/,
  );
  assert.match(await answerTo(tlsHello), /^HTTP\/1\.1 400 [^]*\{"error":"bad request"\}$/);
  assert.match(
    await answerTo('GET /usage HTTP/1.1\r\nConnection: close\r\n\r\n'),
    /^HTTP\/1\.1 400 /,
  );
  for (const host of [
    'a b',
    'localhost:8737@evil.example',
    '',
    'evil.example:99999',
    '127.0.0.1/evil',
    'localhost, evil.example',
  ]) {
    const answer = await answerTo(
      `GET /usage HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    assert.match(
      answer,
      /^HTTP\/1\.1 (400|403) [^]*\{"error":"(bad request|forbidden host)"\}$/,
      host,
    );
  }
  assert.match(
    await answerTo(
      'GET http://evil.example/usage HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    ),
    /^HTTP\/1\.1 403 [^]*forbidden host/,
  );
});

test('a rebound name, a foreign page and a large body, over the wire', async (t) => {
  const server = await startServer(t, { home: (await setStage(t)).home });
  const status = (headers: Record<string, string>, body?: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'PATCH';
      const path = body === undefined ? '/api/v1/state' : '/api/v1/settings';
      const sent = request(
        { port: server.port, host: '127.0.0.1', method, path, headers },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sent.on('error', reject).end(body);
    });
  const json = { 'content-type': 'application/json' };
  assert.equal(await status({ host: `localhost:${server.port}` }), 200);
  assert.equal(await status({ host: 'evil.example' }), 403);
  assert.equal(await status({ origin: 'https://evil.example' }), 403);
  assert.equal(await status({ ...json, origin: 'null' }, '{}'), 403);
  assert.equal(await status({ 'content-type': 'text/plain' }, '{}'), 400);
  assert.equal(
    await status(
      { ...json, 'transfer-encoding': 'chunked' },
      JSON.stringify({ apiKey: 'x'.repeat(70_000) }),
    ),
    413,
  );
  assert.equal(await status(json, JSON.stringify({ apiKey: 'x'.repeat(70_000) })), 413);
  assert.equal(await status(json, '{"meters":"used"}'), 200);
});

test('70 clients that send requests ahead and read nothing lock out no other', async (t) => {
  const stage = await setStage(t);
  const token = 'correct-horse-battery';
  const server = await startServer(t, { ...stage, env: { ...stage.env, KIMIBAR_TOKEN: token } });
  const headers = { connection: 'close', authorization: `Bearer ${token}` };
  await (await server.get('/usage', { headers })).text();
  for (const ahead of [8, 60]) {
    const requests = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(ahead);
    const sockets = Array.from({ length: 70 }, () => say(server, requests).pause());
    t.after(() => sockets.forEach((socket) => socket.destroy()));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    for (let turn = 0; turn < 10; turn += 1) {
      const answer = await server.get('/usage', {
        headers,
        signal: AbortSignal.timeout(patienceMs),
      });
      assert.equal(answer.status, 200, `${ahead} ahead`);
      await answer.text();
    }
  }
});

test('however often a refresh is requested, Kimi gets few requests and its pause is kept', async (t) => {
  const stage = await setStage(t);
  const server = await startServer(t, stage);
  await (await server.get('/usage')).text();
  const refresh = async (): Promise<UsageState> => {
    const answer = await server.get('/api/v1/refresh', { method: 'POST' });
    assert.equal(answer.status, 200);
    return parseBody(endpoints.refresh, await answer.text());
  };
  const states = await Promise.all(Array.from({ length: 40 }, refresh));
  for (let turn = 0; turn < 40; turn += 1) states.push(await refresh());
  // One at the start, one that was asked for; a slow machine may take longer than the gap.
  assert.ok(stage.asked('usages') <= 4, `${stage.asked('usages')} requests`);
  assert.ok(states.every(({ accounts }) => accounts[0]?.outcome?.kind === 'fresh'));
  await server.stop();

  ageUsage(stage, 15 * 60_000);
  stage.simulator.setScenario('status-429');
  const before = stage.asked('usages');
  const paused = await startServer(t, stage);
  await (await paused.get('/usage')).text();
  for (let turn = 0; turn < 20; turn += 1) {
    const answer = await paused.get('/api/v1/refresh', { method: 'POST' });
    const [account] = parseBody(endpoints.refresh, await answer.text()).accounts;
    assert.ok(account?.outcome?.kind === 'failed');
    const { kind, retryAfterMs = 0 } = account.outcome.failure;
    assert.equal(kind, 'rate-limited');
    assert.ok(retryAfterMs > 0);
  }
  assert.equal((await stage.run(['usage', '--refresh'])).exitCode, 1);
  assert.equal(stage.asked('usages'), before + 1);
});

test('clients that hang up in the middle of a body leave no trace in the log', async (t) => {
  const stage = await setStage(t);
  const server = await startServer(t, { ...stage, args: ['serve', '--port', '0', '-v'] });
  for (let turn = 0; turn < 5; turn += 1) {
    const socket = say(server, openBody);
    await once(socket, 'connect');
    await (await server.get('/usage')).text();
    socket.destroy();
    await once(socket, 'close');
    await (await server.get('/usage')).text();
  }
  const { stderr } = await server.stop();
  assert.match(stderr, /\S/);
  assert.doesNotMatch(stderr, /bug in the server/);
});
