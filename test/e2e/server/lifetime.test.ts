import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { runProgram } from '../../support/run-program.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

test('serves the simulated usage, and a command beside it sends no request', async (t) => {
  const stage = await setStage(t);
  const server = await startServer(t, stage);
  const [record] = readUsageArray(`${await (await server.get('/usage')).text()}\n`);
  assert.equal(record?.kimi?.plan, 'Allegretto');
  const asked = stage.asked('usages');
  const run = await stage.run(['usage', '--json', '--max-age', '300']);
  assert.equal(run.exitCode, 0);
  assert.equal(stage.asked('usages'), asked);
  assert.match(await (await server.get('/')).text(), /<!doctype html>/i);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} with open streams, idle and half-open connections: exit 0, store closed`, async (t) => {
    const stage = await setStage(t);
    const server = await startServer(t, stage);
    await server.get('/usage');
    const streams = await Promise.all(
      Array.from({ length: 5 }, () => server.get('/api/v1/events')),
    );
    const ends = streams.map((stream) => stream.text());
    const idle = connect(server.port, '127.0.0.1').on('error', () => {});
    const half = connect(server.port, '127.0.0.1').on('error', () => {});
    half.write('GET /usage HTTP/1.1\r\nHost: local');
    const { exitCode, stderr } = await server.stop(signal);
    assert.deepEqual([exitCode, stderr], [0, '']);
    // A stream that ends, not one that breaks: `text()` would reject.
    for (const text of await Promise.all(ends))
      assert.match(text, /^retry: 3000\n\nid: 1\ndata: \{/);
    idle.destroy();
    half.destroy();
    const folder = join(stage.home, '.local', 'share', 'kimibar');
    assert.ok(existsSync(join(folder, 'history.sqlite')));
    assert.deepEqual(
      readdirSync(folder).filter((name) => /-wal$|-shm$|schedule\.json$/.test(name)),
      [],
    );
  });
}

test('a second server at the same address names the first and leaves it alone', async (t) => {
  const home = tempFolder(t);
  const first = await startServer(t, { home });
  const second = await runProgram(['serve', '--port', String(first.port)], { home, env: {} });
  assert.deepEqual([second.exitCode, second.stderr], [0, '']);
  assert.match(
    second.stdout,
    new RegExp(
      `^KimiBar \\d+\\.\\d+\\.\\d+\\S* is already running at http://127\\.0\\.0\\.1:${first.port}/\\n$`,
    ),
  );
  assert.equal((await first.get('/health')).status, 200);
});

test('an address that another program uses is one line on stderr', async (t) => {
  const other = createServer((_request, response) =>
    response.end('{"status":"ok","version":"1.0.0"}'),
  );
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const run = await runProgram(['serve', '--port', String(port)], { home: tempFolder(t), env: {} });
  assert.deepEqual([run.exitCode, run.stdout], [1, '']);
  assert.equal(
    run.stderr,
    `Another program is using 127.0.0.1:${port}. Choose another port: kimibar serve --port 8738\n`,
  );
});

const refusals: readonly {
  args: readonly string[];
  env?: Record<string, string> | undefined;
  says: RegExp;
}[] = [
  { args: ['--token', ''], says: /^The token is blank/ },
  { args: ['--token', '   '], says: /^The token is blank/ },
  { args: [], env: { KIMIBAR_TOKEN: '  ' }, says: /^The token is blank/ },
  { args: [], env: { KIMIBAR_TOKEN: '""' }, says: /^The token is blank/ },
  { args: [], env: { CODEXBAR_DASHBOARD_TOKEN: ' ' }, says: /^The token is blank/ },
  { args: ['--token', 'two words'], says: /^The token contains spaces/ },
  {
    args: ['--host', '0.0.0.0'],
    says: /^Other computers can reach 0\.0\.0\.0: set a token first/,
  },
  { args: ['--host', '::'], says: /^Other computers can reach ::/ },
  { args: ['--host', '127.0.0.1.evil.example'], says: /^Other computers can reach/ },
  { args: ['--host', '0.0.0.0', '--token', 'a'], says: /^The token is too short/ },
  { args: ['--host', '127.0.0.999'], says: /^Cannot serve at "127\.0\.0\.999"\. Use/ },
  { args: ['--host', 'a b', '--token', 'long-enough-for-this'], says: /^Cannot serve at "a b"/ },
  {
    args: ['--host', 'fe80::1%eth0', '--token', 'long-enough-for-this'],
    says: /^Cannot serve at "fe80::1%eth0"\. Use a host name or an IP address without a zone\.$/m,
  },
  { args: ['--port', '65536'], says: /--port/ },
  {
    args: ['--refresh-interval', '5'],
    says: /--refresh-interval.*adaptive, a number of seconds from 60 to 86400/,
  },
];

for (const { args, env = {}, says } of refusals) {
  test(`refuses to start: serve ${args.join(' ')} ${JSON.stringify(env)}`, async (t) => {
    const run = await runProgram(['serve', '--port', '0', ...args], { home: tempFolder(t), env });
    assert.deepEqual([run.exitCode, run.stdout], [64, '']);
    assert.match(run.stderr, says);
  });
}

test("CodexBar's variable for the token counts on loopback, too, unless KimiBar's is set", async (t) => {
  const stage = await setStage(t);
  const env = { ...stage.env, CODEXBAR_DASHBOARD_TOKEN: 'of-codexbar' };
  const statusWith = async (more: Record<string, string>, token: string | undefined) => {
    const server = await startServer(t, { home: stage.home, env: { ...env, ...more } });
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const { status } = await server.get('/dashboard/v1/snapshot', { headers });
    await server.stop();
    return status;
  };
  assert.equal(await statusWith({}, undefined), 401);
  assert.equal(await statusWith({}, 'of-codexbar'), 200);
  assert.equal(await statusWith({ KIMIBAR_TOKEN: 'of-kimibar' }, 'of-codexbar'), 401);
});

test('an address that this computer does not have is one line on stderr', async (t) => {
  for (const host of ['fe80::1', '203.0.113.1', 'no-such-host.invalid']) {
    const env = { KIMIBAR_TOKEN: 'long-enough-for-this' };
    const args = ['serve', '--port', '0', '--host', host];
    const run = await runProgram(args, { home: tempFolder(t), env });
    assert.deepEqual([run.exitCode, run.stdout], [1, ''], run.stderr);
    assert.match(run.stderr, /^This computer has no address for [^\n]+\n$/);
  }
});

test('a token that can be guessed is accepted for this computer only, with a warning', async (t) => {
  const server = await startServer(t, {
    ...(await setStage(t)),
    args: ['serve', '--port', '0', '--token', 'a'],
  });
  const { stderr } = await server.stop();
  assert.match(stderr, /^The token is too short: others could guess it\./);
});

test('with a token, on every address: data needs it, the page and health do not', async (t) => {
  const stage = await setStage(t);
  const env = { ...stage.env, KIMIBAR_TOKEN: '"s3cret-token-of-16+"' };
  const server = await startServer(t, {
    home: stage.home,
    env,
    args: ['serve', '--port', '0', '--host', '0.0.0.0'],
  });
  const bearer = { headers: { authorization: 'Bearer s3cret-token-of-16+' } };
  const statuses = [
    server.get('/usage'),
    server.get('/usage?token=s3cret-token-of-16+'),
    server.get('/usage', bearer),
    server.get('/'),
    server.get('/health'),
  ];
  assert.deepEqual(
    (await Promise.all(statuses)).map(({ status }) => status),
    [401, 401, 200, 200, 200],
  );
  const { stdout, stderr } = await server.stop();
  assert.doesNotMatch(stdout + stderr, /s3cret/);
});

test('demo --serve: the page with simulated usage and history, nothing left behind', async (t) => {
  const home = tempFolder(t);
  const server = await startServer(t, {
    home,
    args: ['demo', '--serve', '--scenario', 'nearly-out'],
  });
  const [record] = readUsageArray(`${await (await server.get('/usage')).text()}\n`);
  assert.equal(record?.source, 'Kimi Code API key');
  const history = await (await server.get('/api/v1/history?since=30d&window=weekly')).text();
  assert.ok(history.length > 10_000, 'and on a simulated past');
  const { exitCode } = await server.stop('SIGINT');
  assert.equal(exitCode, 0);
  assert.deepEqual(readdirSync(home), []);
});
