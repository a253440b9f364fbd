import assert from 'node:assert/strict';
import test from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { parseCommandLine } from '../../../src/cli/command-line/parse.ts';
import { setEdit } from '../../../src/config/setting-edits.ts';
import { program } from '../../../src/cli/table/program.ts';
import { docBlocks, documents, documentText } from '../../support/doc-blocks.ts';

/** What stands for something to fill in. */
const fillings: Readonly<Record<string, string>> = {
  '…': 'show',
  COMMAND: 'usage',
  SHELL: 'bash',
  TARGET: 'tmux',
  URL: 'https://engine.example/',
  VALUE: 'true',
};

/** Every `kimibar …` in code, one by one: what follows in the shell, and comments, are left out. */
function commandsIn(path: string): readonly string[] {
  const code = [...documentText(path).matchAll(/^```\w*\n([\s\S]*?)^```$|`([^`]+)`/gm)]
    .flatMap(([, block, inline = '']) => block?.split('\n') ?? [inline.replaceAll('\n', ' ')])
    .map((line) => line.replace(/(^|\s)#.*$/, ''));
  return code.flatMap((line) =>
    [
      ...line.matchAll(
        /(?<![\w/@.:"'-]|-t )kimibar((?: [^\s&|;<>)"'\]]+(?:\|[\w-]+)*| "[^"]*")*)/g,
      ),
    ].map(([, rest = '']) => rest.trim()),
  );
}

/** `api|cli` is two commands. */
function choicesOf(command: string): readonly string[] {
  const found = /(\S+\|\S+)/.exec(command)?.[1];
  return found === undefined
    ? [command]
    : found.split('|').map((choice) => command.replace(found, choice));
}

function problemOf(command: string): string | undefined {
  const words = (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => fillings[word] ?? word);
  const line = parseCommandLine(program, words);
  // A sentence may name a command without what it needs.
  if (line.kind !== 'problem' || line.problem.kind === 'missing-argument')
    return settingProblem(words);
  return `kimibar ${command}: ${JSON.stringify(line.problem)}`;
}

/** Whether `config set` names a setting and a value for it. */
function settingProblem([group, change, name = '', value]: readonly string[]): string | undefined {
  if (group !== 'config' || change !== 'set' || value === undefined || name === 'NAME')
    return undefined;
  const edit = setEdit(name, value, { isPiped: value === '-' });
  return edit.kind === 'edit' || value === '-' ? undefined : `${name} ${value}: ${edit.kind}`;
}

test('every command in the documents is one that the program has', () => {
  const problems = documents().flatMap((path) =>
    commandsIn(path)
      .flatMap(choicesOf)
      .flatMap((command) => problemOf(command) ?? [])
      .map((problem) => `${path}: ${problem}`),
  );
  assert.deepEqual(problems, []);
  assert.ok(documents().flatMap(commandsIn).length > 200);
});

test('every npm script in the documents exists', () => {
  const names = documents().flatMap((path) =>
    [...documentText(path).matchAll(/npm (?:run (?:--silent )?|(?=start|test))([\w:-]+)/g)].map(
      ([, name = '']) => name,
    ),
  );
  assert.ok(names.length > 10);
  for (const name of names) assert.ok(name in manifest.scripts, `npm run ${name}`);
});

test('the documents install the file that npm pack writes', () => {
  const installed = documents()
    .flatMap((path) => docBlocks(path, 'sh'))
    .flatMap(({ text }) => /npm install -g \.\/(\S+)/.exec(text)?.[1] ?? []);
  const packed = `kimibar-${manifest.version}.tgz`;
  assert.deepEqual(installed, [packed, packed, packed]);
});

test('both READMEs show the same commands', () => {
  assert.deepEqual(bareCommands('README.zh-CN.md'), bareCommands('README.md'));
});

/** Without comments, which are in the language of the document. */
function bareCommands(path: string): readonly string[] {
  return docBlocks(path, 'sh').map(({ text }) => text.replaceAll(/ *#.*$/gm, ''));
}
