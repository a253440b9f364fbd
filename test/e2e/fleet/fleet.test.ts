import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import test, { type TestContext } from 'node:test';
import { noMetricsLab, startEngine } from '../../support/metrics-engine.ts';
import { noPrometheus, startPrometheus } from '../../support/prometheus.ts';
import { runProgram } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';
import { loadSampleFleet, sampleFleetPast } from '../deploy/sample-fleet.ts';

const deploy = join(import.meta.dirname, '..', '..', '..', 'deploy');

test('fleet shows all machines, those in trouble first', { skip: noMetricsLab }, async (t) => {
  const engine = await startEngine(t);
  await loadSampleFleet(engine, Date.now());
  await assertFleet(t, engine.url);
});

test('a real Prometheus answers fleet in the same way', { skip: noPrometheus }, async (t) => {
  const past = sampleFleetPast(Date.now());
  await assertFleet(t, await startPrometheus(t, { config: '', past }));
});

test('fleet reads what a real Prometheus records', { skip: noPrometheus }, async (t) => {
  const past = sampleFleetPast(Date.now());
  const read = async (url: string) => {
    const args = ['fleet', '--from', url, '--format', 'json'];
    const { stdout, stderr } = await runProgram(args, { home: tempFolder(t), env: {} });
    assert.equal(stderr, '');
    // Silent machines are known once the rules have run for an hour.
    const { accounts, teams, mostRoom, nextBack } = JSON.parse(stdout);
    return { accounts, teams, mostRoom, nextBack };
  };
  const pushed = await read(await startPrometheus(t, { config: '', past }));
  const rules = join(tempFolder(t), 'rules.yaml');
  const text = readFileSync(join(deploy, 'rules', 'recording.yaml'), 'utf8');
  writeFileSync(rules, text.replaceAll(/interval: \w+/g, 'interval: 1s'));
  const url = await startPrometheus(t, { config: `rule_files: ['${rules}']\n`, past });
  await eventually(async () => {
    const response = await fetch(`${url}api/v1/query?query=count(kimibar:accounts:by_trouble)`);
    const { data } = (await response.json()) as { data: { result: readonly unknown[] } };
    return data.result.length > 0 ? true : undefined;
  }, 'the recorded series');
  const recorded = await read(url);
  assert.deepEqual(recorded, pushed);
  assert.equal(recorded.accounts.length, 3);
});

test(
  'a machine without a reading is not silent while it pushes',
  { skip: noMetricsLab },
  async (t) => {
    const engine = await startEngine(t);
    const nowMs = Date.now() - 2000;
    const minutes = Array.from({ length: 90 }, (_, at) => at);
    const pushed = (series: string, value: number, since: number) =>
      minutes
        .filter((back) => back >= since)
        .map((back) => `kimibar_${series} ${value} ${nowMs - back * 60_000}`);
    const lines = [
      // Signed out, and restarted half an hour ago.
      pushed('reading_age_seconds{account="0",host="laptop"}', 30, 30),
      pushed('up{account="0",host="laptop"}', 0, 0),
      // Never signed in, and gone.
      pushed('up{account="0",host="desk"}', 0, 30),
    ];
    await engine.load(`${lines.flat().join('\n')}\n`);
    const args = ['fleet', '--from', engine.url, '--format', 'json'];
    const silent = await eventually(async () => {
      const { stdout } = await runProgram(args, { home: tempFolder(t), env: {} });
      const fleet = JSON.parse(stdout) as { silent: readonly { host: string }[]; teams: unknown[] };
      return fleet.teams.length > 0 ? fleet.silent : undefined;
    }, 'the loaded machines');
    assert.deepEqual(silent, [{ host: 'desk' }]);
  },
);

/** Answers queries with the result that `answer` has for them. Resolves to the address. */
async function startFakeEngine(
  t: TestContext,
  answer: (query: string) => readonly object[],
): Promise<string> {
  const server = createServer(async (request, response) => {
    const query = new URLSearchParams(await textOf(request)).get('query') ?? '';
    const data = { resultType: 'vector', result: answer(query) };
    response.end(JSON.stringify({ status: 'success', data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('the last page of ten thousand accounts is shown', async (t) => {
  const team = 'platform-engineering';
  const order = Array.from({ length: 10_000 }, (_, at) => ({
    metric: { account: '0', host: `build-runner-${at}.eu-west-1.compute.internal`, team },
    value: [1_795_951_666, String(1 - at / 10_001)],
  }));
  const url = await startFakeEngine(t, (query) => {
    if (query.includes('by_trouble'))
      return [{ metric: { team, class: '0' }, value: [0, '10000'] }];
    return query.startsWith('topk(10000,') ? order : [];
  });
  const args = ['fleet', '--from', url, '--page', '500'];
  const { stdout, stderr } = await runProgram(args, { home: tempFolder(t), env: {} });
  assert.equal(stderr, '');
  assert.match(stdout, /build-runner-9999\.eu-west/);
});

test(
  'a wrong path, and a token that no header can have, are one line',
  { skip: noMetricsLab },
  async (t) => {
    const { url } = await startEngine(t);
    const home = tempFolder(t);
    const wrong = await runProgram(['fleet', '--from', `${url}select/`], { home, env: {} });
    assert.deepEqual([wrong.exitCode, wrong.stdout], [1, '']);
    assert.match(wrong.stderr, /does not have Prometheus' query API \(HTTP 400\)\. .*\n$/);
    for (const token of ['平台', 'two\nlines']) {
      const env = { KIMIBAR_FLEET_TOKEN: token };
      const { exitCode, stdout, stderr } = await runProgram(['fleet', '--from', url], {
        home,
        env,
      });
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, /^\S+ requires a valid token \(invalid-token\)\. .*\n$/);
    }
  },
);

/** The sample fleet, as text and as JSON. */
async function assertFleet(t: TestContext, url: string): Promise<void> {
  const home = tempFolder(t);
  const run = (...args: string[]) =>
    runProgram(['fleet', '--from', url, ...args], { home, env: {} });
  const text = await eventually(async () => {
    const { stdout } = await run();
    return stdout.includes('Silent machines') ? stdout : undefined;
  }, 'the loaded fleet');
  assert.match(text, /^Machine +Account +Used +Outlook\ncore\/build +1 +signed out\n/);
  assert.match(text, /\ncore\/build +0 +5-hour 100% Weekly 100% +out, back in (2h|1h 5\dm)\n/);
  assert.match(text, /\ncore\/laptop +0 +5-hour 90% Weekly 90% +runs out: 80%\n/);
  assert.match(text, /\nSilent machines\n {2}apps\/desk\n/);
  assert.match(text, /\ncore +3 +1 +1 +1\n?$/);

  const json = JSON.parse(
    (await run('--format', 'json', '--team', 'core', '--limit', '1', '--page', '2')).stdout,
  );
  assert.deepEqual(
    json.accounts.map(({ host, account, plan }: Record<string, string>) => [host, account, plan]),
    [['build', '0', 'Allegretto']],
  );
  assert.deepEqual(json.silent, []);
  assert.equal(json.mostRoom[0].host, 'laptop');
  assert.equal(json.nextBack[0].host, 'build');
  assert.equal(
    (await run('--team', 'no"such{}')).stdout,
    'no"such{}: The engine has no account of KimiBar.\n',
  );
}

test('a saved token goes to its own address only, and failures are one line', async (t) => {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const home = tempFolder(t);
  const run = (args: readonly string[], stdin?: string, env: Record<string, string> = {}) =>
    runProgram(args, { home, env, stdin });
  const none = await run(['fleet']);
  assert.equal(none.exitCode, 64);
  await run(['config', 'set', 'fleet.url', url]);
  await run(['config', 'set', 'fleet.token', '-'], 'ann:secret');
  const { exitCode, stdout, stderr } = await run(['fleet']);
  assert.deepEqual([exitCode, stdout], [1, '']);
  assert.equal(
    stderr,
    `${url} requires a valid token (HTTP 401). To set one, run: kimibar config set fleet.token -\n`,
  );
  assert.equal(seen[0], `Basic ${Buffer.from('ann:secret').toString('base64')}`);
  seen.length = 0;
  await run(['config', 'set', 'fleet.url', 'https://elsewhere.example/']);
  await run(['fleet', '--from', url]);
  assert.deepEqual([...new Set(seen)], [undefined]);
  seen.length = 0;
  await run(['fleet', '--from', url], '', { KIMIBAR_FLEET_TOKEN: 'abc' });
  assert.deepEqual([...new Set(seen)], ['Bearer abc']);
});

test("an account's quotas are in reading order, their shares rounded as elsewhere", async (t) => {
  const account = { team: 'core', host: 'laptop', account: '0' };
  const usedRatio = (window: string, ratio: number) => ({
    metric: { __name__: 'kimibar_quota_used_ratio', window, ...account },
    value: [0, String(ratio)],
  });
  const url = await startFakeEngine(t, (query) => {
    if (query.includes('by_trouble'))
      return [{ metric: { team: 'core', class: '0' }, value: [0, '1'] }];
    if (query.includes('__name__'))
      return [usedRatio('monthly', 0.004), usedRatio('session', 0.695), usedRatio('weekly', 0.1)];
    return query.includes('top_by_team') ? [{ metric: account, value: [0, '0'] }] : [];
  });
  const { stdout } = await runProgram(['fleet', '--from', url], { home: tempFolder(t), env: {} });
  assert.match(stdout, /\ncore\/laptop +0 +5-hour 70% Weekly 10% Monthly <1%\n/);
});
