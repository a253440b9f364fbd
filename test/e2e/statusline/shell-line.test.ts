import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { workApiKey } from '../../../src/simulator/demo-accounts.ts';
import { shells } from '../../support/shells.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { ageUsage, dataFolderOf, latestUsage } from '../../support/status-files.ts';
import { noPosixPaths } from '../../support/this-system.ts';
import { eventually, until } from '../../support/until.ts';

const minuteMs = 60_000;
const everyday = /^Kimi 5h \d+% left · 7d \d+% · empty (\w{3} )?\d\d:\d\d\n$/;
const options = { skip: noPosixPaths };

const statusFolder = (stage: Stage): string => join(dataFolderOf(stage), 'statusline');

/** The shell's claims to refresh. */
const claims = (stage: Stage): string[] =>
  readdirSync(statusFolder(stage)).filter((name) => /^(refresh|changed)-/.test(name));

/** A stage with usage and a status line in Kimi Code, installed with these flags. */
async function setLine(t: TestContext, ...flags: readonly string[]): Promise<Stage> {
  const stage = await setStage(t);
  await stage.run(['usage']);
  const { exitCode, stderr } = await stage.run(['statusline', 'install', 'kimi-code', ...flags]);
  assert.equal(exitCode, 0, stderr);
  return stage;
}

/** Runs the installed command, as Kimi Code does. */
async function draw(
  { home, env }: Stage,
  more: Readonly<Record<string, string>> = {},
  shell: readonly string[] = ['sh'],
): Promise<string> {
  const toml = readFileSync(join(home, '.kimi-code', 'tui.toml'), 'utf8');
  const [, quoted = '""'] = /^command = (".*")$/m.exec(toml) ?? [];
  const command = String(JSON.parse(quoted)).replace(/^sh /, `${shell.join(' ')} `);
  const { stdout } = await promisify(execFile)('sh', ['-c', command], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, ...env, ...more },
  });
  return stdout;
}

/** Draws the line until it is like this. */
async function shows(stage: Stage, pattern: RegExp): Promise<void> {
  await eventually(
    async () => pattern.test(await draw(stage)) || undefined,
    `a line like ${pattern}`,
  );
}

/** Makes the usage and the texts of the line older. */
async function age(stage: Stage, ms: number): Promise<void> {
  ageUsage(stage, ms);
  assert.equal((await stage.run(['config', 'set', 'tray.title', 'percent'])).exitCode, 0);
}

test('a second account has its line beside the installed one', options, async (t) => {
  const stage = await setLine(t, '--format', '{plan}');
  await stage.run(['accounts', 'add', 'work', '--stdin'], { stdin: workApiKey });
  await stage.run(['statusline', 'refresh', '--account', 'work', '--force']);
  const command = ['statusline', 'tmux', '--account', 'work', '--format', '{plan}'];
  assert.match((await stage.run(command)).stdout, /Vivace/);
  assert.equal((await draw(stage)).trim(), 'Allegretto');
});

test('stale usage starts one refresh, however many lines there are', options, async (t) => {
  const stage = await setLine(t);
  for (const shell of shells) assert.match(await draw(stage, {}, shell), everyday, shell.join(' '));
  assert.deepEqual(claims(stage), []);
  // The shell knows whole seconds only.
  await age(stage, 12 * minuteMs + 2000);
  const drawn = await Promise.all(
    Array.from({ length: 12 }, (_, index) => draw(stage, {}, shells[index % shells.length])),
  );
  assert.match(drawn[0] ?? '', /^⚠ Kimi 5h \d+% left · 12m old\n$/);
  await until(() => latestUsage(stage).snapshot.fetchedAtMs > Date.now() - minuteMs, 'fresh usage');
  await shows(stage, everyday);
  assert.equal(stage.asked('usages'), 2);
  assert.equal(claims(stage).length, 1);
});

test('no refresh is started if a daemon refreshes, or with --no-refresh', options, async (t) => {
  const stage = await setLine(t);
  await age(stage, 7 * minuteMs);
  const { slot } = latestUsage(stage);
  const schedule = {
    pid: 1,
    writtenAtMs: Date.now(),
    nextRefreshAtMs: { another: 1, [slot]: Date.now() + minuteMs },
  };
  writeFileSync(join(dataFolderOf(stage), 'schedule.json'), JSON.stringify(schedule));
  await draw(stage);
  assert.deepEqual(claims(stage), []);
  rmSync(join(dataFolderOf(stage), 'schedule.json'));
  await stage.run(['statusline', 'install', 'kimi-code', '--no-refresh']);
  await draw(stage);
  assert.deepEqual(claims(stage), []);
  await stage.run(['statusline', 'install', 'kimi-code']);
  await draw(stage);
  assert.equal(claims(stage).length, 1);
  await until(() => stage.asked('usages') === 2, 'a refresh');
});

test('settings show at once, and never blank the line', options, async (t) => {
  const stage = await setLine(t);
  await stage.run(['config', 'set', 'tray.title', 'percent']);
  assert.match(await draw(stage), everyday);
  await stage.run(['config', 'set', 'display.meters', 'used']);
  assert.match(await draw(stage), /^Kimi 5h \d+% used · 7d \d+%/);
  await stage.run(['config', 'disable', '--provider', 'kimi']);
  assert.equal(await draw(stage), 'Kimi · off\n');
  await stage.run(['config', 'enable', '--provider', 'kimi']);
  assert.match(await draw(stage), /^Kimi 5h \d+% used · 7d \d+%/);
  assert.deepEqual(claims(stage), []);
  assert.equal(stage.asked('usages'), 1);
});

test('a config file that is edited by hand shows with the next line', options, async (t) => {
  const stage = await setLine(t);
  const folder = join(stage.home, '.config', 'kimibar');
  mkdirSync(folder, { recursive: true });
  const edit = (text: string): void => writeFileSync(join(folder, 'config.json'), text);
  edit('{');
  assert.match(await draw(stage), everyday);
  await shows(stage, /^Kimi · config file error\n$/);
  edit('{"providers": [{"id": "kimi", "enabled": false}]}');
  await shows(stage, /^Kimi · off\n$/);
  rmSync(join(folder, 'config.json'));
  await shows(stage, everyday);
  assert.equal(stage.asked('usages'), 1);
});

test(
  "another key's usage is never shown; a bar without a key shows the last",
  options,
  async (t) => {
    const stage = await setLine(t, '--no-refresh');
    const other = { KIMI_CODE_API_KEY: 'sk-kimi-another-account' };
    const bare = { KIMI_CODE_API_KEY: '', KIMI_CODE_BASE_URL: '', KIMI_WEB_BASE_URL: '' };
    for (const shell of shells) {
      assert.equal(await draw(stage, other, shell), 'Kimi · no data yet\n');
      assert.match(await draw(stage, bare, shell), everyday);
    }
  },
);

test('installing again changes the template; uninstalling leaves no file', options, async (t) => {
  const stage = await setLine(t);
  await stage.run(['statusline', 'install', 'kimi-code', '--format', '{session.left} \\ %']);
  assert.match(await draw(stage), /^\d+ \\ %\n$/);
  await stage.run(['statusline', 'install', 'zsh']);
  await stage.run(['statusline', 'uninstall', 'kimi-code']);
  assert.ok(readdirSync(statusFolder(stage)).includes('kimibar-statusline.sh'));
  await stage.run(['statusline', 'uninstall', 'zsh']);
  assert.deepEqual(readdirSync(statusFolder(stage)), []);
});

test('without a folder for the script nothing is installed', options, async (t) => {
  const stage = await setStage(t);
  mkdirSync(dataFolderOf(stage), { recursive: true });
  writeFileSync(statusFolder(stage), '');
  for (const command of ['install', 'print']) {
    const { exitCode, stdout, stderr } = await stage.run(['statusline', command, 'kimi-code']);
    assert.deepEqual([exitCode, stdout], [1, ''], stderr);
    assert.match(stderr, /^Can't write .*kimibar \(.+\)\. Nothing changed\.\n$/);
  }
  assert.ok(!existsSync(join(stage.home, '.kimi-code', 'tui.toml')));
});
