import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { malformedMessage } from '../../support/malformed-messages.ts';
import { randomFrom, seedOf } from '../../support/random.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage } from '../../support/stage.ts';

const messages = 1_000;

test('a thousand malformed messages end neither the server nor its answers', async (t) => {
  const random = randomFrom(seedOf(t));
  const { home, env } = await setStage(t);
  const child = spawn(process.execPath, [programPath, 'mcp'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  t.after(() => child.kill());
  let output = '';
  child.stderr.on('data', (text: Buffer) => (output += text));
  let [errors, pongs] = [0, 0];
  const lines = createInterface({ input: child.stdout }).on('line', (line) => {
    output += line;
    const answer: unknown = JSON.parse(line);
    assert.ok(typeof answer === 'object' && answer !== null);
    if ('error' in answer) errors += 1;
    if ('id' in answer && String(answer.id).startsWith('ping')) pongs += 1;
  });
  for (let count = 1; count <= messages; count += 1) {
    child.stdin.write(malformedMessage(random));
    child.stdin.write(`\n{"jsonrpc":"2.0","id":"ping${count}","method":"ping"}\n`);
  }
  child.stdin.end();
  const exitCode = await new Promise((resolve) => child.once('exit', resolve));
  lines.close();
  assert.equal(exitCode, 0);
  assert.equal(pongs, messages);
  assert.ok(errors > 100, `only ${errors} errors`);
  assert.ok(!output.includes(demoApiKey));
});
