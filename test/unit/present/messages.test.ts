import assert from 'node:assert/strict';
import test from 'node:test';
import { messagesIn } from '../../../src/present/messages.ts';

/** The paths of all plain texts of a catalogue. */
function texts(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => texts(child, `${path}.${key}`));
}

test('both catalogues are complete, each in its own language', () => {
  const { help: english } = messagesIn('en');
  const { help: chinese } = messagesIn('zh-CN');
  assert.deepEqual(
    texts(chinese, 'help').map(([path]) => path),
    texts(english, 'help').map(([path]) => path),
  );
  for (const [path, text] of texts(english, 'help')) assert.match(text, /^[ -~]+$/, path);
  for (const [path, text] of texts(chinese, 'help')) assert.match(text, /\p{sc=Han}/u, path);
});

test('errors in arguments have the word and what to use instead', () => {
  const { arguments: en } = messagesIn('en');
  const { arguments: zh } = messagesIn('zh-CN');
  assert.equal(
    en.unknownOption({ option: '--jsn', similar: '--json', of: 'kimibar' }),
    'Unknown option --jsn. Did you mean --json?',
  );
  assert.equal(
    en.unknownCommand({ command: 'frob', of: 'kimibar' }),
    'Unknown command "frob". For a list, run: kimibar --help',
  );
  assert.equal(
    en.invalidValue({ option: '--format', value: 'xml', allowed: 'text, json, toon' }),
    'Invalid value "xml" for --format. Allowed: text, json, toon',
  );
  assert.equal(en.secondsBetween({ min: 1, max: 600 }), 'a number of seconds from 1 to 600');
  assert.equal(
    zh.unknownOption({ option: '--jsn', similar: '--json', of: 'kimibar' }),
    '未知选项 --jsn。是否想输入 --json？',
  );
  assert.equal(zh.unexpectedArgument('x'), '多余的参数“x”');
});

test('in Chinese a quota that begins with a digit is set off from the word before it', () => {
  const { agents, guard, resume } = messagesIn('zh-CN');
  const facts = { window: '5 小时', span: '18 分钟', at: '12:10', until: '12:10' };
  const size = { left: '', size: '需要 30 分钟' };
  for (const text of [
    guard.waiting(facts),
    guard.windowUnavailable(facts.window),
    resume.waiting(facts),
    agents.canStart['lasts-until']({ ...facts, ...size }),
    agents.canStart['too-short']({ ...facts, ...size }),
  ])
    assert.match(text, /\p{sc=Han} 5 小时额度/u);
  assert.match(resume.waiting({ ...facts, window: '每周' }), /^等待每周额度/);
});
