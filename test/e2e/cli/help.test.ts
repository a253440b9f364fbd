import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { displayWidth } from '../../../src/present/words/columns.ts';
import { runProgram } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Every command by its words; a group's own subcommands are found in its help. */
const groups = ['', 'config', 'statusline', 'cookies', 'codexbar'] as const;

/**
 * Latin words that a Chinese text may contain: names, input, and words that are always written in
 * Latin letters.
 */
const names = new Set(
  (
    'kimi kimibar codex codexbar code console desktop for coding api key cookie cookies json curl toon text auto cli web manual off en zh cn utf ' +
    'no_color shell windows url usage format prometheus mcp model context protocol jwt http www com any install session weekly monthly swift bar stderr query'
  ).split(' '),
);

for (const language of ['en', 'zh-CN'] as const) {
  suite(`help in ${language}`, { concurrency: 3 }, () => {
    for (const group of groups) {
      test(group === '' ? 'the program' : group, async (t) => {
        const home = tempFolder(t);
        const help = async (words: readonly string[]): Promise<string> => {
          const { exitCode, stdout, stderr } = await runProgram(
            [...words, '--help', '--lang', language],
            { home, env: {} },
          );
          assert.deepEqual([exitCode, stderr], [0, ''], words.join(' '));
          checkHelp(stdout, words, language);
          return stdout;
        };
        const words = group === '' ? [] : [group];
        const subcommands = namesIn(await help(words), language === 'en' ? 'Commands:' : '命令：');
        assert.ok(subcommands.length > 1 || group === 'cookies');
        for (const name of subcommands) await help([...words, name]);
      });
    }
  });
}

test('help can be requested in several ways', async (t) => {
  const home = tempFolder(t);
  const text = async (...words: string[]) => {
    const { exitCode, stdout } = await runProgram(words, { home, env: {} });
    assert.equal(exitCode, 0);
    return stdout;
  };
  const ofSet = await text('config', 'set', '--help');
  assert.match(ofSet, /^Usage: kimibar config set \[options\] <name> <value>/);
  assert.equal(await text('help', 'config', 'set'), ofSet);
  assert.equal(await text('config', 'set', '-h'), ofSet);
  assert.equal(await text('config'), await text('config', '--help'));
  assert.equal(await text('help'), await text('--help'));
});

function checkHelp(text: string, words: readonly string[], language: 'en' | 'zh-CN'): void {
  const at = words.join(' ');
  assert.ok(text.includes(['kimibar', ...words].join(' ')), at);
  if (language === 'en') return assert.doesNotMatch(text, /\p{Script=Han}/u, at);
  const prose = text
    // Choices in brackets, examples in quotes and the terms on the left are typed as they are.
    .replace(/（[^）]*）|\([^)]*\)|'[^']*'/g, '')
    .replace(/^ {2}\S.*?(?= {2}|$)/gm, '')
    .replace(/kimibar [a-z -]+|--?[a-z-]+|<[^>]*>/gi, '');
  const english = (prose.match(/[A-Za-z][a-z_]+/g) ?? []).filter(
    (word) => !names.has(word.toLowerCase()),
  );
  assert.deepEqual(english, [], at);
  checkColumns(text, at);
}

/** Descriptions are aligned in terminal columns; a Chinese character takes two. */
function checkColumns(text: string, at: string): void {
  for (const block of text.split(/\n\n/)) {
    const starts = block.split('\n').flatMap((line) => {
      const term = /^ {2}\S.*? {2,}(?=\S)/.exec(line)?.[0];
      return term === undefined ? [] : [displayWidth(term)];
    });
    assert.ok(new Set(starts).size <= 1, `${at}: ${block}`);
  }
}

/** The first words of the lines below a heading, without `help` itself. */
function namesIn(text: string, heading: string): readonly string[] {
  const block = text.slice(text.indexOf(heading)).split('\n\n')[0] ?? '';
  return [...block.matchAll(/^ {2}([a-z][a-z-]*)/gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'help');
}
