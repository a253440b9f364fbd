import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { programPath } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { ageUsage } from '../../support/status-files.ts';
import { until } from '../../support/until.ts';

const has = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

async function install(stage: Stage, ...args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await stage.run(['usage']);
  assert.equal(exitCode, 0, stderr);
  const done = await stage.run(['statusline', 'install', ...args]);
  assert.equal(done.exitCode, 0, done.stderr);
}

function environment({ home, env }: Stage): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    TZ: 'UTC',
    ...env,
  };
}

test('Kimi Code runs the installed command as documented: sh -c, JSON on stdin, first line', async (t) => {
  const stage = await setStage(t);
  await install(stage, 'kimi-code');
  const toml = readFileSync(join(stage.home, '.kimi-code', 'tui.toml'), 'utf8');
  const [, quoted = '""'] = /^\[status_line\]\ncommand = (".*")\n$/.exec(toml) ?? [];
  const input = {
    model: 'k3',
    cwd: '/x',
    gitBranch: null,
    permissionMode: 'auto',
    planMode: false,
    contextUsage: 0.1,
    sessionId: 's',
    version: '1',
  };
  const runHook = async (stdin: 'json' | 'one line' | 'closed') => {
    const child = spawn('sh', ['-c', JSON.parse(quoted)], {
      env: { ...environment(stage), KIMI_CODE_STATUS_LINE: '1' },
      stdio: [stdin === 'closed' ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    child.stdin?.on('error', () => {});
    if (stdin === 'json') child.stdin?.end(JSON.stringify(input));
    if (stdin === 'one line') child.stdin?.write(`${JSON.stringify(input)}\n`);
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    const exitCode = await new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.destroy();
    return { exitCode, line: stdout.split('\n')[0] };
  };
  for (const stdin of ['json', 'one line', 'closed'] as const) {
    const { exitCode, line } = await runHook(stdin);
    assert.equal(exitCode, 0);
    const session = stdin === 'closed' ? '' : 'Never Ask  k3  /x  ';
    assert.match(line ?? '', /Kimi 5h \d+% left · 7d \d+% · empty (\w{3} )?\d\d:\d\d$/);
    assert.equal(line?.slice(0, line.indexOf('Kimi')), session);
  }
});

test('Node draws the session that the shell draws, and waits only briefly for it', async (t) => {
  const stage = await setStage(t);
  await stage.run(['usage']);
  const session = { model: 'k3', cwd: '/x', permissionMode: 'auto', planMode: true };
  const drawn =
    /^Never Ask plan  k3  \/x  Kimi 5h \d+% left · 7d \d+% · empty (\w{3} )?\d\d:\d\d\n$/;
  const env = { KIMI_CODE_STATUS_LINE: '1' };
  const stdin = JSON.stringify(session);
  assert.match((await stage.run(['statusline', 'kimi-code'], { env, stdin })).stdout, drawn);
  const child = spawn(process.execPath, [programPath, 'statusline', 'kimi-code'], {
    env: { ...environment(stage), ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  child.stdin.destroy();
  assert.equal(exitCode, 0);
  assert.match(stdout, /^Kimi 5h /);
});

test(
  'zsh draws the printed prompt, and expands nothing in it',
  { skip: !has('zsh') },
  async (t) => {
    const stage = await setStage(t);
    await stage.run(['usage']);
    const format = '{session.left}% %n `id` $(id) \\';
    const args = ['statusline', 'print', 'zsh', '--format', format];
    const { stdout: snippet } = await stage.run(args);
    const shown = execFileSync('zsh', ['-f', '-c', `${snippet}\nprint -P "$RPROMPT"`], {
      env: environment(stage),
      encoding: 'utf8',
    });
    assert.match(shown, /^\d+% %n `id` \$\(id\) \\\n$/);
  },
);

test(
  'tmux shows the line beside the user’s status-right, once however often its config is loaded',
  { skip: !has('tmux') },
  async (t) => {
    const stage = await setStage(t);
    writeFileSync(
      join(stage.home, '.tmux.conf'),
      'set -g status-interval 1\nset -g status-left ""\nset -ag status-right " #(kimibar statusline tmux --account work)"\n',
    );
    await install(stage, 'tmux', '--format', "{session.left}% it's #1 {state}");
    const env = { ...environment(stage), TMUX_TMPDIR: stage.home };
    const tmux = (server: string, ...args: readonly string[]): string =>
      execFileSync('tmux', ['-L', server, ...args], { env, encoding: 'utf8' });
    // The terminal for the tmux under test: another tmux.
    tmux(
      'outer',
      '-f',
      '/dev/null',
      'new-session',
      '-d',
      '-x',
      '120',
      '-y',
      '8',
      'env -u TMUX tmux -L inner new-session -n w "sleep 60"',
    );
    t.after(() => {
      for (const server of ['inner', 'outer'])
        spawnSync('tmux', ['-L', server, 'kill-server'], { env });
    });
    const screen = (): string => tmux('outer', 'capture-pane', '-p');
    await until(
      () => /\d+% it's #1 busy|\d+% it's #1 calm/.test(screen()),
      'the line in the status bar',
    );
    tmux('inner', 'source-file', join(stage.home, '.tmux.conf'));
    const right = tmux('inner', 'show', '-gv', 'status-right');
    assert.equal(right.match(/statusline\.sh tmux/g)?.length, 1);
    assert.match(right, /%H:%M/);
    assert.equal(tmux('inner', 'show', '-gv', 'status-right-length'), '100\n');
  },
);

test('i3blocks accepts the installed block', { skip: !has('i3blocks') }, async (t) => {
  const stage = await setStage(t, { scenario: 'session-out' });
  const config = join(stage.home, '.config', 'i3blocks', 'config');
  mkdirSync(join(config, '..'), { recursive: true });
  writeFileSync(config, '[hello]\ncommand=echo hi\ninterval=once\n');
  await install(stage, 'i3blocks');
  const child = spawn('i3blocks', ['-c', config], {
    env: environment(stage),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.after(() => child.kill());
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until(() => said.includes('Kimi'), 'a block');
  assert.match(said, /"full_text":"Kimi used up · back (\w{3} )?\d\d:\d\d"/);
  assert.match(said, /"short_text":"5h used up"/);
  assert.match(said, /"color":"#E5484D"/i);
});

test("waybar's module prints its JSON with the exact command in the config", async (t) => {
  const stage = await setStage(t);
  const config = join(stage.home, '.config', 'waybar', 'config');
  mkdirSync(join(config, '..'), { recursive: true });
  writeFileSync(config, '{"modules-right": ["clock"]}');
  await install(stage, 'waybar');
  const { 'custom/kimibar': module, 'modules-right': right } = JSON.parse(
    readFileSync(config, 'utf8'),
  );
  assert.deepEqual(right, ['clock', 'custom/kimibar']);
  assert.equal(module['return-type'], 'json');
  const lines = execFileSync('sh', ['-c', module.exec], {
    env: environment(stage),
    encoding: 'utf8',
  }).split('\n');
  assert.equal(lines.length, 2);
  const shown = JSON.parse(lines[0] ?? '');
  assert.deepEqual(Object.keys(shown), ['text', 'tooltip', 'class', 'alt', 'percentage']);
  assert.ok(Number.isInteger(shown.percentage) && shown.percentage > 0 && shown.percentage < 100);
  assert.match(
    shown.tooltip,
    /^Enough until .*\nThen .*\nKimi Code · Allegretto\n5-hour {2}\d+% left · resets in/,
  );
});

test("SwiftBar's plugin runs as a program and refreshes with the command in its menu", async (t) => {
  const stage = await setStage(t);
  const folder = join(stage.home, 'My Plugins');
  await install(stage, 'swiftbar', '--folder', folder);
  const menu = execFileSync(join(folder, 'kimibar.1m.sh'), {
    env: environment(stage),
    encoding: 'utf8',
  });
  assert.match(
    menu,
    /^Kimi 5h .*\n---\nEnough until .*\nThen .*\nKimi Code · Allegretto · just now\n5-hour {2}/,
  );
  const [, shell = '', parameters = ''] =
    /^Refresh now \| bash=(\S+) (.*) terminal=false refresh=true$/m.exec(menu) ?? [];
  const words = [...parameters.matchAll(/param\d+=(?:"([^"]*)"|(\S+))/g)].map(
    ([, inQuotes, bare]) => inQuotes ?? bare ?? '',
  );
  assert.equal(words[0], programPath);
  // A click soon after another refresh makes no request.
  ageUsage(stage, 60_000);
  // The simulated Kimi runs in this process, so nothing here may block.
  await promisify(execFile)(shell, words, { env: environment(stage) });
  assert.equal(stage.asked('usages'), 2);
  assert.ok(existsSync(folder));
});
