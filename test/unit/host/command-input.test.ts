import assert from 'node:assert/strict';
import test from 'node:test';
import { createNodeCommands } from '../../../src/host/commands.ts';

const commands = createNodeCommands({ PATH: '/usr/bin:/bin' });

test('a command reads what it is given, and nothing where it is given nothing', async () => {
  const given = await commands.run('/bin/cat', [], { timeoutMs: 5000, input: 'täst\n' });
  assert.deepEqual(given, { kind: 'ran', exitCode: 0, stdout: 'täst\n', stderr: '' });
  const nothing = await commands.run('/bin/cat', [], { timeoutMs: 5000 });
  assert.deepEqual(nothing, { kind: 'ran', exitCode: 0, stdout: '', stderr: '' });
});

test('one that ends without reading does no harm, heard or unheard', async () => {
  const input = 'x'.repeat(1_000_000);
  for (const unheard of [false, true]) {
    const result = await commands.run('/bin/true', [], { timeoutMs: 5000, input, unheard });
    assert.deepEqual(result, { kind: 'ran', exitCode: 0, stdout: '', stderr: '' });
  }
});

test('an aborted signal ends an unheard command with the signal’s reason', async () => {
  const stop = new AbortController();
  const running = commands.run('/bin/sleep', ['60'], { timeoutMs: 60_000, unheard: true, signal: stop.signal });
  const reason = new Error('enough');
  setImmediate(() => stop.abort(reason));
  await assert.rejects(running, reason);
  await assert.rejects(commands.run('/bin/true', [], { timeoutMs: 1000, unheard: true, signal: stop.signal }), reason);
});
