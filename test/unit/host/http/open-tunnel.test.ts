import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import test from 'node:test';
import { inspect } from 'node:util';
import { Failure } from '../../../../src/domain/failure.ts';
import { createNodeHttp } from '../../../../src/host/http/http.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { flood, startTrickProxy } from '../../../support/fakes/trick-proxy.ts';
import { testTimeoutMs, until } from '../../../support/until.ts';

const never = new AbortController().signal;
const limit = { timeout: testTimeoutMs };

/** Requests usage through a proxy, with one second of the manual clock. */
function ask(proxy: string, clock = manualClock(0)) {
  const request = createNodeHttp({ clock, env: { ALL_PROXY: proxy } }).request({
    method: 'GET',
    url: new URL('https://api.kimi.com/coding/v1/usages'),
    headers: {},
    timeoutMs: 1000,
    signal: never,
  });
  request.catch(() => {});
  return { clock, request };
}

for (const protocol of ['http', 'https', 'socks4a', 'socks5h']) {
  test(
    `${protocol}: a silent proxy costs no more than the deadline and leaves no socket`,
    limit,
    async (t) => {
      const proxy = await startTrickProxy(t);
      const { clock, request } = ask(`${protocol}://${proxy.address}`);
      await until(() => proxy.received !== '', 'the first bytes');
      await clock.pass(1000);
      await assert.rejects(request, failsWith('timed-out', 'deadline'));
      await until(() => proxy.open.size === 0, 'the end of the connection');
    },
  );
}

test('a proxy that opens a tunnel and then falls silent ends as well', limit, async (t) => {
  const proxy = await startTrickProxy(t, (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
  const { clock, request } = ask(`http://${proxy.address}`);
  await until(() => proxy.received.includes('api.kimi.com\x00'), 'the greeting of TLS');
  await clock.pass(1000);
  await assert.rejects(request, failsWith('timed-out', 'deadline'));
  await until(() => proxy.open.size === 0, 'the end of the connection');
});

const responses: Readonly<Record<string, (socket: Socket) => void>> = {
  'endless header lines': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    flood(socket, `X-A: ${'y'.repeat(60_000)}\r\n`);
  },
  'an endless first line': (socket) => flood(socket, 'y'.repeat(60_000)),
  'a page instead of a tunnel': (socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'),
  'another status': (socket) => socket.write('HTTP/1.1 503 No\r\n\r\n'),
  'an interim response': (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
  'an early end': (socket) => socket.end(),
  'a reset': (socket) => socket.resetAndDestroy(),
};

for (const [name, onData] of Object.entries(responses)) {
  test(`${name}: the proxy is the trouble, before any deadline`, limit, async (t) => {
    const proxy = await startTrickProxy(t, onData);
    await assert.rejects(ask(`http://${proxy.address}`).request, failsWith('offline', 'proxy'));
    await until(() => proxy.open.size === 0, 'the end of the connection');
  });
}

test('a SOCKS proxy that rejects or floods is reported without its password', limit, async (t) => {
  const rejecting = await startTrickProxy(t, (socket) => socket.write('\x05\xff', 'latin1'));
  const flooding = await startTrickProxy(t, (socket) => flood(socket, 'y'.repeat(60_000)));
  for (const { address } of [rejecting, flooding]) {
    const { request } = ask(`socks5h://user:hunter2@${address}`);
    await assert.rejects(request, (error) => {
      assert.doesNotMatch(inspect(error, { depth: 9 }), /hunter2/);
      return failsWith('offline', 'proxy')(error);
    });
  }
  await until(() => flooding.open.size === 0, 'the end of the connection');
});

test('a SOCKS user or password that is too long for the protocol is rejected', limit, async (t) => {
  const proxy = await startTrickProxy(t, (socket) => socket.write('\x05\x02', 'latin1'));
  for (const sign of [`${'u'.repeat(256)}:p`, `u:${'p'.repeat(256)}`]) {
    const { request } = ask(`socks5h://${sign}@${proxy.address}`);
    await assert.rejects(request, failsWith('offline', 'proxy'));
  }
});

function failsWith(kind: string, code: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Failure, inspect(error));
    assert.deepEqual([error.kind, error.detail?.code], [kind, code]);
    return true;
  };
}
