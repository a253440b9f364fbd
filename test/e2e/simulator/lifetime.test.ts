import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { startSimulator } from '../../../src/simulator/start-simulator.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { askCode, runningSimulator, stillClock } from './running-simulator.ts';
import { patienceMs } from '../../support/until.ts';

/** Sleeps until it is told to stop. */
const endlessClock = {
  ...stillClock(),
  sleep: (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
};

for (const scenario of ['hang', 'slow'] as const) {
  test(`closing ends the waiting requests of ${scenario} and frees the port`, async (t) => {
    const simulator = await runningSimulator(t, { scenario, clock: endlessClock });
    const waiting = [1, 2, 3].map(() => assert.rejects(askCode(simulator, 'usages')));
    const idle = connect(simulator.port, '127.0.0.1');
    await once(idle, 'connect');
    const ended = once(idle, 'close');
    await requestsArrived(simulator, 3);
    await simulator.close();
    await Promise.all([...waiting, ended]);
    await simulator.close();
    await assert.rejects(askCode(simulator, 'usages'));
    const next = await startSimulator({ clock: stillClock(), port: simulator.port });
    await next.close();
  });
}

test('a caller that disconnects early affects no other', async (t) => {
  const simulator = await runningSimulator(t, { scenario: 'slow', clock: endlessClock });
  const leaving = new AbortController();
  const left = fetch(`${simulator.codeBaseUrl}/usages`, { signal: leaving.signal });
  await requestsArrived(simulator, 1);
  leaving.abort();
  await assert.rejects(left);
  simulator.setScenario('everyday');
  assert.equal((await askCode(simulator, 'usages')).status, 200);
});

test('malformed HTTP and endless bodies cost only their own connection', async (t) => {
  const simulator = await runningSimulator(t);
  await sendRaw(simulator.port, 'no such thing\r\n\r\n');
  await sendRaw(
    simulator.port,
    `POST /coding/v1/usages HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\n${'x'.repeat(70_000)}`,
  );
  assert.equal((await askCode(simulator, 'usages')).status, 200);
});

test('a port that is in use gives the system’s error', async (t) => {
  const simulator = await runningSimulator(t);
  await assert.rejects(startSimulator({ clock: stillClock(), port: simulator.port }), {
    code: 'EADDRINUSE',
  });
});

test('it listens only on the loopback address', async (t) => {
  const simulator = await runningSimulator(t);
  assert.equal(new URL(simulator.codeBaseUrl).hostname, '127.0.0.1');
  const foreign = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal),
  );
  // On Linux every address of 127/8 reaches a server that listens everywhere.
  const otherLoopback = process.platform === 'linux' ? ['127.0.0.2'] : [];
  for (const address of [...otherLoopback, ...foreign.map((entry) => entry.address)]) {
    const socket = connect(simulator.port, address);
    await assert.rejects(once(socket, 'connect'), `${address} answers`);
    socket.destroy();
  }
});

test('with a key and a certificate it speaks HTTPS, and closes during a handshake too', async (t) => {
  const folder = tempFolder(t);
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const what = [
    '-subj',
    '/CN=127.0.0.1',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-days',
    '1',
    '-nodes',
  ];
  const how = [
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-keyout',
    key,
    '-out',
    cert,
  ];
  const [program, ...args] = [...how, ...what];
  execFileSync(program ?? '', args, { stdio: 'ignore' });
  const tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  const simulator = await runningSimulator(t, { tls });
  assert.match(simulator.codeBaseUrl, /^https:\/\/127\.0\.0\.1:\d+\/coding\/v1$/);
  const asked = request(`${simulator.codeBaseUrl}/usages`, {
    ca: tls.cert,
    agent: false,
    headers: { authorization: `Bearer ${demoApiKey}` },
  });
  const answered = once(asked, 'response');
  asked.end();
  const [response] = await answered;
  assert.equal(response.statusCode, 200);
  response.resume();
  const mute = connect(simulator.port, '127.0.0.1');
  await once(mute, 'connect');
  const ended = once(mute, 'close');
  await simulator.close();
  await ended;
});

test('a program that only closes its simulator exits automatically', () => {
  const program = `
    import { startSimulator } from ${JSON.stringify(join(import.meta.dirname, '../../../src/simulator/start-simulator.ts'))};
    const simulator = await startSimulator({ scenario: 'hang', clock: { now: () => 0, sleep: () => new Promise(() => {}) } });
    const asked = fetch(simulator.codeBaseUrl + '/usages').catch(() => console.log('dropped'));
    while (simulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await simulator.close();
    await asked;
  `;
  const out = execFileSync(
    process.execPath,
    ['--no-warnings', '--input-type=module', '-e', program],
    { encoding: 'utf8', timeout: patienceMs },
  );
  assert.equal(out, 'dropped\n');
});

/** Lets the event loop turn until so many requests have been read. */
async function requestsArrived(
  simulator: { readonly requests: readonly unknown[] },
  count: number,
): Promise<void> {
  while (simulator.requests.length < count) await new Promise((resolve) => setImmediate(resolve));
}

/** Sends bytes as they are and waits until the other side has closed. */
async function sendRaw(port: number, text: string): Promise<void> {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  socket.resume();
  socket.write(text);
  await closed;
}
