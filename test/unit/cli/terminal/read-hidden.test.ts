import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import test from 'node:test';
import { readHidden } from '../../../../src/cli/terminal/read-hidden.ts';

test('the question appears only once the terminal no longer echoes', async () => {
  const steps: string[] = [];
  const input = Object.assign(new PassThrough(), {
    setRawMode: (raw: boolean) => steps.push(raw ? 'silent' : 'echoing'),
  });
  const text = await readHidden(input, {
    ask: () => {
      steps.push('asked');
      input.write('sk-1\r');
    },
    show: (characters) => steps.push(`${characters} characters`),
    escape: () => {},
    signal: new AbortController().signal,
  });
  assert.equal(text, 'sk-1');
  assert.deepEqual(steps, ['silent', 'asked', '4 characters', 'echoing']);
});

test('nothing is asked, and the terminal left alone, after the signal', async () => {
  const text = await readHidden(new PassThrough(), {
    ask: () => assert.fail('asked'),
    show: () => assert.fail('shown'),
    escape: () => assert.fail('escaped'),
    signal: AbortSignal.abort(),
  });
  assert.equal(text, undefined);
});
