import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../support/running-server.ts';
import { setStage } from '../support/stage.ts';
import { patienceMs } from '../support/until.ts';
import { attempt, type StressContext } from './stress-context.ts';

/** More than the server accepts at a time, each sending a byte now and then. */
const clients = 200;
const byteEveryMs = 200;

const beginnings = [
  'GET /usage HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
  'POST /api/v1/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n',
  'POST /api/v1/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
  '',
];

/**
 * Clients that send a byte at a time and never finish: others are served meanwhile, and the server
 * drops every one of them.
 */
export async function stressSlowClients(context: StressContext): Promise<void> {
  const stage = await setStage(context, { key: context.key });
  const server = await startServer(context, stage);
  const usable = context.result('usable beside slow clients');
  const dropped = context.result('slow clients, each dropped');
  const closed = new Set<number>();
  const sockets = Array.from({ length: clients }, (_, index) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined).resume();
    socket.once('close', () => closed.add(index));
    socket.write(beginningOf(index));
    return socket;
  });
  for (const endMs = Date.now() + patienceMs; closed.size < clients && Date.now() < endMs;) {
    // This is how slow the clients are.
    await sleep(byteEveryMs);
    // One in four sends nothing at all.
    for (const [index, socket] of sockets.entries())
      if (beginningOf(index) !== '') sendByte(socket);
    await attempt(usable, `beside ${clients - closed.size} clients`, async () => {
      const response = await server.get('/usage', { headers: { connection: 'close' } });
      await response.text();
      assert.equal(response.status, 200);
    });
  }
  for (const index of sockets.keys()) {
    await attempt(dropped, `client ${index}`, () =>
      assert.ok(closed.has(index), 'is still connected'),
    );
  }
  for (const socket of sockets) socket.destroy();
  await server.stop();
}

function beginningOf(index: number): string {
  return beginnings[index % beginnings.length] ?? '';
}

function sendByte(socket: Socket): void {
  if (!socket.destroyed) socket.write('1');
}
