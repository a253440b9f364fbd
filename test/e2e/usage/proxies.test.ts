import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { makeCertificate } from '../../support/certificate.ts';
import { startConnectProxy } from '../../support/fakes/connect-proxy.ts';
import { startSocksProxy } from '../../support/fakes/socks-proxy.ts';
import { flood, startTrickProxy } from '../../support/fakes/trick-proxy.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { testTimeoutMs } from '../../support/until.ts';

const certificate = await makeCertificate('api.kimi.test', 'localhost');
const limit = { timeout: testTimeoutMs };

const spellings: readonly ((port: number) => Readonly<Record<string, string>>)[] = [
  (port) => ({ HTTPS_PROXY: `127.0.0.1:${port}` }),
  (port) => ({ ALL_PROXY: ` 127.0.0.1:${port} ` }),
  (port) => ({ https_proxy: '', HTTPS_PROXY: `http://127.0.0.1:${port}/` }),
  (port) => ({ HTTPS_PROXY: `127.0.0.1:${port}`, NO_PROXY: 'test.example,imi.test' }),
];

for (const spelling of spellings) {
  test(`the proxy is used: ${JSON.stringify(spelling(7890))}`, async (t) => {
    const { stage, env } = await secureStage(t);
    const proxy = await startConnectProxy(t, { targetPort: stage.simulator.port });
    const { exitCode, stderr } = await stage.run([], {
      env: { ...env, ...spelling(proxy.port) },
    });
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.deepEqual(new Set(proxy.tunnels.map(({ to }) => to)), new Set(['api.kimi.test:443']));
  });
}

const socksTunnels: readonly (readonly [string, string])[] = [
  ['socks5h://', 'socks5 api.kimi.test:443'],
  ['socks5h://user:pa%20ss@', 'socks5 user:pa ss@api.kimi.test:443'],
  ['socks://', 'socks5 api.kimi.test:443'],
  ['socks4a://user@', 'socks4 user@api.kimi.test:443'],
  // Nothing resolves this name here: then the proxy gets it.
  ['socks5://', 'socks5 api.kimi.test:443'],
  ['socks4://', 'socks4 api.kimi.test:443'],
];

for (const [scheme, tunnel] of socksTunnels) {
  test(`ALL_PROXY=${scheme}…: requests go through a SOCKS tunnel`, async (t) => {
    const { stage, env } = await secureStage(t);
    const proxy = await startSocksProxy(t, { targetPort: stage.simulator.port });
    const { exitCode, stderr } = await stage.run([], {
      env: { ...env, ALL_PROXY: `${scheme}127.0.0.1:${proxy.port}` },
    });
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.deepEqual(new Set(proxy.tunnels), new Set([tunnel]));
  });
}

test('socks5 resolves names itself', async (t) => {
  const { stage, env } = await secureStage(t);
  const proxy = await startSocksProxy(t, { targetPort: stage.simulator.port });
  const { exitCode } = await stage.run([], {
    env: {
      ...env,
      KIMI_CODE_BASE_URL: 'https://localhost',
      ALL_PROXY: `socks4://127.0.0.1:${proxy.port}`,
    },
  });
  assert.equal(exitCode, 0);
  assert.deepEqual(new Set(proxy.tunnels), new Set(['socks4 127.0.0.1:443']));
});

for (const scheme of ['http', 'https', 'socks5h']) {
  test(`a silent ${scheme} proxy ends the run with its deadline`, limit, async (t) => {
    const proxy = await startTrickProxy(t);
    const { stage, env } = await secureStage(t);
    const { exitCode, stderr } = await stage.run(['usage', '--timeout', '1'], {
      env: { ...env, HTTPS_PROXY: `${scheme}://${proxy.address}` },
    });
    assert.equal(exitCode, 4);
    assert.match(stderr, /^Kimi did not respond in time \(1 s\)/);
  });
}

test('a proxy that streams header bytes for ever is cut off', limit, async (t) => {
  const proxy = await startTrickProxy(t, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    flood(socket, `X-A: ${'y'.repeat(60_000)}\r\n`);
  });
  const { stage, env } = await secureStage(t);
  const { exitCode, stderr } = await stage.run([], {
    env: { ...env, HTTPS_PROXY: proxy.address },
  });
  assert.equal(exitCode, 1);
  assert.match(stderr, /^Could not connect through the proxy \(HPE_HEADER_OVERFLOW\)/);
});

test('a finished run ends, whatever keeps its process alive', limit, async (t) => {
  const stage = await setStage(t);
  const path = join(tempFolder(t), 'keep-alive.cjs');
  writeFileSync(path, 'setInterval(() => {}, 2 ** 30);');
  const { exitCode, stdout } = await stage.run([], { env: { NODE_OPTIONS: `--require=${path}` } });
  assert.equal(exitCode, 0);
  assert.match(stdout, /^Kimi Code · Allegretto/);
});

test('NODE_USE_ENV_PROXY sends nothing of loopback to a proxy', limit, async (t) => {
  const stage = await setStage(t);
  const { address, seen } = await startWatcher(t);
  const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: address, http_proxy: address };
  assert.equal((await stage.run(['usage', '--max-age', '0'], { env })).exitCode, 0);
  const token = { KIMIBAR_TOKEN: 'a-token-of-sixteen-signs' };
  const { home, env: simulated } = stage;
  const server = await startServer(t, { home, env: { ...simulated, ...token } });
  // Finds the running server, which takes a request with the token.
  const second = await stage.run(['serve', '--port', String(server.port)], {
    env: { ...env, ...token },
  });
  assert.equal(second.exitCode, 0, second.stderr);
  assert.deepEqual(seen, []);
});

test('DEBUG prints no password of a proxy', async (t) => {
  const { stage, env } = await secureStage(t);
  const proxy = await startConnectProxy(t, { targetPort: stage.simulator.port });
  for (const scheme of ['http', 'socks5h']) {
    const { stdout, stderr } = await stage.run(['usage', '--max-age', '0', '-v'], {
      env: { ...env, DEBUG: '*', ALL_PROXY: `${scheme}://user:hunter2@127.0.0.1:${proxy.port}` },
    });
    const basic = Buffer.from('user:hunter2').toString('base64');
    assert.ok(!`${stdout}${stderr}`.includes('hunter2') && !stderr.includes(basic), stderr);
  }
});

/** An HTTP proxy that only records which URLs it was asked for. */
async function startWatcher(t: TestContext) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** A simulated Kimi behind TLS under a name that only a proxy reaches. */
async function secureStage(
  t: TestContext,
): Promise<{ stage: Stage; env: Readonly<Record<string, string>> }> {
  const stage = await setStage(t, { tls: certificate });
  const path = join(stage.home, 'authority.pem');
  writeFileSync(path, certificate.cert);
  const env = { NODE_EXTRA_CA_CERTS: path, KIMI_CODE_BASE_URL: 'https://api.kimi.test' };
  return { stage, env };
}
