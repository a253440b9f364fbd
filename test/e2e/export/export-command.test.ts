import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { noMetricsLab, startEngine } from '../../support/metrics-engine.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';
import { startCollector } from './collector.ts';

const token = 'CANARY-secret-4711';

async function configured(t: TestContext, endpoint: string) {
  const stage = await setStage(t);
  await stage.run(['config', 'set', 'export.enabled', 'true']);
  await stage.run(['config', 'set', 'export.endpoint', endpoint]);
  await stage.run(['config', 'set', 'export.host', 'laptop']);
  await stage.run(['config', 'set', 'export.headers', '-'], {
    stdin: `Authorization=Bearer%20${token}`,
  });
  return stage;
}

test('preview shows what leaves the machine and sends nothing; off by default', async (t) => {
  const stage = await setStage(t);
  const off = await stage.run(['export', 'preview']);
  assert.match(off.stderr, /^The export is off/);
  assert.match(off.stdout, /^# service\.name="kimibar"\n# service\.version=.*\n# host\.name=/);
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1/' };
  const refused = await stage.run(['export', 'test'], { env });
  assert.deepEqual([refused.exitCode, refused.stdout], [1, '']);
  assert.match(refused.stderr, /^The export is off/);

  const collector = await startCollector(t, 'http://127.0.0.1:1');
  const on = await configured(t, `${collector.url}/otlp?key=${token}`);
  const { stdout, stderr } = await on.run(['export', 'preview']);
  assert.match(stderr, /\/otlp\/v1\/metrics\?… every minute, with the headers Authorization:$/m);
  assert.match(
    stdout,
    /kimibar_quota_used_ratio\{account="0",window="session",.*host="laptop"\} 0\./,
  );
  // It has no sample before a refresh has failed.
  assert.match(stdout, /^# TYPE kimibar_failures_total counter$/m);
  assert.doesNotMatch(stdout + stderr, /CANARY|sk-kimi/);
  assert.equal(collector.requests.length, 0);
});

test('test says whether the collector accepts a push', async (t) => {
  const collector = await startCollector(t, 'http://127.0.0.1:1');
  const stage = await configured(t, collector.url);
  collector.fault = { status: 401 };
  const refused = await stage.run(['export', 'test']);
  assert.deepEqual([refused.exitCode, refused.stdout], [1, '']);
  assert.match(refused.stderr, /requires valid headers \(HTTP 401\)\. .*export\.headers -\n$/);
  // A login page, or the portal of a hotel.
  collector.fault = { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } };
  const page = await stage.run(['export', 'test']);
  assert.deepEqual([page.exitCode, page.stdout], [1, '']);
  assert.match(page.stderr, /does not take OTLP over HTTP \(not-otlp\)\. .*gRPC.*\n$/);
  collector.fault = { status: 200 };
  const { exitCode, stdout } = await stage.run(['export', 'test']);
  assert.equal(exitCode, 0);
  assert.match(stdout, /\/v1\/metrics accepted \d+ series\.\n$/);
  assert.deepEqual(
    collector.requests.map(({ headers }) => headers['authorization']),
    [`Bearer ${token}`, `Bearer ${token}`, `Bearer ${token}`],
  );
});

test('test and preview name a variable without a usable address', async (t) => {
  const stage = await setStage(t);
  await stage.run(['config', 'set', 'export.enabled', 'true']);
  // As some programs with gRPC take it.
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4317' };
  const expected = 'OTEL_EXPORTER_OTLP_ENDPOINT must be an http:// or https:// address.\n';
  const { exitCode, stdout, stderr } = await stage.run(['export', 'test'], { env });
  assert.deepEqual([exitCode, stdout, stderr], [1, '', expected]);
  const preview = await stage.run(['export', 'preview'], { env });
  assert.deepEqual([preview.exitCode, preview.stderr], [0, expected]);
  assert.match((await stage.run(['export', 'test'])).stderr, /^No address to push to\./);
});

test('headers that cannot be sent are rejected in one line', async (t) => {
  const stage = await setStage(t);
  const headers = [
    'Authorization: Bearer abc',
    'X-A=1\nX-B=2',
    'X-A=平台',
    'bad name=1',
    'X-A=1,,',
  ];
  for (const stdin of headers) {
    const set = await stage.run(['config', 'set', 'export.headers', '-'], { stdin });
    assert.deepEqual([set.exitCode, set.stdout], [64, ''], stdin);
    assert.equal(
      set.stderr,
      'Invalid value for export.headers. Use: Authorization=Bearer%20TOKEN.\n',
    );
  }
  const set = await stage.run(['config', 'set', 'export.headers', '-'], {
    stdin: 'Authorization=Bearer abc==, X-Scope-OrgID=team%201',
  });
  assert.equal(set.exitCode, 0);
});

test('doctor notes pushes that are not accepted, while the export is on', async (t) => {
  const stage = await setStage(t);
  const folder = join(stage.home, '.local/share/kimibar/export');
  mkdirSync(folder, { recursive: true });
  const hourAgoMs = Date.now() - 3_601_000;
  for (const atMs of [hourAgoMs, hourAgoMs + 60_000])
    writeFileSync(join(folder, `${atMs}-4.otlp`), 'AAAA');
  const reportOf = async () => (await stage.run(['doctor', '--json'])).stdout;
  assert.doesNotMatch(await reportOf(), /collector/);
  await stage.run(['config', 'set', 'export.enabled', 'true']);
  assert.match(
    await reportOf(),
    /wait for the collector: 2, the oldest for 1h\b.*kimibar export test/,
  );
});

test('a real engine has what test pushed', { skip: noMetricsLab }, async (t) => {
  const engine = await startEngine(t);
  const stage = await configured(t, `${engine.url}opentelemetry`);
  assert.equal((await stage.run(['export', 'test'])).exitCode, 0);
  const [ratio] = await eventually(async () => {
    const found = await engine.query('kimibar_quota_used_ratio{window="session"}');
    return found.length > 0 ? found : undefined;
  }, 'the pushed series');
  assert.equal(ratio?.metric['host'], 'laptop');

  const { stdout } = await stage.run(['export', 'preview']);
  const resource = stdout.matchAll(/^# ([a-z.]+)=("[^]*?")$/gm);
  const attributes = [...resource].map(([, name = '', value = '']) => [name, JSON.parse(value)]);
  const previewed = [...stdout.matchAll(/^(kimibar_\w+)\{(.*)\} \S+$/gm)].map(
    ([, name, text = '']) => {
      const labels = [...text.matchAll(/(\w+)=("(?:[^"\\]|\\.)*")/g)];
      const own = labels.map(([, label = '', value = '']) => [label, JSON.parse(value)]);
      return Object.fromEntries([['__name__', name], ...own, ...attributes]);
    },
  );
  const stored = await engine.exported('{__name__=~"kimibar_.+"}');
  assert.deepEqual(
    new Set(stored.map(({ metric }) => JSON.stringify(Object.entries(metric).toSorted()))),
    new Set(previewed.map((metric) => JSON.stringify(Object.entries(metric).toSorted()))),
  );
  assert.ok(previewed.length >= 10);
});

test('no other command loads the exporter', async (t) => {
  const stage = await configured(t, 'http://127.0.0.1:1');
  const folder = tempFolder(t);
  const list = join(folder, 'loaded');
  const preload = join(folder, 'preload.cjs');
  writeFileSync(
    preload,
    `process.on('exit', () => require('node:fs').appendFileSync(${JSON.stringify(list)},
      Object.keys(require.cache).join('\\n')))`,
  );
  const env = { NODE_OPTIONS: `--require ${preload}` };
  for (const args of [['usage'], ['guard'], ['config', 'show']]) await stage.run(args, { env });
  assert.match(readFileSync(list, 'utf8'), /main\.cjs/);
  assert.doesNotMatch(readFileSync(list, 'utf8'), /otlp-payload|exporter/);
});
