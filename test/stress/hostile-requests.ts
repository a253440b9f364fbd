import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { setStage } from '../support/stage.ts';
import { chanceFrom } from './chance.ts';
import { hostileRequest } from './hostile-request.ts';
import { attempt, type Ground } from './trial.ts';

/** How long a person would wait for a page. */
const usableMs = 1000;

/** 1,000 hostile requests at a running server, each on a connection of its own; in between and after it serves as before. */
export async function tortureServer(ground: Ground): Promise<void> {
  const stage = await setStage(ground, { key: ground.key, scenario: 'leaky' });
  const server = await startServer(ground, stage);
  await server.get('/usage');
  const chance = chanceFrom(ground.seed);
  const hostile = ground.score('hostile requests');
  const usable = ground.score('usable between hostile requests');
  // So many at least, that each kind has its turn with most of its forms.
  const requests = Math.max(200, ground.count(1_000));
  for (let turn = 0; turn < requests; turn += 1) {
    const request = hostileRequest(chance, turn);
    await attempt(
      hostile,
      `${request.kind}: ${JSON.stringify(request.bytes.toString('latin1').slice(0, 300))}`,
      async () => {
        const answer = await answerTo(server, request.bytes);
        ground.heard(answer);
        checkAnswer(answer, request.mayAnswer);
      },
    );
    if (turn % 20 === 0) await attempt(usable, `after ${turn}`, () => checkUsable(server));
  }
  await attempt(usable, 'at the end', () => checkUsable(server));
  await attempt(usable, 'silence on stderr, a clean end', async () => {
    const { exitCode, stderr } = await server.stop();
    assert.deepEqual([exitCode, stderr], [0, '']);
  });
}

/** Every answer on the connection until its end, or until nothing comes for a while: what waits for more is not waited for. */
function answerTo(server: RunningServer, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1');
    let text = '';
    const settle = (): void => {
      socket.destroy();
      resolve(text);
    };
    socket.on('error', settle).on('close', settle).setTimeout(150, settle);
    socket.setEncoding('latin1').on('data', (part: string) => (text += part));
    socket.write(bytes);
  });
}

/** Refused or served as what it plainly is; never a second answer for what was smuggled in, never a bug, never another file. */
function checkAnswer(answer: string, mayAnswer: number): void {
  const statuses = [...answer.matchAll(/^HTTP\/1\.1 ([2-5]\d\d)/gm)].map(([, status]) =>
    Number(status),
  );
  assert.ok(statuses.length <= 1, `answered ${statuses.length} times: ${statuses.join()}`);
  for (const status of statuses)
    assert.ok(status < 500 && (status >= 400 || status === mayAnswer), `status ${status}`);
  // No page elsewhere is ever let in, by no header.
  assert.doesNotMatch(answer, /^access-control-allow/im);
  assert.doesNotMatch(answer, /root:|at .+\.(?:cjs|ts):\d+/);
}

async function checkUsable(server: RunningServer): Promise<void> {
  const startMs = performance.now();
  const answer = await server.get('/usage', { headers: { connection: 'close' } });
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /^\[\{"provider":"kimi"/);
  const tookMs = performance.now() - startMs;
  assert.ok(tookMs < usableMs, `took ${tookMs} ms`);
}
