import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { runProgram, type ProgramRun } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const key = 'sk-kimi-CANARY0123456789a1b2';

function fileIn(home: string): string {
  return join(home, '.config', 'kimibar', 'config.json');
}

function kimibar(home: string, args: string, stdin?: string): Promise<ProgramRun> {
  return runProgram(args.split(' '), { home, env: {}, stdin });
}

test('a key that is piped in is stored, shown masked, and taken out again', async (t) => {
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

const refused = [
  [
    `set-api-key --provider kimi --api-key ${key} --stdin`,
    'Use either --api-key or --stdin, not both.',
  ],
  ['set-api-key --provider kimi', 'Missing API key. Pass --api-key <key> or pipe it with --stdin.'],
  [`set-api-key --api-key ${key}`, 'Unknown or missing provider. Use --provider kimi.'],
  [
    `set-api-key --provider codex --api-key ${key}`,
    'Unknown or missing provider. Use --provider kimi.',
  ],
  ['set-source nowhere', 'Unknown value for source. Use one of: auto, api, cli, web.'],
  [
    'set colour blue',
    'Unknown setting colour. Use one of: enabled, source, cookieSource, region, language, display.meters, refresh.cadence, notifications.enabled, notifications.thresholds, notifications.events, notifications.quietHours, server.host, server.port, server.metricsAccountNames, tray.title, tray.panel, tray.colour.',
  ],
] as const;

for (const [args, line] of refused) {
  test(`config ${args.replace(key, 'KEY')} is refused in one line`, async (t) => {
    assert.deepEqual(await kimibar(tempFolder(t), `config ${args}`), {
      exitCode: 64,
      stdout: '',
      stderr: `${line}\n`,
    });
  });
}

test('a broken file is named with line and column by every command and never overwritten', async (t) => {
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

test('the program killed at a hundred random moments leaves the old or the new file', async (t) => {
  const home = tempFolder(t);
  const startedAtMs = Date.now();
  await kimibar(home, 'config set source auto');
  const usualMs = Date.now() - startedAtMs;
  let finished = 0;
  const killOne = async (name: string): Promise<void> => {
    const ownHome = join(home, name);
    mkdirSync(dirname(fileIn(ownHome)), { recursive: true });
    writeFileSync(fileIn(ownHome), '{"mine": "stays", "display": {"meters": "left"}}');
    await runProgram(['config', 'set', 'display.meters', 'used'], {
      home: ownHome,
      env: {},
      onStart: (child) => setTimeout(() => child.kill('SIGKILL'), usualMs * (0.5 + Math.random())),
    });
    const { mine, display } = JSON.parse(readFileSync(fileIn(ownHome), 'utf8'));
    assert.equal(mine, 'stays');
    assert.ok(['left', 'used'].includes(display.meters));
    if (display.meters === 'used') finished += 1;
  };
  for (let run = 0; run < 50; run += 1) await Promise.all([killOne(`${run}a`), killOne(`${run}b`)]);
  assert.ok(finished > 0 && finished < 100, `${finished} of 100 had written before the kill`);
});
