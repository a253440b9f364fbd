import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { setStage } from '../support/stage.ts';
import { randomFrom } from '../support/random.ts';
import { hostileRequest } from './hostile-request.ts';
import { attempt, type StressContext } from './stress-context.ts';

/**
 * 1,000 hostile requests to a running server, each on its own connection. Between them, and
 * afterwards, it serves as before.
 */
export async function stressHostileRequests(context: StressContext): Promise<void> {
  const stage = await setStage(context, { key: context.key, scenario: 'leaky' });
  const server = await startServer(context, stage);
  await server.get('/usage');
  const random = randomFrom(context.seed);
  const hostile = context.result('hostile requests');
  const usable = context.result('usable between hostile requests');
  // At least enough for most forms of each kind.
  const requests = Math.max(200, context.times(1_000));
  for (let turn = 0; turn < requests; turn += 1) {
    const request = hostileRequest(random, turn);
    await attempt(
      hostile,
      `${request.kind}: ${JSON.stringify(request.bytes.toString('latin1').slice(0, 300))}`,
      async () => {
        const response = await responsesTo(server, request.bytes);
        context.record(response);
        checkResponse(response, request.mayAnswer);
      },
    );
    if (turn % 20 === 0) await attempt(usable, `after ${turn}`, () => checkUsable(server));
  }
  await attempt(usable, 'at the end', () => checkUsable(server));
  await attempt(usable, 'nothing on stderr, exit 0', async () => {
    const { exitCode, stderr } = await server.stop();
    assert.deepEqual([exitCode, stderr], [0, '']);
  });
}

/**
 * All responses on the connection, until it closes or is idle for a while: some requests leave the
 * server waiting for more.
 */
function responsesTo(server: RunningServer, bytes: Buffer): Promise<string> {
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

/**
 * Rejected, or served as what it plainly is; never a second response to a smuggled request, an
 * internal error, or another file.
 */
function checkResponse(response: string, mayAnswer: number): void {
  const statuses = [...response.matchAll(/^HTTP\/1\.1 ([2-5]\d\d)/gm)].map(([, status]) =>
    Number(status),
  );
  assert.ok(statuses.length <= 1, `${statuses.length} responses: ${statuses.join()}`);
  for (const status of statuses)
    assert.ok(status < 500 && (status >= 400 || status === mayAnswer), `status ${status}`);
  // No other site is ever allowed in.
  assert.doesNotMatch(response, /^access-control-allow/im);
  assert.doesNotMatch(response, /root:|at .+\.(?:cjs|ts):\d+/);
}

async function checkUsable(server: RunningServer): Promise<void> {
  const response = await server.get('/usage', { headers: { connection: 'close' } });
  assert.equal(response.status, 200);
  assert.match(await response.text(), /^\[\{"provider":"kimi"/);
}
