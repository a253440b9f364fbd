import assert from 'node:assert/strict';
import test from 'node:test';
import { cleanName, cleanText } from '../../../../src/present/words/clean-text.ts';
import {
  beginning,
  cutToWidth,
  displayWidth,
  padAfter,
  padBefore,
  wrapMessage,
  wrapText,
} from '../../../../src/present/words/columns.ts';

test('whole escape sequences are removed, and single control characters', () => {
  assert.equal(
    cleanText('a\u001B[31mb\u001B]8;;http://x\u001B\\c\u001B]0;t\u0007d\u009B1me\u001BMf'),
    'abcdef',
  );
  assert.equal(cleanText(' a\u0000\u0008b\t\r\n c\u2028d\u0085e '), 'ab c de');
  assert.equal(cleanText('\u202Eevil\u202C \u2066x\u2069\u200E\uFEFF\u{E0041}'), 'evil x');
  assert.equal(cleanText(`Z${'\u0300'.repeat(40)}`), 'Z\u0300\u0300');
  assert.equal(cleanText('每周 额度 👍'), '每周 额度 👍');
  assert.ok(cleanText('x'.repeat(5000)).length <= 120);
  assert.ok(cleanText(`${'x'.repeat(119)}👍`).isWellFormed());
  assert.deepEqual(
    [cleanName(undefined), cleanName(' \u0007 '), cleanName('ok')],
    [undefined, undefined, 'ok'],
  );
});

test('widths count columns, and cutting keeps characters whole', () => {
  assert.deepEqual(
    ['', 'abc', '额度', 'e\u0301', '👍', '█▎··'].map(displayWidth),
    [0, 3, 4, 1, 2, 4],
  );
  assert.equal(cutToWidth('额度已用完', 7, '…'), '额度已…');
  assert.equal(cutToWidth('abc', 3, '…'), 'abc');
  assert.equal(cutToWidth('abc', 0, '…'), '');
  assert.equal(beginning('额度', 3), '额');
  assert.equal(padAfter('额', 4), '额  ');
  assert.equal(padBefore('额', 4), '  额');
});

test('wraps at blanks and between Chinese characters, and keeps a command whole if it fits', () => {
  assert.deepEqual(wrapText('one two three', 8), ['one two', 'three']);
  assert.deepEqual(wrapText('请检查网络。再试', 10), ['请检查网', '络。再试']);
  assert.deepEqual(wrapText('then run: kimibar config set', 20), [
    'then run:',
    'kimibar config set',
  ]);
  assert.deepEqual(wrapText('run: kimibar config set', 10), ['run:', 'kimibar', 'config set']);
  assert.deepEqual(wrapText('https://api.kimi.com', 8), ['https://', 'api.kimi', '.com']);
  assert.deepEqual(wrapText('', 8), []);
});

function wrapped(message: string, width: number): string[] {
  return wrapMessage(message, width).split('\n');
}

test('messages break at words, but never inside a command', () => {
  assert.deepEqual(wrapped('Not signed in. Get started: kimibar setup. Or: kimibar demo', 30), [
    'Not signed in. Get started:',
    'kimibar setup. Or:',
    'kimibar demo',
  ]);
  const long = 'kimibar config set-api-key --account "my old job" --stdin';
  assert.deepEqual(wrapped(`It is invalid. Create a new one, then run: ${long}`, 30), [
    'It is invalid. Create a new',
    'one, then run:',
    long,
  ]);
  assert.deepEqual(wrapped("run: kimibar usage --account 'a $b' --timeout 60. More", 20), [
    'run:',
    "kimibar usage --account 'a $b' --timeout 60.",
    'More',
  ]);
  assert.deepEqual(wrapped('请添加：kimibar config set tray.title。谢谢', 16), [
    '请添加：',
    'kimibar config set tray.title。',
    '谢谢',
  ]);
  assert.deepEqual(wrapped('a short line\n    an indented line stays', 14), [
    'a short line',
    '    an indented line stays',
  ]);
});
