import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import test from 'node:test';
import { listenHttp } from '../../../src/host/http/http-server.ts';
import { createPage } from '../../../src/server/page.ts';
import { createServerListener } from '../../../src/server/server-listener.ts';
import { fakeDaemon } from '../../support/fakes/fake-daemon.ts';
import { everydayState, handClock } from '../../support/fakes/server-world.ts';
import { until } from '../../support/until.ts';

/** More than the kernel keeps for a client that reads nothing, in states of 128 KiB. */
const states = 400;
const name = 'x'.repeat(128 * 1024);

test('an unread event stream holds no backlog: the client gets the latest state at last', async (t) => {
  const daemon = fakeDaemon({ state: everydayState });
  const stopping = new AbortController();
  const page = createPage();
  const world = { daemon, clock: handClock(), page, version: '1', stopping: stopping.signal };
  const listener = createServerListener(world, { loopbackOnly: true }, (error) =>
    assert.fail(String(error)),
  );
  const server = await listenHttp({ host: '127.0.0.1', port: 0 }, listener);
  assert.ok('port' in server);
  t.after(async () => {
    stopping.abort();
    await server.stop(0);
  });
  const client = connect(server.port, '127.0.0.1').pause();
  t.after(() => client.destroy());
  client.write('GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await until(() => daemon.asked.listeners === 1, 'the stream');
  for (let at = 1; at <= states; at += 1) {
    daemon.publish({ accounts: [{ account: name }], atMs: everydayState.atMs + at });
    await new Promise((resolve) => setImmediate(resolve));
  }
  let text = '';
  client.on('data', (part) => (text += String(part)));
  client.resume();
  await until(() => text.includes(`"atMs":${everydayState.atMs + states}}`), 'the latest state');
  const received = text.match(/^id: /gm)?.length ?? 0;
  assert.ok(received < states / 2, `${received} of ${states} states were kept`);
  client.destroy();
  await once(client, 'close');
});
