import assert from 'node:assert/strict';
import { appendFileSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { isBreakdownRecord, type BreakdownRecord } from '../../../src/domain/breakdown-record.ts';
import { breakdownKeys } from '../../../src/domain/breakdown.ts';
import { en } from '../../../src/present/messages/en.ts';
import { workApiKey } from '../../../src/simulator/demo-accounts.ts';
import { recordedHome, truthOf } from '../../support/ledger-stage.ts';
import { writeLogTree } from '../../support/log-tree.ts';
import { breakdownSchema } from '../../support/published-schema.ts';
import { randomFrom, seedOf } from '../../support/random.ts';
import { runProgram } from '../../support/run-program.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';

const since = ['--since', '2020-01-01'] as const;

function parsed(text: string): BreakdownRecord {
  const record: unknown = JSON.parse(text);
  assert.ok(breakdownSchema.isDescribed(record), breakdownSchema.errors());
  assert.ok(isBreakdownRecord(record));
  return record;
}

test('every key has the same totals, as JSON, CSV and a table of 40 to 200 columns', async (t) => {
  const home = tempFolder(t);
  const env = { KIMI_CODE_HOME: recordedHome('2.1.0') };
  const { byAlias } = truthOf('2.1.0');
  for (const by of breakdownKeys) {
    const json = await runProgram(['breakdown', '--by', by, ...since, '--json'], { home, env });
    const { tokens, rows, otherProviders, quota } = parsed(json.stdout);
    assert.deepEqual(
      { inputOther: tokens.input, output: tokens.output, inputCacheRead: tokens.cacheRead },
      {
        inputOther: byAlias['kimi-code/k3']?.['inputOther'],
        output: byAlias['kimi-code/k3']?.['output'],
        inputCacheRead: byAlias['kimi-code/k3']?.['inputCacheRead'],
      },
    );
    assert.equal(
      rows.reduce((sum, row) => sum + row.tokens.input, 0),
      tokens.input,
    );
    assert.deepEqual(
      otherProviders.map(({ provider }) => provider),
      ['unknown', 'other'],
    );
    assert.equal(quota, null);
    const csv = await runProgram(['breakdown', '--by', by, ...since, '--format', 'csv'], {
      home,
      env,
    });
    assert.equal(csv.stdout.split('\r\n').length, rows.length + 2);
    for (const columns of ['40', '80', '200']) {
      const more = { ...env, COLUMNS: columns };
      const text = await runProgram(['breakdown', '--by', by, ...since], { home, env: more });
      assert.equal(text.exitCode, 0);
      for (const line of text.stdout.split('\n')) assert.ok(line.length <= Number(columns), line);
    }
  }
});

test('no word of a conversation gets into the ledger, an output, the log or an export', async (t) => {
  const home = tempFolder(t);
  const canary = 'CANARY-7f3a';
  writeLogTree(join(home, '.kimi-code'), {
    sessions: 3,
    callsPerSession: 20,
    bytesPerCall: 2_000,
    seed: 1,
    startMs: Date.UTC(2026, 10, 20),
    canary,
  });
  // A line that breaks in the middle of a text: a parser's message would quote it.
  const [project = ''] = readdirSync(join(home, '.kimi-code', 'sessions'));
  const [session = ''] = readdirSync(join(home, '.kimi-code', 'sessions', project));
  const wire = join(
    home,
    '.kimi-code',
    'sessions',
    project,
    session,
    'agents',
    'main',
    'wire.jsonl',
  );
  const broken = `{"type":"turn.prompt","input":[{"text":"${canary}]}\n{"type":"usage.record",${canary}}\n`;
  writeFileSync(wire, readFileSync(wire, 'utf8') + broken);
  const env = { KIMIBAR_DATA_DIR: join(home, 'data') };
  const file = join(home, 'export.jsonl');
  for (const args of [
    ...breakdownKeys.map((by) => ['breakdown', `--by=${by}`, since.join('='), '--json', '-v']),
    ...breakdownKeys.map((by) => ['breakdown', `--by=${by}`, since.join('='), '--format=csv']),
    ['breakdown', ...since, '-v'],
    ['breakdown', 'export', '-v'],
    ['breakdown', 'export', '--output', file],
    ['doctor', '--json', '-v'],
    ['codexbar', 'cost', '--format', 'json'],
  ]) {
    const run = await runProgram(args, { home, env });
    assert.ok(!`${run.stdout}${run.stderr}`.includes(canary), args.join(' '));
  }
  const stored = readdirSync(env.KIMIBAR_DATA_DIR, { recursive: true, withFileTypes: true });
  for (const entry of stored.filter((one) => one.isFile()))
    assert.ok(!readFileSync(join(entry.parentPath, entry.name)).includes(canary), entry.name);
  assert.ok(!readFileSync(file, 'utf8').includes(canary));
  // Titles are shown to the user who looks at them.
  const shown = await runProgram(['breakdown', '--by', 'session', ...since], { home, env });
  assert.ok(shown.stdout.includes(canary));
});

test('a reader that is killed again and again counts everything once', async (t) => {
  const random = randomFrom(seedOf(t));
  const home = tempFolder(t);
  const truth = writeLogTree(join(home, '.kimi-code'), {
    sessions: 40,
    callsPerSession: 60,
    bytesPerCall: 3_000,
    seed: 2,
    startMs: Date.UTC(2026, 10, 20),
  });
  const args = ['breakdown', '--json', ...since];
  for (let kill = 0; kill < 20; kill += 1)
    await runProgram(args, {
      home,
      env: {},
      onStart: (child) => void setTimeout(() => child.kill('SIGKILL'), 40 + random() * 200),
    });
  // Two at once, each of which reads what the other has not.
  const [one, other] = await Promise.all([0, 1].map(() => runProgram(args, { home, env: {} })));
  for (const run of [one, other]) {
    const { tokens } = parsed(run?.stdout ?? '');
    const { input, output, cacheRead } = tokens;
    assert.equal(tokens.calls, truth.calls);
    assert.equal(input + output + cacheRead, truth.tokens);
  }
});

test('without a place for the ledger, the answer is the same', async (t) => {
  const home = tempFolder(t);
  const env = { KIMI_CODE_HOME: recordedHome('2.1.0'), KIMIBAR_DATA_DIR: '/dev/null/none' };
  const run = await runProgram(['breakdown', '--json', ...since], { home, env });
  assert.equal(run.exitCode, 0);
  assert.equal(parsed(run.stdout).tokens.calls, 34);
});

test('records of another computer are added once, however often they are imported', async (t) => {
  const [first, second] = [tempFolder(t), tempFolder(t)];
  const env = { KIMI_CODE_HOME: recordedHome('2.1.0') };
  const other = { KIMI_CODE_HOME: recordedHome('0.20.0') };
  const exported = await runProgram(['breakdown', 'export'], { home: first, env });
  for (let time = 0; time < 2; time += 1) {
    const options = { home: second, env: other, stdin: exported.stdout };
    const imported = await runProgram(['breakdown', 'import', '-'], options);
    assert.equal(imported.exitCode, 0, imported.stderr);
  }
  const options = { home: second, env: other };
  const all = parsed((await runProgram(['breakdown', '--json', ...since], options)).stdout);
  assert.equal(all.tokens.calls, 34 + 9);
  // Its own export has only its own records, and is nothing to import.
  const own = await runProgram(['breakdown', 'export'], options);
  assert.match(own.stdout.split('\n')[0] ?? '', /"format":"kimibar-breakdown","version":1/);
  const again = await runProgram(['breakdown', 'import', '-'], { ...options, stdin: own.stdout });
  assert.match(again.stdout, /nothing to import/);
  const damaged = exported.stdout.replace('"calls":', '"calls":-');
  const refused = await runProgram(['breakdown', 'import', '-'], { ...options, stdin: damaged });
  assert.equal(refused.exitCode, 1);
  assert.match(refused.stderr, /damaged in line 2; nothing was imported/);
});

/** A refused prompt, as Kimi Code 2.1 logs it. */
function refusal(atMs: number, message: string): string {
  const error = {
    code: 'provider.auth_error',
    name: 'APIStatusError',
    message,
    details: { statusCode: 403 },
    retryable: false,
  };
  return `${JSON.stringify({ type: 'turn.ended', agentId: 'main', reason: 'failed', error, time: atMs })}\n`;
}

test('a refusal in the log shows everywhere at once, although Kimi still says 0', async (t) => {
  const stage = await setStage(t, { scenario: 'fresh-week' });
  const { home, env } = stage;
  const startMs = Date.now() - 600_000;
  const size = { sessions: 1, callsPerSession: 2, bytesPerCall: 100 };
  writeLogTree(join(home, '.kimi-code'), { ...size, seed: 1, startMs });
  const server = await startServer(t, { home, env });
  const state = async (): Promise<string> => (await server.get('/usage')).text();
  await eventually(async () => (await state()).includes('"windows"') || undefined, 'usage');
  assert.ok(!(await state()).includes('"exhausted":true'));
  const [wire = ''] = globSync(join(home, '.kimi-code/sessions/*/*/agents/main/wire.jsonl'));
  appendFileSync(wire, refusal(Date.now(), '403 You have reached your weekly (7-day) usage limit'));
  // A new reading of the logs, by whichever process, makes it known.
  const shown = await stage.run(['breakdown', '--json', ...since]);
  assert.equal(parsed(shown.stdout).walls[0]?.window, 'weekly');
  const usage = await stage.run(['usage', '--json']);
  const [record] = JSON.parse(usage.stdout) as [
    { kimi: { windows: { id: string; exhausted: boolean }[]; wall?: { window: string } } },
  ];
  assert.equal(record.kimi.windows.find(({ id }) => id === 'weekly')?.exhausted, true);
  assert.equal(record.kimi.wall?.window, 'weekly');
  const card = await stage.run(['usage']);
  assert.match(card.stdout, /Kimi refused at [^:]*\d\d:\d\d: weekly limit/);
  const route = await server.get('/api/v1/breakdown?by=session&since=7d&titles=1');
  assert.equal(route.status, 200);
  assert.deepEqual(
    parsed(await route.text()).rows.map(({ label }) => label),
    ['Work'],
  );
  assert.equal((await server.get('/api/v1/breakdown?by=colour')).status, 400);
});

test('with several accounts, table, JSON and server say that logs do not name them', async (t) => {
  const stage = await setStage(t, { scenario: 'everyday' });
  const { home, env } = stage;
  const size = { sessions: 1, callsPerSession: 2, bytesPerCall: 100 };
  writeLogTree(join(home, '.kimi-code'), { ...size, seed: 1, startMs: Date.now() - 600_000 });
  const shared = async () => parsed((await stage.run(['breakdown', '--json', ...since])).stdout);
  const alone = await shared();
  assert.ok(alone.rows.length > 0 && alone.logsShared === undefined);
  const added = await stage.run(['accounts', 'add', 'work', '--stdin'], { stdin: workApiKey });
  assert.equal(added.exitCode, 0, added.stderr);
  assert.equal((await shared()).logsShared, true);
  const { stdout } = await stage.run(['breakdown', ...since]);
  assert.ok(stdout.replaceAll(/\s+/g, ' ').includes(en.breakdown.logsShared), stdout);
  const server = await startServer(t, { home, env });
  const route = await server.get('/api/v1/breakdown?since=7d');
  assert.equal(parsed(await route.text()).logsShared, true);
});
