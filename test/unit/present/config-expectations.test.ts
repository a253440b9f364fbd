import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { failureText } from '../../../src/present/failure-text.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { inChinese } from '../../../src/present/messages/zh-cn/config-expectations.ts';

const source = join(import.meta.dirname, '..', '..', '..', 'src');

/** Sentences in the code that reads the config file: quoted, of several words, and no message of an error. */
function phrasesOf(file: string): readonly string[] {
  const text = readFileSync(join(source, file), 'utf8').replaceAll(
    /^import .*$|\/\*[\s\S]*?\*\/|\/\/ .*$/gm,
    '',
  );
  const quoted = [...text.matchAll(/'([^'\n]+)'|`([^`\n]+)`/g)].map(
    ([, plain, template = '']) => plain ?? template,
  );
  return quoted.map((phrase) =>
    phrase.replaceAll(/\$\{[^}]*offset\]\}/g, '}').replaceAll(/\$\{[^}]*\}/g, '7'),
  );
}

function said(
  code: 'config-syntax' | 'config-value' | 'config-unreadable',
  subject: string,
): string {
  return failureText({ kind: 'invalid-config', detail: { code, subject } }, messagesIn('zh-CN'));
}

test('every expectation of the config file is translated', () => {
  const files = [
    'check',
    'settings-schema',
    'hook-rules',
    'config-position',
    'parse-config',
    'read-config-text',
    'save-settings',
    'setting-values',
    'settings-table',
  ];
  const phrases = files
    .flatMap((file) => phrasesOf(`config/${file}.ts`))
    .concat(phrasesOf('host/files/safe-folder.ts'));
  const sentences = phrases.filter(
    (phrase) =>
      /^[\w*]+ [\w ,"}<>*.:()-]+$/.test(phrase) &&
      /[a-z]/.test(phrase) &&
      !/^(config |refusing|too many)|: /.test(phrase),
  );
  assert.ok(sentences.length > 20, sentences.join('\n'));
  for (const phrase of sentences) assert.match(inChinese(phrase), /\p{sc=Han}/u, phrase);
});

test('a translated position keeps the words of the file', () => {
  assert.equal(
    said('config-syntax', '/a (b)/config.json:1:14 (expected a name in double quotes)'),
    '配置文件不是有效的 JSON：/a (b)/config.json:1:14（应为：用双引号括起的名称）。请手动修正，KimiBar 不会改动该文件。',
  );
  assert.match(
    said('config-value', '/c.json:1:4 (providers[0].source: auto | api)'),
    /：\/c\.json:1:4（providers\[0\]\.source 应为：auto \| api）。/,
  );
  assert.match(said('config-unreadable', '/c.json (a folder)'), /：\/c\.json（这是文件夹）。/);
  assert.match(said('config-unreadable', '/c.json (EACCES)'), /：\/c\.json（EACCES）。/);
});
