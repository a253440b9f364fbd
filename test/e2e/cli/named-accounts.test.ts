import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { demoApiKey, workApiKey } from '../../../src/simulator/demo-accounts.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { readUsageArray } from '../../support/usage-contract.ts';

async function addAccounts({ run }: Stage): Promise<void> {
  for (const [name, key] of [
    ['work', workApiKey],
    ['side job', demoApiKey],
  ] as const) {
    const added = await run(['accounts', 'add', name, '--stdin'], { stdin: key });
    assert.equal(added.exitCode, 0, added.stderr);
  }
}

/** What each command shows if it names no account. */
async function shownBy({ run }: Stage): Promise<Readonly<Record<string, unknown>>> {
  const [usage] = readUsageArray((await run(['--json'])).stdout);
  await run(['statusline', 'refresh', '--force']);
  const line = (await run(['statusline', 'plain', '--format', '{plan}'])).stdout.trim();
  const history = JSON.parse((await run(['history', '--json'])).stdout) as { account?: string };
  const guard = JSON.parse((await run(['guard', '--json'])).stdout) as { account?: string };
  return {
    usage: usage?.account,
    line,
    history: history.account,
    guard: guard.account,
  };
}

test('with named accounts only, every command shows the first, then the default one', async (t) => {
  const stage = await setStage(t, { key: '' });
  await addAccounts(stage);
  const first = { usage: 'work', line: 'Vivace', history: 'work', guard: 'work' };
  assert.deepEqual(await shownBy(stage), first);
  await stage.run(['accounts', 'default', 'side job']);
  const chosen = { usage: 'side job', line: 'Allegretto', history: 'side job', guard: 'side job' };
  assert.deepEqual(await shownBy(stage), chosen);
  await stage.run(['accounts', 'rename', 'side job', 'private']);
  const renamed = { usage: 'private', line: 'Allegretto', history: 'private', guard: 'private' };
  assert.deepEqual(await shownBy(stage), renamed);
  await stage.run(['accounts', 'remove', 'private']);
  assert.deepEqual(await shownBy(stage), first);
});

test('a main account with a sign-in is shown unless another is the default one', async (t) => {
  const stage = await setStage(t);
  await addAccounts(stage);
  const main = { usage: undefined, line: 'Allegretto', history: undefined, guard: undefined };
  assert.deepEqual(await shownBy(stage), main);
  await stage.run(['accounts', 'default', 'work']);
  assert.equal((await shownBy(stage))['usage'], 'work');
  const [record] = readUsageArray((await stage.run(['--json', '--account', 'main'])).stdout);
  assert.equal(record?.account, undefined);
  await stage.run(['accounts', 'default', 'main']);
  assert.deepEqual(await shownBy(stage), main);
});

test('a renamed account keeps its history and its cached usage', async (t) => {
  const stage = await setStage(t, { key: '' });
  await addAccounts(stage);
  await stage.run(['statusline', 'refresh']);
  const windows = async (name: string): Promise<number> => {
    const { stdout } = await stage.run(['history', '--json', '--account', name]);
    return (JSON.parse(stdout) as { windows: unknown[] }).windows.length;
  };
  assert.equal(await windows('work'), 3);
  await stage.run(['accounts', 'rename', 'work', 'office']);
  assert.equal(await windows('office'), 3);
  assert.match((await stage.run(['statusline', 'plain', '--no-refresh'])).stdout, /left/);
  const before = stage.asked('usages');
  await stage.run(['usage', '--account', 'office']);
  assert.equal(stage.asked('usages'), before);
});

test('a status line that names an account shows that one', async (t) => {
  const stage = await setStage(t, { key: '' });
  await addAccounts(stage);
  const plan = async (...flags: readonly string[]): Promise<string> =>
    (await stage.run(['statusline', 'plain', '--format', '{plan}', ...flags])).stdout.trim();
  await stage.run(['statusline', 'refresh', '--account', 'side job']);
  assert.equal(await plan('--account', 'side job'), 'Allegretto');
  assert.equal(await plan('--account', 'main'), 'Kimi · no data yet');
  assert.equal(await plan(), 'Vivace');
});

test('an unknown account is reported with the known ones, both flags at once are rejected', async (t) => {
  const stage = await setStage(t, { key: '' });
  await addAccounts(stage);
  for (const command of ['usage', 'guard', 'history', 'watch', 'statusline plain', 'tray']) {
    const { exitCode, stderr } = await stage.run([...command.split(' '), '--account', 'wrk']);
    assert.equal(exitCode, 64, command);
    assert.equal(
      stderr,
      'No account named wrk. Did you mean work? Your accounts: work, side job\n',
      command,
    );
  }
  for (const command of ['usage', 'history', 'watch']) {
    const both = await stage.run([command, '--account', 'work', '--all-accounts']);
    assert.deepEqual(
      [both.exitCode, both.stderr],
      [64, 'Use either --account or --all-accounts, not both.\n'],
    );
  }
  assert.equal(stage.simulator.requests.length, 0);
});

test('all accounts at once: history as a list, or with a last column', async (t) => {
  const stage = await setStage(t, { key: '' });
  await addAccounts(stage);
  await stage.run(['statusline', 'refresh']);
  const json = await stage.run(['history', '--all-accounts', '--json']);
  const records = JSON.parse(json.stdout) as { account: string; windows: unknown[] }[];
  assert.deepEqual(
    records.map(({ account, windows }) => [account, windows.length]),
    [
      ['work', 3],
      ['side job', 0],
    ],
  );
  const csv = await stage.run(['history', '--all-accounts', '--format', 'csv']);
  const [header = '', line = ''] = csv.stdout.split('\r\n');
  assert.match(header, /^at,window,.*,resets_at,account$/);
  assert.match(line, /,work$/);
});

test('an account keeps its number in metrics when others come', async (t) => {
  const stage = await setStage(t, { key: '' });
  await addAccounts(stage);
  const up = async (env: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const server = await startServer(t, { home: stage.home, env });
    await server.get('/usage');
    const text = await (await server.get('/metrics')).text();
    await server.stop();
    return (text.match(/kimibar_up\{account="\d+"/g) ?? []).toSorted();
  };
  const [one, two] = ['kimibar_up{account="1"', 'kimibar_up{account="2"'];
  assert.deepEqual(await up(stage.env), [one, two]);
  assert.deepEqual(await up({ ...stage.env, KIMI_CODE_API_KEY: demoApiKey }), [
    'kimibar_up{account="0"',
    one,
    two,
  ]);
});

test('doctor lists the accounts, completion offers their names', async (t) => {
  const stage = await setStage(t, { key: '' });
  await addAccounts(stage);
  const doctor = await stage.run(['doctor']);
  assert.equal(doctor.exitCode, 0, doctor.stdout);
  assert.match(doctor.stdout, /✓ work(?: \(default\))? +Kimi responded \(API key\)\n/);
  assert.match(doctor.stdout, /✓ side job +Kimi responded \(API key\)\n/);
  assert.doesNotMatch(doctor.stdout, /✗|kimibar setup/);
  for (const words of [
    ['usage', '--account', ''],
    ['accounts', 'remove', ''],
    ['statusline', 'tmux', '--account', 'w'],
  ]) {
    const { stdout } = await stage.run(['complete', '--', ...words]);
    assert.ok(stdout.split('\n').includes('work\t'), words.join(' '));
  }
});

test('the accounts as a table and as JSON', async (t) => {
  const stage = await setStage(t, { key: '' });
  await addAccounts(stage);
  const { stdout } = await stage.run(['accounts']);
  assert.match(stdout, /^Account .* 5-hour .* Outlook\n/);
  assert.match(stdout, /\nMost room: work\. Next back: side job (?:on \w+ )?at \d\d:\d\d\.\n$/);
  const json = JSON.parse((await stage.run(['accounts', '--json'])).stdout) as {
    accounts: { name: string; number: number; shown: boolean; apiKey: unknown }[];
    mostRoom: string;
  };
  assert.deepEqual(
    json.accounts.map(({ name, number, shown }) => [name, number, shown]),
    [
      ['side job', 2, false],
      ['work', 1, true],
    ],
  );
  assert.equal(json.mostRoom, 'work');
  assert.ok(!JSON.stringify(json).includes(workApiKey));
});

test('config unset accounts removes nothing and names the command', async (t) => {
  const stage = await setStage(t, { key: '' });
  await addAccounts(stage);
  const path = join(stage.home, '.config', 'kimibar', 'config.json');
  const before = readFileSync(path, 'utf8');
  const { exitCode, stderr } = await stage.run(['config', 'unset', 'accounts']);
  assert.equal(exitCode, 64);
  assert.match(stderr, /kimibar accounts remove NAME\. Your accounts: work, side job\n$/);
  assert.equal(readFileSync(path, 'utf8'), before);
});
