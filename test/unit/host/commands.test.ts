import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createNodeCommands } from '../../../src/host/commands.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const commands = createNodeCommands({});
const cat = ['-e', 'process.stdin.pipe(process.stdout)'];
const hang = ['-e', 'setInterval(() => {}, 1000)'];

test('a command reads its input, and an empty stdin without input', async () => {
  const given = await commands.run(process.execPath, cat, { timeoutMs: 20_000, input: 'täst\n' });
  assert.deepEqual(given, { kind: 'ran', exitCode: 0, stdout: 'täst\n', stderr: '' });
  const nothing = await commands.run(process.execPath, cat, { timeoutMs: 20_000 });
  assert.deepEqual(nothing, { kind: 'ran', exitCode: 0, stdout: '', stderr: '' });
});

test('one that ends without reading does no harm, heard or unheard', async () => {
  const input = 'x'.repeat(1_000_000);
  for (const ignoreOutput of [false, true]) {
    const result = await commands.run(process.execPath, ['-e', ''], {
      timeoutMs: 20_000,
      input,
      ignoreOutput,
    });
    assert.deepEqual(result, { kind: 'ran', exitCode: 0, stdout: '', stderr: '' });
  }
});

test('an aborted signal ends an unheard command with the signal’s reason', async () => {
  const stop = new AbortController();
  const running = commands.run(process.execPath, hang, {
    timeoutMs: 60_000,
    ignoreOutput: true,
    signal: stop.signal,
  });
  const reason = new Error('enough');
  setImmediate(() => stop.abort(reason));
  await assert.rejects(running, reason);
  await assert.rejects(
    commands.run(process.execPath, ['-e', ''], {
      timeoutMs: 20_000,
      ignoreOutput: true,
      signal: stop.signal,
    }),
    reason,
  );
});

test('what is no program is not found, heard or unheard, also where only a shell would run it', async (t) => {
  for (const name of ['plain', 'script.cmd', 'missing']) {
    const path = join(tempFolder(t), name);
    if (name !== 'missing') writeFileSync(path, 'text');
    for (const ignoreOutput of [false, true]) {
      assert.deepEqual(
        await commands.run(path, [], { timeoutMs: 20_000, ignoreOutput }),
        { kind: 'not-found' },
        name,
      );
    }
  }
});
