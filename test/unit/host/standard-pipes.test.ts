import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import test from 'node:test';
import { wholeLines } from '../../../src/host/standard-pipes.ts';

async function pass(chunks: readonly string[]): Promise<string> {
  const lines = wholeLines(5);
  for (const chunk of chunks) lines.write(chunk);
  lines.end();
  return (await buffer(lines)).toString();
}

test('whole lines pass, however they are cut; longer ones are dropped', async () => {
  assert.equal(await pass(['ab\ncd', '\n\ne', 'f\n']), 'ab\ncd\n\nef\n');
  assert.equal(await pass(['abcd\n', 'abcdef\n', 'gh\n']), 'abcd\ngh\n');
  assert.equal(await pass(['ab', 'cdef', 'gh', 'i\nj\n', 'k']), 'j\n');
});
