import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createNodeCommands } from '../../../src/host/commands.ts';
import { isGone } from '../../support/processes.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { until } from '../../support/until.ts';

const commands = createNodeCommands({});
const cat = ['-e', 'process.stdin.pipe(process.stdout)'];
const hang = ['-e', 'setInterval(() => {}, 1000)'];

test('a command reads its input, and an empty stdin without input', async () => {
  const given = await commands.run(process.execPath, cat, { timeoutMs: 20_000, input: 'täst\n' });
  assert.deepEqual(given, { kind: 'ran', exitCode: 0, stdout: 'täst\n', stderr: '' });
  const nothing = await commands.run(process.execPath, cat, { timeoutMs: 20_000 });
  assert.deepEqual(nothing, { kind: 'ran', exitCode: 0, stdout: '', stderr: '' });
});

test('a command gets the environment without keys and tokens, unless it is given one', async () => {
  const secrets = {
    KIMI_CODE_API_KEY: 'CANARY',
    kimi_auth_token: 'CANARY',
    KIMIBAR_TOKEN: 'CANARY',
    SWEET_COOKIE_CHROME_SAFE_STORAGE_PASSWORD: 'CANARY',
    CODEXBAR_DASHBOARD_TOKEN: 'CANARY',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=CANARY',
  };
  const withSecrets = createNodeCommands({ ...secrets, LANG: 'C' });
  const show = ['-p', 'JSON.stringify(process.env)'];
  for (const env of [undefined, { KIMIBAR_EVENT: 'quota-low', LANG: 'C' }]) {
    const shown = await withSecrets.run(process.execPath, show, { timeoutMs: 20_000, env });
    const text = shown.kind === 'ran' ? shown.stdout : shown.kind;
    assert.doesNotMatch(text, /CANARY/);
    assert.match(text, env === undefined ? /"LANG":"C"/ : /"KIMIBAR_EVENT":"quota-low"/);
  }
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

test(
  'a command that times out ends with what left its group or lost its parent',
  { skip: process.platform !== 'linux' && 'other systems do not show who started a process' },
  async (t) => {
    const path = join(tempFolder(t), 'pids');
    const script = `
const { spawn } = require('node:child_process');
const alone = spawn(process.execPath, ${JSON.stringify(hang)}, { detached: true, stdio: 'ignore' });
const shell = spawn('sh', ['-c', 'setsid "$0" -e "setInterval(() => {}, 1000)" & echo $!', process.execPath]);
shell.stdout.once('data', (text) =>
  require('node:fs').writeFileSync(process.argv[1], [alone.pid, process.pid, Number(text)].join()));
`;
    const running = await createNodeCommands({ PATH: process.env['PATH'] }).run(
      process.execPath,
      ['-e', script, path],
      { timeoutMs: 5000, ignoreOutput: true },
    );
    assert.deepEqual(running, { kind: 'timed-out' });
    const pids = readFileSync(path, 'utf8').split(',').map(Number);
    assert.equal(pids.filter((pid) => pid > 1).length, 3);
    await until(() => pids.every(isGone), 'the end of all');
  },
);
