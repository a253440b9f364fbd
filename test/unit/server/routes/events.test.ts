import assert from 'node:assert/strict';
import test from 'node:test';
import { until } from '../../../support/until.ts';
import { nowMs } from '../../../support/fakes/snapshots.ts';
import { everydayState, testWorld } from '../../../support/fakes/server-world.ts';

function reader(answer: Response): () => Promise<string | undefined> {
  const body = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  return async () => (await body?.read())?.value;
}

/** Of the fake server. */
const version = '1.2.3';

test('the stream starts with the whole state, sends each later one, and numbers them', async () => {
  const { ask, daemon } = testWorld();
  const answer = await ask('/api/v1/events');
  assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  const next = reader(answer);
  assert.equal(await next(), 'retry: 3000\n\n');
  assert.equal(await next(), `id: 1\ndata: ${JSON.stringify({ ...everydayState, version })}\n\n`);
  const waiting = next();
  daemon.publish({ refreshing: true });
  assert.equal(
    await waiting,
    `id: 2\ndata: ${JSON.stringify({ ...everydayState, refreshing: true, version })}\n\n`,
  );
});

test('a slow reader gets the latest state, not those it missed', async () => {
  const { ask, daemon } = testWorld();
  const next = reader(await ask('/api/v1/events'));
  await next();
  await next();
  for (let step = 1; step <= 50; step += 1) daemon.publish({ atMs: nowMs + step });
  const event = await next();
  assert.match(event ?? '', new RegExp(`^id: 2\ndata: .*"atMs":${nowMs + 50}`));
});

test('a silent stream has a heartbeat every 20 seconds', async () => {
  const { ask, clock } = testWorld();
  const next = reader(await ask('/api/v1/events'));
  await next();
  await next();
  const waiting = next();
  await until(() => clock.sleepers === 1, 'the stream to wait');
  clock.advance(19_999);
  clock.advance(1);
  assert.equal(await waiting, ': still here\n\n');
});

test('an open stream counts as a viewer until the client disconnects', async () => {
  const { ask, daemon, clock } = testWorld();
  const gone = new AbortController();
  const answer = await ask('/api/v1/events', { signal: gone.signal });
  assert.deepEqual([daemon.asked.looking, daemon.asked.listeners], [0, 1]);
  const next = reader(answer);
  await next();
  await next();
  assert.deepEqual([daemon.asked.looking, daemon.asked.listeners], [1, 2]);
  const end = next();
  gone.abort();
  assert.equal(await end, undefined);
  assert.deepEqual([daemon.asked.looking, daemon.asked.listeners, clock.sleepers], [0, 1, 0]);
});

test('streams end when the server stops', async () => {
  const { ask, stop, daemon } = testWorld();
  const next = reader(await ask('/api/v1/events'));
  await next();
  await next();
  const end = next();
  stop();
  assert.equal(await end, undefined);
  assert.deepEqual([daemon.asked.looking, daemon.asked.listeners], [0, 0]);
});

test('thirty-two streams at most; a closed one makes room again', async () => {
  const { ask, daemon } = testWorld();
  const gone = new AbortController();
  for (let at = 0; at < 32; at += 1)
    await reader(await ask('/api/v1/events', { signal: gone.signal }))();
  const refused = await ask('/api/v1/events');
  assert.deepEqual(
    [refused.status, await refused.json()],
    [503, { error: 'too many open event streams' }],
  );
  assert.equal(daemon.asked.looking, 32);
});
