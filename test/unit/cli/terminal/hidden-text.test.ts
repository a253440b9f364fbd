import assert from 'node:assert/strict';
import test from 'node:test';
import { assert as check, integer, property, stringMatching } from 'fast-check';
import {
  nothingTyped,
  takeKeys,
  type HiddenText,
} from '../../../../src/cli/terminal/hidden-text.ts';
import { runs } from '../../../support/property-runs.ts';

function typed(...chunks: readonly string[]): HiddenText {
  let state = nothingTyped;
  for (const chunk of chunks) if (state.end === undefined) state = takeKeys(state, chunk);
  return state;
}

const ended = ({ text, end }: HiddenText): unknown => [text, end];

test('Enter ends the input; backspace and Ctrl-U delete', () => {
  assert.deepEqual(ended(typed('s', 'k', '-', '1', '\r')), ['sk-1', 'entered']);
  assert.deepEqual(ended(typed('sk-\u007F1x\b\r')), ['sk1', 'entered']);
  assert.deepEqual(ended(typed('wrong\u0015right\n')), ['right', 'entered']);
  assert.deepEqual(ended(typed('é🌙\u007F', '\r')), ['é', 'entered']);
  assert.deepEqual(ended(typed('\r')), ['', 'entered']);
});

test('Escape, Ctrl-C and Ctrl-D without input give up; arrows and other keys do nothing', () => {
  for (const key of ['\u001B', '\u0003', '\u0004']) assert.equal(typed(key).end, 'given-up');
  assert.deepEqual(ended(typed('ab\u0004\u001B[A\u001B[1;5C\u001BOP\u001Bf\u0001c', '\r')), [
    'abc',
    'entered',
  ]);
  assert.deepEqual(ended(typed('a\u0003')), ['', 'given-up']);
});

test('line breaks inside a marked paste belong to it, however it is split into chunks', () => {
  const paste = "\u001B[200~curl 'x' \\\r  -H 'a: b'\r\u001B[201~";
  const expected = "curl 'x' \\\n  -H 'a: b'\n";
  assert.equal(typed(paste).text, expected);
  assert.equal(typed(paste).end, undefined);
  assert.deepEqual(ended(typed(paste.slice(0, 2), ...paste.slice(2, -6), paste.slice(-6), '\r')), [
    expected,
    'entered',
  ]);
  assert.deepEqual(ended(typed(paste.slice(0, 3), paste.slice(3, -2), paste.slice(-2), '\r')), [
    expected,
    'entered',
  ]);
});

test('an unmarked paste of several lines is read as a whole', () => {
  assert.deepEqual(ended(typed("curl 'x' \\\r  -b 'k=v'\r")), [
    "curl 'x' \\\n  -b 'k=v'",
    'entered',
  ]);
  assert.deepEqual(ended(typed("curl 'x' \\\r", "  -b 'k=v'\r")), [
    "curl 'x' \\\n  -b 'k=v'",
    'entered',
  ]);
});

test('the same keys give the same text, however they are split into chunks', () => {
  const keys = stringMatching(/^[ -~\t]{1,40}$/);
  check(
    // A single escape byte is the Escape key.
    property(keys, integer({ min: 2, max: 39 }), (text, at) => {
      const paste = `\u001B[200~${text}\u001B[201~`;
      assert.equal(
        typed(paste.slice(0, at), paste.slice(at), '\r').text.replace(/\n$/, ''),
        typed(paste, '\r').text.replace(/\n$/, ''),
      );
    }),
    runs(200),
  );
});
