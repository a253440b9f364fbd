// Keeps words that a reader would have to translate out of comments, messages and test titles.
// docs/words.md is the glossary. A word is in this list because it came back more than once.
import { join } from 'node:path';
import { lineOf, readSources, walk, type Source } from './read-sources.ts';

type Rule = {
  readonly pattern: RegExp;
  readonly say: string;
  readonly because: string;
};

const english: readonly Rule[] = [
  { pattern: /\banew\b/i, say: 'again', because: 'archaic' },
  {
    pattern: /\b(some|no)body\b/i,
    say: 'the caller, another process, the user, or the passive',
    because: 'hides who acts',
  },
  { pattern: /\bthe person\b/i, say: 'the user', because: 'no program calls its user that' },
  { pattern: /\bheed(s|ed|ing)?\b/i, say: 'check, respect', because: 'archaic' },
  {
    pattern: /\bstands? (in|at|on|beside|above|below|between|there|twice|for itself)\b/i,
    say: 'is',
    because: 'text does not stand',
  },
  {
    pattern: /\b(can|can't|cannot|could|to) be had\b/i,
    say: 'is available, can be read',
    because: 'archaic',
  },
  { pattern: /\bway in\b/i, say: 'sign-in', because: 'a coinage' },
  {
    pattern: /\bkept (reading|usage)s?\b/i,
    say: 'cached usage',
    because: 'caches are called caches',
  },
  {
    pattern:
      /\bwhere (it|there|that|this|one|none|nothing|no|they|Kimi) (is|are|was|has|have|does|do|can|could)\b/i,
    say: 'if, when',
    because: 'where is for places',
  },
  { pattern: /\bof (our|its|their) own accord\b/i, say: 'automatically', because: 'a metaphor' },
  {
    pattern: /\b(clothes|weather|deeds)\b/i,
    say: 'form, transient failure, callbacks',
    because: 'metaphors need translating',
  },
];

const chinese: readonly Rule[] = [
  { pattern: /应答/, say: '响应', because: '术语' },
  { pattern: /您/, say: '你，或不用人称', because: '与 Kimi Code 一致' },
  { pattern: /读数/, say: '用量数据', because: '术语' },
  { pattern: /：[ \t]+\S/, say: '全角冒号后不加空格', because: '排版' },
];

/** Folders whose comments are checked; of tests the titles as well, of messages every text. */
const folders = ['src', 'test', 'scripts', 'bench'];
const root = join(import.meta.dirname, '..');
const problems = folders.flatMap((folder) =>
  readSources(join(root, folder), { tests: true }).flatMap((source) =>
    problemsIn({ ...source, path: `${folder}/${source.path}` }),
  ),
);
process.stdout.write(problems.map((line) => `${line}\n`).join(''));
if (problems.length > 0) process.exitCode = 1;

function problemsIn(source: Source): string[] {
  // This file quotes the words that it rejects.
  if (source.path === 'scripts/check-words.ts') return [];
  const isChinese = source.path.includes('/messages/zh-cn/');
  return [...comments(source), ...texts(source)].flatMap(({ text, start }) =>
    (isChinese ? chinese : english).flatMap(({ pattern, say, because }) => {
      const found = pattern.exec(text);
      const line = found && lineOf(source.text, start + found.index);
      return found ? [`${source.path}:${line}: "${found[0]}" (${because}). Say: ${say}`] : [];
    }),
  );
}

type Text = { readonly text: string; readonly start: number };

function comments({ comments: list }: Source): Text[] {
  return list.map(({ value, start }) => ({
    text: value.replaceAll(/\s*\n\s*\*?\s*/g, ' '),
    start,
  }));
}

/** All strings of a message catalogue, and the titles of tests. */
function texts({ path, program }: Source): Text[] {
  const isCatalogue = path.includes('/messages/');
  const found: Text[] = [];
  walk(program, (node, ancestors) => {
    const parent = ancestors.at(-1);
    const isTitle =
      parent?.type === 'CallExpression' &&
      parent.callee.type === 'Identifier' &&
      parent.callee.name === 'test' &&
      parent.arguments[0] === node;
    if (!isCatalogue && !isTitle && parent?.type !== 'TemplateLiteral') return;
    if (node.type === 'Literal' && typeof node.value === 'string') {
      found.push({ text: node.value, start: node.start });
    }
    if (node.type === 'TemplateElement' && isCatalogue) {
      found.push({ text: node.value.cooked ?? '', start: node.start });
    }
  });
  return found;
}
