import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import test from 'node:test';
import { displayWidth } from '../../../src/present/words/columns.ts';
import { onTerminal, runOnTerminal } from '../../support/pseudo-terminal.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';

/** Any escape code at all. */
const escape = '\u001B';

test('a pipe or a file gets no escape codes', async (t) => {
  const stage = await setStage(t, { scenario: 'nearly-out' });
  for (const env of [
    {},
    { TERM: 'xterm-256color', COLORTERM: 'truecolor' },
    { FORCE_COLOR: '1', NO_COLOR: '1' },
  ]) {
    for (const args of [[], ['doctor'], ['config', 'show'], ['--help'], ['demo', '--list']]) {
      const { stdout, stderr } = await stage.run(args, { env });
      assert.ok(
        !stdout.includes(escape) && !stderr.includes(escape),
        `${args.join(' ')} with ${JSON.stringify(env)}`,
      );
    }
  }
});

test('FORCE_COLOR turns colours on without a terminal, but not in JSON', async (t) => {
  const stage = await setStage(t, { scenario: 'nearly-out' });
  const env = { FORCE_COLOR: '1' };
  assert.ok((await stage.run([], { env })).stdout.includes(escape));
  assert.ok(!(await stage.run(['--no-color'], { env })).stdout.includes(escape));
  assert.ok(!(await stage.run(['--json'], { env })).stdout.includes(escape));
});

test('a terminal gets colours, unless they are turned off', onTerminal, async (t) => {
  const stage = await setStage(t, { scenario: 'nearly-out' });
  const shows = async (args: readonly string[], env: Record<string, string> = {}) => {
    const { exitCode, shown } = await runOnTerminal(args, {
      home: stage.home,
      env: { ...stage.env, ...env },
      columns: 80,
    });
    assert.equal(exitCode, 0);
    assert.match(withoutCodes(shown), /^5-hour .+ 8% left/m);
    return shown;
  };
  assert.ok((await shows([])).includes(`${escape}[`));
  assert.ok(
    !(await shows([], { COLORTERM: 'truecolor' })).includes(`${escape}[38;2;`),
    "the terminal's theme decides",
  );
  assert.ok(!(await shows([], { NO_COLOR: '1' })).includes(escape));
  assert.ok(
    (await shows([], { NO_COLOR: '' })).includes(escape),
    'an empty NO_COLOR asks for nothing (no-color.org)',
  );
  assert.ok(!(await shows([], { TERM: 'dumb' })).includes(escape));
  assert.ok(!(await shows(['--no-color'])).includes(escape));
  assert.ok(!(await shows(['usage', '--no-color'], { COLORTERM: 'truecolor' })).includes(escape));
  assert.ok(!(await shows(['--no-color', 'usage'])).includes(escape));
  assert.equal(stage.asked('usages'), 1);
});

test('JSON on a terminal has no colours either', onTerminal, async (t) => {
  const stage = await setStage(t);
  const { shown } = await runOnTerminal(['--json'], {
    home: stage.home,
    env: stage.env,
    columns: 80,
  });
  assert.ok(!shown.includes(escape));
  assert.doesNotThrow(() => JSON.parse(shown) as unknown);
});

for (const columns of [40, 60, 80, 120, 200]) {
  test(`no line is longer than a terminal of ${columns} columns`, onTerminal, async (t) => {
    const stage = await setStage(t);
    for (const lang of ['en', 'zh-CN']) {
      const { shown } = await runOnTerminal(['--lang', lang], {
        home: stage.home,
        env: stage.env,
        columns,
      });
      checkWidth(withoutCodes(shown), columns);
    }
  });
}

test('COLUMNS sets the width if there is no terminal', async (t) => {
  const stage = await setStage(t);
  for (const columns of [40, 55, 80, 132]) {
    const { stdout } = await stage.run([], { env: { COLUMNS: String(columns) } });
    checkWidth(stdout, columns);
    assert.match(stdout, /30% left/);
  }
  for (const COLUMNS of ['', '0', 'wide', '-3'])
    checkWidth((await stage.run([], { env: { COLUMNS } })).stdout, 80);
});

test('block characters appear only if the locale can show them', async (t) => {
  const stage = await setStage(t);
  const card = async (env: Record<string, string>) => (await stage.run([], { env })).stdout;
  assert.match(await card({}), /█/);
  assert.match(await card({ LANG: '', LC_ALL: '' }), /█/);
  for (const env of [
    { LC_ALL: 'C' },
    { LANG: 'en_US.ISO-8859-1' },
    { TERM: 'linux' },
    { TERM: 'dumb' },
  ]) {
    // oxlint-disable-next-line no-control-regex
    assert.match(await card(env), /^[\u0000-\u007F]*$/, JSON.stringify(env));
  }
});

test('a reader that closes the pipe early is not an error', async (t) => {
  const stage = await setStage(t);
  await stage.run([]);
  for (const args of ['', '--json --pretty', '--help', 'demo --list', 'doctor']) {
    const { stdout, stderr, codes } = await piped(stage, args);
    assert.equal(stderr, '', args);
    assert.ok(stdout.length > 0);
    assert.deepEqual(codes, ['0', '0'], args);
  }
});

/** `kimibar … | head -1`, with both exit codes and outputs. */
async function piped(
  stage: Stage,
  args: string,
): Promise<{ stdout: string; stderr: string; codes: readonly string[] }> {
  const command = `"${process.execPath}" "${programPath}" ${args} | head -1; echo "\${PIPESTATUS[@]}" >&3`;
  const child = spawn('bash', ['-c', command], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: stage.home,
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      ...stage.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const texts = ['', '', '', ''];
  for (const index of [1, 2, 3])
    child.stdio[index]?.on('data', (part: Buffer) => void (texts[index] += String(part)));
  await new Promise((resolve) => child.once('close', resolve));
  return {
    stdout: texts[1] ?? '',
    stderr: texts[2] ?? '',
    codes: (texts[3] ?? '').trim().split(' '),
  };
}

function checkWidth(text: string, columns: number): void {
  for (const line of text.split(/\r?\n/))
    assert.ok(displayWidth(line) <= columns, `${displayWidth(line)} > ${columns}: ${line}`);
}

function withoutCodes(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\u001B\[[\d;]*m/g, '').replaceAll('\r', '');
}

test(
  'a message on a terminal breaks at words, and a command stays whole',
  onTerminal,
  async (t) => {
    const stage = await setStage(t, { key: '' });
    const { shown } = await runOnTerminal([], { home: stage.home, env: stage.env, columns: 60 });
    assert.deepEqual(shown.trimEnd().split('\r\n'), [
      'Not signed in: no API key, Kimi Code login or web session',
      'found. Get started: kimibar setup. To look around without an',
      'account: kimibar demo',
    ]);
    const { stderr } = await stage.run([]);
    assert.equal(stderr.split('\n').length, 2);
  },
);
