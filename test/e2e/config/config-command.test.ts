import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { settableNames } from '../../../src/config/settings-table.ts';
import { killAtEveryStep } from '../../support/kill-at-every-step.ts';
import { runProgram, type ProgramRun } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const key = 'sk-kimi-CANARY0123456789a1b2';

function fileIn(home: string): string {
  return join(home, '.config', 'kimibar', 'config.json');
}

function kimibar(home: string, args: string, stdin?: string | Buffer): Promise<ProgramRun> {
  return runProgram(args.split(' '), { home, env: {}, stdin });
}

test('a piped key is stored, shown masked and removed again', async (t) => {
  const home = tempFolder(t);
  const set = await kimibar(home, 'config set-api-key --provider kimi --stdin', `${key}\n`);
  assert.deepEqual(set, {
    exitCode: 0,
    stdout: 'Config: stored API key for Kimi Code and enabled\n',
    stderr: '',
  });
  const show = await kimibar(home, 'config show');
  assert.match(show.stdout, /apiKey +…a1b2 +config file/);
  const dump = await kimibar(home, 'config dump');
  assert.doesNotMatch(show.stdout + dump.stdout, /CANARY/);
  assert.equal((await kimibar(home, 'config unset apiKey')).exitCode, 0);
  assert.doesNotMatch(readFileSync(fileIn(home), 'utf8'), /CANARY/);
});

test('--no-enable and --format json', async (t) => {
  const home = tempFolder(t);
  await kimibar(home, 'config disable');
  const set = await kimibar(
    home,
    `config set-api-key --provider kimi --api-key ${key} --no-enable --format json`,
  );
  assert.deepEqual(JSON.parse(set.stdout), {
    provider: 'kimi',
    enabled: false,
    configPath: fileIn(home),
  });
  const providers = await kimibar(home, 'config providers --format json');
  assert.equal(
    providers.stdout,
    '[{"provider":"kimi","displayName":"Kimi Code","enabled":false,"defaultEnabled":true}]\n',
  );
});

test('a piped line of a shell file, also in UTF-16, is stored as the key alone', async (t) => {
  const home = tempFolder(t);
  for (const line of [
    `export KIMI_CODE_API_KEY="${key}"\n`,
    Buffer.from(`\ufeff${key}\r\n`, 'utf16le'),
  ]) {
    const set = await kimibar(home, 'config set-api-key --provider kimi --stdin', line);
    assert.equal(set.exitCode, 0, set.stderr);
    const config = JSON.parse(readFileSync(fileIn(home), 'utf8'));
    assert.equal(config.providers[0].apiKey, key);
    assert.equal((await kimibar(home, 'config unset apiKey')).exitCode, 0);
  }
});

const refused = [
  [
    `set-api-key --provider kimi --api-key ${key} --stdin`,
    'Use either --api-key or --stdin, not both.',
  ],
  ['set-api-key --provider kimi', 'Missing API key. Pass --api-key <key> or pipe it with --stdin.'],
  [
    `set-api-key --provider codex --api-key ${key}`,
    'Unknown or missing provider. Use --provider kimi.',
  ],
  ['set-source nowhere', 'Invalid value for source. Use one of: auto, api, cli, web.'],
  [
    'set colour blue',
    `Unknown setting colour. Did you mean tray.colour? Use one of: ${settableNames.join(', ')}.`,
  ],
] as const;

for (const [args, line] of refused) {
  test(`config ${args.replace(key, 'KEY')} is rejected in one line`, async (t) => {
    assert.deepEqual(await kimibar(tempFolder(t), `config ${args}`), {
      exitCode: 64,
      stdout: '',
      stderr: `${line}\n`,
    });
  });
}

test('every command reports a broken file with line and column and never overwrites it', async (t) => {
  const home = tempFolder(t);
  mkdirSync(dirname(fileIn(home)), { recursive: true });
  const broken = `{\n  "providers": [{"id": "kimi", "apiKey": "${key}",}]\n}`;
  writeFileSync(fileIn(home), broken);
  const column = broken.split('\n')[1]?.lastIndexOf(',') ?? 0;
  const place = `${fileIn(home)}:2:${column + 1}`;
  for (const args of [
    'config show',
    'config validate',
    'config set source api',
    'config disable',
    'usage',
  ]) {
    const { exitCode, stdout, stderr } = await kimibar(home, args);
    assert.equal(exitCode, 1, args);
    assert.ok((stdout + stderr).includes(place), `${args}: ${stdout}${stderr}`);
    assert.doesNotMatch(stdout + stderr, /CANARY/);
  }
  assert.equal(readFileSync(fileIn(home), 'utf8'), broken);
});

test('eight commands at once lose none of their changes', async (t) => {
  const home = tempFolder(t);
  const commands = [
    'set source api',
    'set cookieSource off',
    'set region global',
    'set language en',
    'set display.meters used',
    'disable',
    `set-api-key --provider kimi --api-key ${key} --account one --no-enable`,
    `set-api-key --provider kimi --api-key ${key} --account two --no-enable`,
  ];
  const runs = await Promise.all(commands.map((command) => kimibar(home, `config ${command}`)));
  assert.deepEqual(
    runs.map(({ exitCode }) => exitCode),
    commands.map(() => 0),
  );
  const { providers, language, display } = JSON.parse(readFileSync(fileIn(home), 'utf8'));
  const [{ accounts, ...kimi }] = providers;
  assert.deepEqual(kimi, {
    id: 'kimi',
    source: 'api',
    cookieSource: 'off',
    region: 'global',
    enabled: false,
  });
  assert.deepEqual(accounts.map(({ name }: { name: string }) => name).toSorted(), ['one', 'two']);
  assert.deepEqual([language, display], ['en', { meters: 'used' }]);
});

test('config set leaves the old or the new file if it is killed at any step', async (t) => {
  const mine = '{\n  "version": 1,\n  "mine": ["stays"] ,\n  "display": {"meters": "left"}\n}\n';
  const left = new Set<string>();
  const kills = await killAtEveryStep(async ({ step, dieBelow }) => {
    const home = tempFolder(t);
    const folder = dirname(fileIn(home));
    mkdirSync(folder, { recursive: true });
    writeFileSync(fileIn(home), mine);
    const run = await runProgram(['config', 'set', 'display.meters', 'used'], {
      home,
      env: dieBelow(home),
    });
    const text = readFileSync(fileIn(home), 'utf8');
    assert.ok([mine, mine.replace('left', 'used')].includes(text), `step ${step}: ${text}`);
    for (const name of readdirSync(folder)) left.add(name.replace(/[\da-f-]{36}/, 'UUID'));
    // Locks and temporary files count as abandoned after some seconds: two minutes pass.
    const then = new Date(Date.now() - 120_000);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), then, then);
    assert.equal((await kimibar(home, 'config set region global')).exitCode, 0);
    assert.ok(readFileSync(fileIn(home), 'utf8').includes('\n  "mine": ["stays"] ,\n'));
    assert.deepEqual(readdirSync(folder), ['config.json'], 'the next change tidies up');
    return run.exitCode;
  });
  assert.ok(kills >= 5, `${kills} kills`);
  assert.deepEqual([...left].toSorted(), [
    'config.json',
    'config.json.UUID.tmp',
    'config.json.lock',
  ]);
});
