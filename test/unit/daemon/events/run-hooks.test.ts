import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { HookRunner } from '../../../../src/daemon/events/run-hooks.ts';
import type { HookRule } from '../../../../src/config/hook-rules.ts';
import type { UsageEvent } from '../../../../src/domain/events/usage-event.ts';
import type { Env } from '../../../../src/host/host.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { until } from '../../../support/until.ts';
import { isGone } from '../../../support/processes.ts';
import { noScripts } from '../../../support/this-system.ts';

const event: UsageEvent = {
  kind: 'quota-low',
  account: 'work\u001B[31m',
  atMs: Date.parse('2026-11-20T12:00:00Z'),
  windowId: 'weekly',
  lengthMinutes: 10_080,
  usedPercent: 82.5,
  leftPercent: 17.5,
  thresholdPercent: 20,
  resetsAtMs: Date.parse('2026-11-22T16:00:00Z'),
};

/** A hook that does this, in a folder of its own, and a runner for it. */
function stage(
  t: TestContext,
  script: string,
  { args = [], ...rule }: Partial<HookRule> = {},
  env: Env = {},
) {
  const folder = tempFolder(t);
  const hook = join(folder, 'hook.mjs');
  writeFileSync(hook, `${prelude}process.chdir(${JSON.stringify(folder)});\n${script}\n`);
  const host = createNodeHost({ env: { PATH: process.env['PATH'], HOME: folder, ...env } });
  const lines: string[] = [];
  const log = {
    debug: (message: string, facts?: object) =>
      void lines.push(`${message} ${JSON.stringify(facts)}`),
  };
  const command = { command: process.execPath, args: [hook, ...args] };
  const runner = new HookRunner({ ...host, log }, () => [
    { on: '*', timeoutMs: 20_000, ...command, ...rule },
  ]);
  t.after(() => runner.close());
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { runner, folder, read, lines, exists: (name: string) => existsSync(join(folder, name)) };
}

/** The parts of the host that hooks use. */
const prelude = `import { spawn } from 'node:child_process';
import { closeSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
const hang = (options) => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], options);
`;

const tell = `writeFileSync('stdin', readFileSync(0));
writeFileSync('env', JSON.stringify(process.env));
writeFileSync('args', JSON.stringify(process.argv.slice(2)));`;

test('a hook gets the event on stdin and in its environment, and no credential', async (t) => {
  const secrets = {
    KIMI_CODE_API_KEY: 'CANARY-1',
    KIMI_AUTH_TOKEN: 'CANARY-2',
    KIMIBAR_TOKEN: 'CANARY-3',
    AWS_SECRET: 'CANARY-4',
  };
  const { runner, read } = stage(t, tell, { args: ['a b', '$HOME; true', '*'] }, secrets);
  const [run] = await runner.run(event);
  assert.deepEqual(run?.result, { kind: 'ran', exitCode: 0, stdout: '', stderr: '' });
  assert.deepEqual(JSON.parse(read('args')), ['a b', '$HOME; true', '*']);
  assert.ok(read('stdin').endsWith('}\n'));
  assert.deepEqual(JSON.parse(read('stdin')), {
    event: 'quota-low',
    at: '2026-11-20T12:00:00Z',
    account: 'work',
    window: 'weekly',
    windowMinutes: 10_080,
    usedPercent: 82.5,
    remainingPercent: 17.5,
    thresholdPercent: 20,
    resetsAt: '2026-11-22T16:00:00Z',
    title: 'work · Weekly quota: 17% left',
    body: 'resets in 2d 4h',
  });
  const env = Object.entries(JSON.parse(read('env')) as Env).map((pair) => pair.join('='));
  const ours = env.filter((line) => /^KIMI(?!BAR_RUN=)/.test(line)).toSorted();
  assert.deepEqual(ours, [
    'KIMIBAR_ACCOUNT=work',
    'KIMIBAR_AT=2026-11-20T12:00:00Z',
    'KIMIBAR_EVENT=quota-low',
    'KIMIBAR_LEFT_PERCENT=17.5',
    'KIMIBAR_RESET_AT=2026-11-22T16:00:00Z',
    'KIMIBAR_THRESHOLD_PERCENT=20',
    'KIMIBAR_USED_PERCENT=82.5',
    'KIMIBAR_WINDOW=weekly',
  ]);
  assert.doesNotMatch(read('env') + read('stdin'), /CANARY/);
});

test('a failure is passed on as its kind', async (t) => {
  const { runner, read } = stage(t, tell);
  await runner.run({
    kind: 'service-failing',
    atMs: event.atMs,
    failure: { kind: 'offline', detail: { code: 'dns', subject: 'x' } },
  });
  assert.equal((JSON.parse(read('env')) as Env)['KIMIBAR_FAILURE'], 'offline');
  const { failure, failureCode } = JSON.parse(read('stdin')) as Record<string, unknown>;
  assert.deepEqual([failure, failureCode], ['offline', 'dns']);
});

test('a rule runs only on its events', async (t) => {
  const { runner, exists } = stage(t, `writeFileSync('ran', '')`, {
    on: ['quota-exhausted', 'quota-low'],
    window: 'session',
  });
  assert.deepEqual(await runner.run(event), []);
  assert.deepEqual(await runner.run({ kind: 'credential-lost', atMs: 0 }), []);
  assert.equal(exists('ran'), false);
  assert.equal((await runner.run({ ...event, windowId: 'session' })).length, 1);
});

test('a failing hook, one that reads nothing and one that never stops writing do no harm', async (t) => {
  const failing = stage(t, 'closeSync(0); process.exit(3)');
  assert.deepEqual((await failing.runner.run(event))[0]?.result, {
    kind: 'ran',
    exitCode: 3,
    stdout: '',
    stderr: '',
  });
  assert.match(failing.lines.join(), /hook .*"outcome":"ran","exitCode":3/);
  const loud = stage(
    t,
    'for (const file of [1, 2]) for (let n = 0; n < 20; n += 1) writeSync(file, Buffer.alloc(1_000_000))',
  );
  assert.equal((await loud.runner.run(event))[0]?.result.kind, 'ran');
});

test('a missing or forbidden executable is reported', async (t) => {
  const missing = stage(t, '', { command: '/nowhere/hook', args: [] });
  assert.deepEqual((await missing.runner.run(event))[0]?.result, { kind: 'not-found' });
  const folder = tempFolder(t);
  writeFileSync(join(folder, 'plain'), 'text');
  const plain = stage(t, '', { command: join(folder, 'plain') });
  assert.deepEqual((await plain.runner.run(event))[0]?.result, { kind: 'not-found' });
});

test('a hanging hook is killed with everything it started', async (t) => {
  const { runner, read } = stage(t, `writeFileSync('pids', [hang().pid, process.pid].join())`, {
    timeoutMs: 3000,
  });
  assert.deepEqual((await runner.run(event))[0]?.result, { kind: 'timed-out' });
  const pids = read('pids').split(',').map(Number);
  await until(() => pids.every(isGone), 'the end of the group');
});

test('a hook that leaves something running is not waited for', async (t) => {
  const { runner, read } = stage(
    t,
    `const { pid } = hang({ detached: true });\nwriteFileSync('child', String(pid));\nprocess.exit()`,
  );
  const [run] = await runner.run(event);
  assert.equal(run?.result.kind, 'ran');
  const pid = Number(read('child'));
  assert.equal(isGone(pid), false);
  process.kill(pid, 'SIGKILL');
});

test('only a few hooks run at once', async () => {
  const host = createNodeHost({ env: {} });
  let running = 0;
  let most = 0;
  const commands: typeof host.commands = {
    async run() {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { kind: 'ran', exitCode: 0, stdout: '', stderr: '' };
    },
  };
  const rules = Array.from({ length: 32 }, (): HookRule => ({
    on: '*',
    command: '/x',
    args: [],
    timeoutMs: 1000,
  }));
  const many = new HookRunner({ ...host, commands }, () => rules);
  assert.equal((await many.run(event)).length, 32);
  assert.equal(most, 4);
});

test('closing ends running hooks', async (t) => {
  const { runner, read, exists } = stage(
    t,
    `writeFileSync('own', process.pid + '\\n');\nsetInterval(() => {}, 1000)`,
  );
  const runs = runner.run(event);
  await until(() => exists('own') && read('own').endsWith('\n'), 'the hook');
  await runner.close();
  assert.deepEqual(await runs, []);
  await until(() => isGone(Number(read('own'))), 'the end of the hook');
  assert.deepEqual(await runner.run(event), []);
});

test('a script runs without a shell', { skip: noScripts }, async (t) => {
  const hook = join(tempFolder(t), 'hook');
  writeFileSync(hook, '#!/bin/sh\nexit 3\n');
  chmodSync(hook, 0o700);
  const { runner } = stage(t, '', { command: hook });
  assert.deepEqual((await runner.run(event))[0]?.result, {
    kind: 'ran',
    exitCode: 3,
    stdout: '',
    stderr: '',
  });
});
