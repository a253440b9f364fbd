import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { findVersionAt } from '../../../src/daemon/find-version-at.ts';
import { openRemoteDaemon } from '../../../src/daemon/remote-daemon.ts';
import { Secret } from '../../../src/domain/secret.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import { listenHttp } from '../../../src/host/http/http-server.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { createPage } from '../../../src/server/page.ts';
import { createServerListener } from '../../../src/server/server-listener.ts';
import { fakeDaemon } from '../../support/fakes/fake-daemon.ts';
import { everydayState, handClock } from '../../support/fakes/server-world.ts';
import { until } from '../../support/until.ts';

const token = new Secret('open-sesame');
const host = createNodeHost({ env: {} });

/** A server over a fake daemon, with a token, on a port of its own. */
async function stage(t: TestContext, { holdRefresh }: { holdRefresh?: Promise<void> } = {}) {
  const daemon = fakeDaemon({ state: everydayState });
  const stopping = new AbortController();
  const world = {
    daemon,
    clock: handClock(),
    page: createPage(),
    version: '1.2.3',
    stopping: stopping.signal,
  };
  const listener = createServerListener(world, { loopbackOnly: true, token }, (error) =>
    assert.fail(String(error)),
  );
  const server = await listenHttp({ host: '127.0.0.1', port: 0 }, (incoming, outgoing) => {
    const end = outgoing.end.bind(outgoing);
    if (holdRefresh !== undefined && incoming.method === 'POST')
      outgoing.end = (body: unknown) => {
        void holdRefresh.then(() => end(body));
        return outgoing;
      };
    listener(incoming, outgoing);
  });
  assert.ok('port' in server);
  const address = new URL(`http://127.0.0.1:${server.port}/`);
  const stop = async (): Promise<void> => {
    stopping.abort();
    await server.stop(0);
  };
  t.after(stop);
  return { daemon, address, stop };
}

async function open(t: TestContext, address: URL) {
  const remote = await openRemoteDaemon(host, { address, token });
  assert.ok(remote !== undefined);
  t.after(() => remote.close());
  return remote;
}

test('state and settings of the other process are there from the start', async (t) => {
  const { daemon, address } = await stage(t);
  assert.equal(await findVersionAt(host, address, new AbortController().signal), '1.2.3');
  const remote = await open(t, address);
  assert.deepEqual(remote.state(), { ...daemon.state(), version: '1.2.3' });
  assert.deepEqual(remote.settings(), daemon.settings());
});

test('published states arrive, and an open stream is no viewer unless asked for', async (t) => {
  const { daemon, address } = await stage(t);
  const remote = await open(t, address);
  const seen: UsageState[] = [];
  remote.subscribe((state) => void seen.push(state));
  await until(() => daemon.asked.listeners > 1, 'the stream');
  daemon.publish({ refreshing: true });
  await until(() => seen.at(-1)?.refreshing === true, 'the state');
  assert.equal(daemon.asked.looking, 0);
  const stopLooking = remote.look();
  await until(() => daemon.asked.looking === 1, 'a viewer');
  stopLooking();
  await until(() => daemon.asked.looking === 0, 'no viewer');
});

test('refreshes and changed settings go to the other process', async (t) => {
  const { daemon, address } = await stage(t);
  const remote = await open(t, address);
  await remote.refresh();
  assert.equal(daemon.asked.refreshes, 1);
  const settings = await remote.changeSettings({ cadence: 15 });
  assert.equal(settings.cadence, 15);
  await assert.rejects(remote.changeSettings({ apiKey: 'sk-other' }), {
    kind: 'invalid-arguments',
    detail: { code: 'open-platform-key' },
  });
});

test('gone when the server stops', async (t) => {
  const { address, stop } = await stage(t);
  const remote = await open(t, address);
  await stop();
  await remote.gone;
});

test('without the token, without a server or with another version there is none', async (t) => {
  const { daemon, address, stop } = await stage(t);
  assert.equal(await openRemoteDaemon(host, { address }), undefined);
  daemon.publish({ atMs: Number.NaN });
  assert.equal(await openRemoteDaemon(host, { address, token }), undefined);
  await stop();
  assert.equal(await openRemoteDaemon(host, { address, token }), undefined);
});

test('a state that cannot be parsed ends the connection', async (t) => {
  const { daemon, address } = await stage(t);
  const remote = await open(t, address);
  await until(() => daemon.asked.listeners > 1, 'the stream');
  daemon.publish({ atMs: Number.NaN });
  await remote.gone;
});

test('a response to a refresh does not replace a newer state of the stream', async (t) => {
  const late = Promise.withResolvers<void>();
  const { daemon, address } = await stage(t, { holdRefresh: late.promise });
  const remote = await open(t, address);
  await until(() => daemon.asked.listeners > 1, 'the stream');
  const refreshed = remote.refresh();
  await until(() => daemon.asked.refreshes === 1, 'the refresh');
  // The response is written, but on its way for longer than the next state.
  await new Promise((resolve) => setImmediate(resolve));
  daemon.publish({ nextRefreshAtMs: 1 });
  await until(() => remote.state().nextRefreshAtMs === 1, 'the newer state');
  late.resolve();
  assert.equal((await refreshed).nextRefreshAtMs, everydayState.nextRefreshAtMs);
  assert.equal(remote.state().nextRefreshAtMs, 1);
});
