import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../support/running-server.ts';
import { setStage } from '../support/stage.ts';
import { attempt, type Ground } from './trial.ts';

/** More than it takes at a time, each sending a little now and then. */
const clients = 200;
const dripEveryMs = 200;
/** A whole request has to be here after ten seconds. */
const boundMs = 11_500;
/** Long before the slow ones are let go; a busy machine is given its time. */
const usableMs = 4_000;

const beginnings = [
  'GET /usage HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
  'POST /api/v1/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n',
  'POST /api/v1/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
  '',
];

/** Clients that send a letter at a time and never an end: everybody else is served meanwhile, and none of them holds on. */
export async function tortureServerSlowly(ground: Ground): Promise<void> {
  const stage = await setStage(ground, { key: ground.key });
  const server = await startServer(ground, stage);
  const usable = ground.score('usable beside slow clients');
  const bounded = ground.score('slow clients, each let go in time');
  const startMs = performance.now();
  const letGo = new Set<number>();
  const sockets = Array.from({ length: clients }, (_, index) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined).resume();
    socket.once('close', () => letGo.add(index));
    socket.write(beginningOf(index));
    return socket;
  });
  while (performance.now() - startMs < boundMs && letGo.size < clients) {
    await sleep(dripEveryMs);
    // One in four says nothing at all.
    for (const [index, socket] of sockets.entries()) if (beginningOf(index) !== '') drip(socket);
    await attempt(usable, `after ${(performance.now() - startMs).toFixed(0)} ms`, async () => {
      const askedMs = performance.now();
      const answer = await server.get('/usage', { headers: { connection: 'close' } });
      await answer.text();
      assert.equal(answer.status, 200);
      assert.ok(performance.now() - askedMs < usableMs, 'takes too long');
    });
  }
  for (const index of sockets.keys()) {
    await attempt(bounded, `client ${index}`, () =>
      assert.ok(letGo.has(index), 'still holds its connection'),
    );
  }
  for (const socket of sockets) socket.destroy();
  await server.stop();
}

function beginningOf(index: number): string {
  return beginnings[index % beginnings.length] ?? '';
}

function drip(socket: Socket): void {
  if (!socket.destroyed) socket.write('1');
}
