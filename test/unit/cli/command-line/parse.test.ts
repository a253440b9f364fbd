import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import test from 'node:test';
import { candidates } from '../../../../src/cli/command-line/candidates.ts';
import type { Command } from '../../../../src/cli/command-line/command.ts';
import { argumentFailure } from '../../../../src/cli/command-line/argument-failure.ts';
import { flagWord } from '../../../../src/cli/command-line/flag.ts';
import { helpText } from '../../../../src/cli/command-line/help.ts';
import { parseCommandLine } from '../../../../src/cli/command-line/parse.ts';
import { program } from '../../../../src/cli/table/program.ts';
import { en } from '../../../../src/present/messages/en.ts';
import { zhCn } from '../../../../src/present/messages/zh-cn.ts';

const parse = (line: string) => parseCommandLine(program, line.split(' '));

function valuesOf(line: string): Readonly<Record<string, unknown>> {
  const parsed = parse(line);
  assert.equal(parsed.kind, 'run', line);
  return parsed.kind === 'run' ? parsed.values : {};
}

function everyCommand(command: Command = program): readonly Command[] {
  return [command, ...(command.commands ?? []).flatMap(everyCommand)];
}

test('a flag takes a value in every command or in none, so that it can come before the command', () => {
  const takesValue = new Map<string, boolean>();
  for (const command of everyCommand()) {
    for (const [name, flag] of Object.entries(command.flags ?? {})) {
      const word = flagWord(name, flag);
      assert.equal(takesValue.get(word) ?? 'value' in flag, 'value' in flag, word);
      takesValue.set(word, 'value' in flag);
    }
  }
  assert.ok(takesValue.size > 30);
});

test('every default is a value that its own flag accepts', () => {
  for (const { name, flags = {} } of everyCommand()) {
    for (const [flagName, flag] of Object.entries(flags)) {
      if (!('value' in flag) || flag.default === undefined) continue;
      assert.notEqual(flag.type.parse(flag.default), undefined, `${name} ${flagName}`);
    }
  }
});

test('defaults fill in what was not typed; given names what was', () => {
  const { maxAge, timeout, format, color, account } = valuesOf('usage --json');
  assert.deepEqual(
    [maxAge, timeout, format, color, account],
    [30_000, 20_000, 'text', true, undefined],
  );
  const parsed = parse('--max-age 30 -v');
  assert.deepEqual(parsed.kind === 'run' && [...parsed.given], ['maxAge', 'verbose']);
});

test('flags may come before the command, between its words and after it', () => {
  for (const line of [
    '--json --config x.json doctor',
    'doctor --json --config=x.json',
    '--config x.json doctor --json',
  ]) {
    const { json, config } = valuesOf(line);
    assert.deepEqual([json, config], [true, resolve('x.json')], line);
  }
  assert.equal(valuesOf('statusline --width 20 install tmux')['width'], 20);
});

test('of two values the last counts, but both must be valid', () => {
  assert.equal(valuesOf('--timeout 1 --timeout 2')['timeout'], 2000);
  assert.equal(parse('--timeout soon --timeout 2').kind, 'problem');
});

test('after -- nothing is a flag or a command', () => {
  assert.deepEqual(valuesOf('complete -- config --json')['words'], ['config', '--json']);
  assert.equal(parse('-- doctor').kind, 'problem');
});

test('a negative number is a value, and - is a word', () => {
  assert.equal(valuesOf('config set server.port -1')['value'], '-1');
  assert.equal(valuesOf('config set server.port -')['value'], '-');
});

test('help is shown despite any mistake except an unknown command', () => {
  for (const line of [
    'usage --bogus --help',
    '-h',
    'help',
    'config',
    'help config set',
    'config help set',
  ])
    assert.equal(parse(line).kind, 'help', line);
  assert.equal(parse('help nonsense').kind, 'problem');
});

test('no line of help is longer than the terminal', () => {
  for (const width of [72, 80, 120]) {
    for (const child of everyCommand()) {
      if (child.isHidden === true) continue;
      const lines = helpText([program, child], { messages: en, width }).split('\n');
      for (const line of lines.slice(1)) assert.ok(line.length <= width, line);
    }
  }
});

const guesses: readonly (readonly [string, string])[] = [
  [
    '--format jsn',
    'Invalid value "jsn" for --format. Did you mean json? Allowed: text, json, toon',
  ],
  [
    '--format JSON',
    'Invalid value "JSON" for --format. Did you mean json? Allowed: text, json, toon',
  ],
  ['guard --windw any', 'Unknown option --windw. Did you mean --window?'],
  ['--tokn=secret', 'Unknown option --tokn. For a list, run: kimibar --help'],
  ['--json=true', 'Unknown option --json=true. For a list, run: kimibar --help'],
  ['cookies refesh', 'Unknown command "refesh". Did you mean refresh?'],
  ['doctor --max-age 3', 'Unknown option --max-age. For a list, run: kimibar doctor --help'],
  ['completion zhs', 'Invalid value "zhs" for <shell>. Allowed: bash, zsh, fish, powershell'],
];

for (const [line, message] of guesses) {
  test(`"${line}" is rejected in one helpful line`, () => {
    const parsed = parse(line);
    assert.ok(parsed.kind === 'problem');
    assert.equal(argumentFailure(parsed.problem, parsed.path, en).message, message);
  });
}

const completions = (...typed: string[]) =>
  candidates(program, typed, en.help).map(([word]) => word);

test('completion offers commands, values and flags at the right word', () => {
  assert.deepEqual(completions('conf'), ['config']);
  assert.ok(completions('').includes('help') && !completions('').includes('complete'));
  assert.deepEqual(completions('--config', 'x', 'completion', ''), [
    'bash',
    'zsh',
    'fish',
    'powershell',
  ]);
  assert.deepEqual(completions('completion', 'bash', ''), []);
  assert.deepEqual(completions('guard', '--window', 'm'), ['monthly']);
  assert.deepEqual(completions('guard', '--window=m'), ['--window=monthly']);
  assert.deepEqual(completions('guard', '--window', 'any', '--fail'), ['--fail-open']);
  assert.deepEqual(completions('--config', ''), []);
  assert.deepEqual(completions('help', 'config', 'set-c'), ['set-cookie', 'set-cookie-source']);
});

test('completion says what each setting does, in the language of the help', () => {
  const typed = ['config', 'set', 'tray.c'];
  assert.deepEqual(candidates(program, typed, en.help), [
    ['tray.colour', 'When the icon is coloured'],
  ]);
  assert.deepEqual(candidates(program, typed, zhCn.help), [['tray.colour', '图标何时着色']]);
});
