import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { makeCertificate } from '../../support/certificate.ts';
import { startConnectProxy } from '../../support/fakes/connect-proxy.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

const certificate = await makeCertificate('api.kimi.test', 'localhost');

test('a trusted certificate is accepted', async (t) => {
  const { stage, trusting } = await secureStage(t);
  const { exitCode, stdout, stderr } = await stage.run([], { env: trusting });
  assert.deepEqual([exitCode, stderr], [0, '']);
  assert.match(stdout, /^Kimi Code · Allegretto/);
});

test('with an untrusted certificate nothing is sent, and it says why', async (t) => {
  const { stage } = await secureStage(t);
  const { exitCode, stdout, stderr } = await stage.run(['usage', '--json']);
  assert.equal(exitCode, 1);
  assert.match(
    stderr,
    /^The secure connection to Kimi could not be verified \(127\.0\.0\.1:\d+\)\. Check your system clock\. .+NODE_EXTRA_CA_CERTS/,
  );
  const [record] = readUsageArray(stdout);
  assert.equal(record?.error?.reason, 'offline');
  assert.partialDeepStrictEqual(record?.kimi?.['attempts'], [
    { source: 'api-key', outcome: 'failed', reason: 'tls' },
  ]);
  assert.equal(stage.simulator.requests.length, 0);
});

test('NODE_TLS_REJECT_UNAUTHORIZED has no effect, not even through a proxy', async (t) => {
  const { stage } = await secureStage(t);
  const proxy = await startConnectProxy(t, { targetPort: stage.simulator.port });
  const blind = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const proxied = {
    KIMI_CODE_BASE_URL: 'https://api.kimi.test',
    HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
  };
  for (const env of [blind, { ...blind, ...proxied }]) {
    const { exitCode, stderr } = await stage.run([], { env });
    assert.equal(exitCode, 1);
    assert.match(stderr, /could not be verified/);
  }
  assert.equal(stage.simulator.requests.length, 0);
});

test('a trusted certificate for another host is rejected', async (t) => {
  const { stage, trusting } = await secureStage(t, await makeCertificate('somebody-else.test'));
  const url = `https://localhost:${stage.simulator.port}`;
  const { exitCode, stderr } = await stage.run([], {
    env: { ...trusting, KIMI_CODE_BASE_URL: url },
  });
  assert.equal(exitCode, 1);
  assert.match(stderr, /could not be verified/);
  assert.equal(stage.simulator.requests.length, 0);
});

for (const variable of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY']) {
  test(`${variable}: the proxy opens a tunnel and never sees the key`, async (t) => {
    const { stage, trusting } = await secureStage(t);
    const proxy = await startConnectProxy(t, { targetPort: stage.simulator.port });
    const env = {
      ...trusting,
      KIMI_CODE_BASE_URL: 'https://api.kimi.test',
      [variable]: `http://user:pa%20ss@127.0.0.1:${proxy.port}`,
    };
    const { exitCode, stderr } = await stage.run([], { env });
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.deepEqual(new Set(proxy.tunnels.map(({ to }) => to)), new Set(['api.kimi.test:443']));
    for (const { headers } of proxy.tunnels) {
      assert.equal(headers.authorization, undefined);
      assert.equal(
        headers['proxy-authorization'],
        `Basic ${Buffer.from('user:pa ss').toString('base64')}`,
      );
    }
    assert.equal(stage.asked('usages'), 1);
    assert.ok(
      stage.simulator.requests.every(({ headers }) => headers['proxy-authorization'] === undefined),
    );
  });
}

for (const exception of ['127.0.0.1', '*', 'example.com, 127.0.0.1']) {
  test(`NO_PROXY=${exception}: requests go directly to Kimi`, async (t) => {
    const { stage, trusting } = await secureStage(t);
    const proxy = await startConnectProxy(t, { targetPort: stage.simulator.port });
    const env = { ...trusting, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: exception };
    assert.equal((await stage.run([], { env })).exitCode, 0);
    assert.equal(proxy.tunnels.length, 0);
    assert.equal(stage.asked('usages'), 1);
  });
}

test('plain HTTP on loopback uses no proxy', async (t) => {
  const stage = await setStage(t);
  const proxy = await startConnectProxy(t, { targetPort: stage.simulator.port });
  const url = `http://127.0.0.1:${proxy.port}`;
  assert.equal(
    (await stage.run([], { env: { HTTP_PROXY: url, HTTPS_PROXY: url, ALL_PROXY: url } })).exitCode,
    0,
  );
  assert.equal(proxy.tunnels.length, 0);
});

test('a proxy that rejects, is down, or is no HTTP proxy is reported without its password', async (t) => {
  const { stage, trusting } = await secureStage(t);
  for (const refuse of [407, 403, 502]) {
    const proxy = await startConnectProxy(t, { targetPort: stage.simulator.port, refuse });
    await fails(`http://user:hunter22@127.0.0.1:${proxy.port}`, String(refuse));
  }
  await fails('http://user:hunter22@127.0.0.1:1', 'ECONNREFUSED');
  await fails('socks5h://user:hunter22@127.0.0.1:1', 'ECONNREFUSED');
  await fails('ftp://user:hunter22@127.0.0.1:1', 'ftp://');
  assert.equal(stage.simulator.requests.length, 0);

  async function fails(url: string, why?: string): Promise<void> {
    const { exitCode, stdout, stderr } = await stage.run(
      ['usage', '--max-age', '0', '--json', '-v'],
      {
        env: { ...trusting, KIMI_CODE_BASE_URL: 'https://api.kimi.test', HTTPS_PROXY: url },
      },
    );
    assert.equal(exitCode, 1, stderr);
    assert.doesNotMatch(stdout + stderr, /hunter22|user:/);
    const [record] = readUsageArray(stdout);
    const said = `Could not connect through the proxy${why === undefined ? '' : ` (${why})`}. Check HTTPS_PROXY, ALL_PROXY and NO_PROXY.`;
    assert.deepEqual([record?.error?.reason, record?.error?.message], ['offline', said]);
  }
});

test('a redirect to another origin never carries the key there', async (t) => {
  const stage = await setStage(t, { scenario: 'redirect' });
  const { exitCode, stderr } = await stage.run([]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /redirected to another site/);
  assert.deepEqual(
    stage.simulator.requests.filter(({ path }) => path.includes('elsewhere')),
    [],
  );
});

async function secureStage(
  t: TestContext,
  tls = certificate,
): Promise<{ stage: Stage; trusting: Record<string, string> }> {
  const stage = await setStage(t, { tls });
  const path = join(stage.home, 'authority.pem');
  writeFileSync(path, tls.cert);
  return { stage, trusting: { NODE_EXTRA_CA_CERTS: path } };
}
