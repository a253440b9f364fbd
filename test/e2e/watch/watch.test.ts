import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { displayWidth } from '../../../src/present/words/columns.ts';
import { runProgram } from '../../support/run-program.ts';
import { setStage } from '../../support/stage.ts';
import { openTerminalShell, type TerminalShell } from '../../support/terminal-shell.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { tmuxIsMissing } from '../../support/tmux.ts';
import { eventually } from '../../support/until.ts';

const skip = tmuxIsMissing;

/** The 5-hour window's countdown. */
function clockOf(text: string): string | undefined {
  return /resets [\w :]+, in (\d:\d\d:\d\d)/.exec(text)?.[1];
}

async function untilShell(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  await eventually(async () => ((await isTrue()) ? true : undefined), what);
}

async function watchOn(t: TestContext, columns: number, rows: number, environment = '') {
  const stage = await setStage(t);
  const shell = await openTerminalShell(t, {
    env: { ...stage.env, COLORTERM: 'truecolor' },
    home: stage.home,
    columns,
    rows,
  });
  await shell.run(
    `stty -a > before; ${environment} kimibar watch; echo "ended $?"; stty -a > after; echo settled`,
  );
  await shell.waitFor(
    (text) => /next refresh in \d+:\d\d|\d+:\d\d 后刷新/.test(text),
    'the reading',
  );
  return { stage, shell };
}

/** The shell again, its screen, its cursor and its keyboard's mode as before. */
async function isAsBefore(shell: TerminalShell, home: string, exitCode: number): Promise<void> {
  const lines = await shell.waitFor((text) => /^settled$/m.test(text), 'the shell');
  assert.ok(lines.includes(`ended ${exitCode}`), lines.join('\n'));
  assert.deepEqual(await shell.state(), { alternate: false, cursor: true });
  assert.equal(
    readFileSync(join(home, 'after'), 'utf8'),
    readFileSync(join(home, 'before'), 'utf8'),
  );
}

test('frames fit 40×12, 80×24 and 200×60, in English and Chinese', { skip }, async (t) => {
  const { shell } = await watchOn(t, 80, 24);
  const sizes = [
    [40, 12],
    [80, 24],
    [200, 60],
  ] as const;
  for (const words of [/5-hour .*30% left.*\d:\d\d:\d\d/, /5 小时 .*剩余 30%.*\d:\d\d:\d\d/]) {
    for (const [columns, rows] of sizes) {
      await shell.resize(columns, rows);
      const isDrawn = (text: string): boolean =>
        words.test(text) && /^\S|^ {2}\S/.test(text.split('\n').at(-1) ?? '');
      const lines = await shell.waitFor(isDrawn, `a frame of ${columns}×${rows}`);
      assert.equal(lines.length, rows);
      for (const line of lines) assert.ok(displayWidth(line) <= columns, line);
      assert.match(lines.at(-1) ?? '', /q (quit|退出)$/);
      assert.match(
        lines.join('\n'),
        columns < 200 ? /(Weekly|每周) .*90/ : /(Weekly|每周) .*1834(\/| of )2048/,
      );
    }
    await shell.press('l');
  }
});

test('countdowns tick, keys refresh and change the colours', { skip }, async (t) => {
  const { shell, stage } = await watchOn(t, 80, 24);
  const first = clockOf((await shell.screen()).join('\n'));
  await shell.waitFor((text) => clockOf(text) !== first && clockOf(text) !== undefined, 'a tick');
  const requests = stage.asked('usages');
  await shell.press('r');
  await shell.waitFor(() => stage.asked('usages') === requests + 1, 'a request');
  const colours = async (): Promise<string> => (await shell.screen({ colours: true })).join('\n');
  const start = await colours();
  assert.doesNotMatch(start, /38;2;/);
  assert.ok(start.includes('\u001B[32m'));
  await shell.press('t');
  await untilShell(async () => (await colours()).includes('38;2;254;96;60'), "KimiBar's colours");
  await shell.press('t');
  await untilShell(async () => !(await colours()).includes('\u001B['), 'no colours');
});

for (const [name, key] of [
  ['q', 'q'],
  ['Ctrl-C', 'C-c'],
  ['Escape', 'Escape'],
] as const) {
  test(`${name} leaves the terminal as it was`, { skip }, async (t) => {
    const { shell, stage } = await watchOn(t, 60, 20);
    assert.deepEqual(await shell.state(), { alternate: true, cursor: false });
    await shell.press(key);
    await isAsBefore(shell, stage.home, 0);
  });
}

test('SIGTERM leaves the terminal as it was', { skip }, async (t) => {
  const { shell, stage } = await watchOn(t, 60, 20);
  process.kill(Number(readFileSync(join(stage.home, 'pid'), 'utf8')), 'SIGTERM');
  await isAsBefore(shell, stage.home, 130);
});

test('a crash leaves the terminal as it was, and reports the error there', { skip }, async (t) => {
  const { shell, stage } = await watchOn(
    t,
    60,
    20,
    "NODE_OPTIONS='--import data:text/javascript,process.once(`SIGUSR2`,()=>{throw(42)})'",
  );
  assert.deepEqual(await shell.state(), { alternate: true, cursor: false });
  process.kill(Number(readFileSync(join(stage.home, 'pid'), 'utf8')), 'SIGUSR2');
  await isAsBefore(shell, stage.home, 70);
  assert.match((await shell.screen()).join('\n'), /\n[A-Z].*\n(.*\n)*ended 70/);
});

test('stopped and continued', { skip }, async (t) => {
  const { shell, stage } = await watchOn(t, 60, 20);
  await shell.press('C-z');
  await isAsBefore(shell, stage.home, 148);
  await shell.run('clear; fg');
  await shell.waitFor(
    (text) => /next refresh in/.test(text) && !/^settled$/m.test(text),
    'the frame again',
  );
  assert.deepEqual(await shell.state(), { alternate: true, cursor: false });
  // From outside, and by force.
  const pid = Number(readFileSync(join(stage.home, 'pid'), 'utf8'));
  process.kill(pid, 'SIGTSTP');
  await shell.waitFor((text) => /Stopped/.test(text), 'the shell');
  assert.deepEqual(await shell.state(), { alternate: false, cursor: true });
  await shell.run('clear; fg');
  await shell.waitFor((text) => /next refresh in/.test(text), 'the frame again');
  await shell.press('q');
  await shell.run('stty -a > after; clear; echo again');
  await shell.waitFor((text) => text.startsWith('again'), 'the shell');
  assert.deepEqual(await shell.state(), { alternate: false, cursor: true });
  assert.equal(
    readFileSync(join(stage.home, 'after'), 'utf8'),
    readFileSync(join(stage.home, 'before'), 'utf8'),
  );
});

test('without a terminal it says what to use instead', async (t) => {
  const home = tempFolder(t);
  const run = await runProgram(['watch'], { env: {}, home });
  assert.deepEqual([run.exitCode, run.stdout], [64, '']);
  assert.match(run.stderr, /kimibar usage --json$/m);
});
