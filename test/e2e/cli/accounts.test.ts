import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { demoApiKey, workApiKey } from '../../../src/simulator/demo-accounts.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { noScripts } from '../../support/this-system.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

test("--account NAME uses that account's key and cache, and puts its name in the record", async (t) => {
  const stage = await setStage(t);
  writeConfig(stage, { accounts: [{ name: 'work', apiKey: workApiKey }] });
  const [main] = readUsageArray((await stage.run(['--json'])).stdout);
  const [work] = readUsageArray((await stage.run(['--json', '--account', 'work'])).stdout);
  assert.deepEqual([main?.account, main?.kimi?.plan], [undefined, 'Allegretto']);
  assert.deepEqual([work?.account, work?.kimi?.plan], ['work', 'Vivace']);
  const card = await stage.run(['usage', '--account', 'work']);
  assert.match(card.stdout, /^Kimi Code · work · Vivace /);
  assert.equal(stage.asked('usages'), 2);
});

test('an account never uses the key of another', async (t) => {
  const stage = await setStage(t);
  writeConfig(stage, { accounts: [{ name: 'empty' }] });
  const { exitCode, stdout, stderr } = await stage.run(['usage', '--account', 'empty']);
  assert.deepEqual([exitCode, stdout], [1, '']);
  assert.equal(
    stderr,
    'empty: Account empty has no key. Add one: kimibar config set-api-key --account empty --stdin\n',
  );
  assert.equal(stage.simulator.requests.length, 0);
});

test(
  'following the advice about an account changes no other account',
  { skip: noScripts },
  async (t) => {
    const stage = await setStage(t, { key: '' });
    const name = "old job's $(touch x)";
    writeConfig(stage, {
      apiKey: demoApiKey,
      accounts: [{ name, apiKey: 'sk-kimi-no-longer-valid' }, { name: 'empty' }],
    });
    for (const account of [name, 'empty']) {
      const { stderr } = await stage.run(['usage', '--account', account]);
      const command = /: kimibar (config set-api-key .+)\n$/.exec(stderr)?.[1] ?? '';
      // A shell reads the quotes as it would for a user.
      const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
      const { exitCode } = await stage.run(stdout.split('\0').slice(0, -1), { stdin: workApiKey });
      assert.equal(exitCode, 0, command);
      const [record] = readUsageArray((await stage.run(['--json', '--account', account])).stdout);
      assert.equal(record?.kimi?.plan, 'Vivace');
    }
    const { providers } = JSON.parse(readFileSync(configPath(stage), 'utf8')) as {
      providers: unknown[];
    };
    assert.deepEqual(providers, [
      {
        id: 'kimi',
        enabled: true,
        apiKey: demoApiKey,
        accounts: [
          { name, apiKey: workApiKey, number: 1 },
          { name: 'empty', apiKey: workApiKey, number: 2 },
        ],
      },
    ]);
  },
);

test('control characters in a name never reach the terminal', async (t) => {
  const stage = await setStage(t, { key: '' });
  const name = 'a\u001B[31m\nb\u009Bc\u202Ed';
  writeConfig(stage, { accounts: [{ name }, { name: 'x', apiKey: workApiKey }] });
  for (const args of [
    ['--all-accounts'],
    ['--account', name],
    ['--all-accounts', '--json'],
    ['config', 'show'],
    ['config', 'show', '--format', 'json'],
    ['config', 'dump'],
    ['config', 'validate'],
    ['history', '--account', name],
    ['doctor'],
    ['usage', '--account', `${name}?`],
  ]) {
    const { stdout, stderr } = await stage.run(args);
    assert.doesNotMatch(stdout + stderr, /(?!\n)[\p{Cc}\p{Cf}]/u, args.join(' '));
    assert.ok(stderr.split('\n').length <= 3, stderr);
  }
  const dumped = await stage.run(['config', 'dump']);
  assert.match(JSON.stringify(JSON.parse(dumped.stdout)), /a\\u001b/);
});

test('--all-accounts prints one record each, in order, even if one fails', async (t) => {
  const stage = await setStage(t);
  writeConfig(stage, {
    accounts: [
      { name: 'work', apiKey: workApiKey },
      { name: 'old', apiKey: 'sk-kimi-no-longer-valid' },
    ],
  });
  const { exitCode, stdout, stderr } = await stage.run(['--all-accounts', '--json']);
  assert.equal(exitCode, 1);
  const records = readUsageArray(stdout);
  assert.deepEqual(
    records.map(({ account, kimi, error }) => [account, kimi?.plan, error?.reason]),
    [
      [undefined, 'Allegretto', undefined],
      ['work', 'Vivace', undefined],
      ['old', undefined, 'credential-rejected'],
    ],
  );
  assert.match(stderr, /^old: Kimi Code API key is invalid or expired\.[^\n]+\n$/);
  const cards = await stage.run(['--all-accounts']);
  assert.equal(cards.stdout.match(/^Kimi Code · /gm)?.length, 2);
  assert.equal(cards.stderr, stderr);
});

test('with named accounts only, a missing main account is not reported', async (t) => {
  const stage = await setStage(t, { key: '' });
  writeConfig(stage, {
    accounts: [
      { name: 'personal', apiKey: demoApiKey },
      { name: 'work', apiKey: workApiKey },
    ],
  });
  const { exitCode, stdout, stderr } = await stage.run(['--all-accounts', '--json']);
  assert.deepEqual([exitCode, stderr], [0, '']);
  assert.deepEqual(
    readUsageArray(stdout).map(({ account }) => account),
    ['personal', 'work'],
  );
});

test('the key in the settings comes before the one in the environment', async (t) => {
  const stage = await setStage(t);
  writeConfig(stage, { apiKey: workApiKey });
  assert.equal(readUsageArray((await stage.run(['--json'])).stdout)[0]?.kimi?.plan, 'Vivace');
});

test('disabled, it prints an empty array or one line on how to enable it, and requests nothing', async (t) => {
  const stage = await setStage(t);
  await stage.run(['config', 'disable', '--provider', 'kimi']);
  assert.deepEqual(await stage.run(['usage', '--json']), {
    exitCode: 0,
    stdout: '[]\n',
    stderr: '',
  });
  const text = await stage.run([]);
  assert.equal(text.exitCode, 0);
  assert.match(text.stdout, /^[^\n]+kimibar config enable[^\n]*\n$/);
  assert.equal(stage.simulator.requests.length, 0);
  await stage.run(['config', 'enable', '--provider', 'kimi']);
  assert.match((await stage.run([])).stdout, /^Kimi Code · Allegretto/);
});

function configPath({ home }: Stage): string {
  return join(home, '.config', 'kimibar', 'config.json');
}

function writeConfig(stage: Stage, kimi: Readonly<Record<string, unknown>>): void {
  const path = configPath(stage);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ version: 1, providers: [{ id: 'kimi', ...kimi }] }));
}
