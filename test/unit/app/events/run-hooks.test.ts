import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { createHookRunner } from '../../../../src/app/events/run-hooks.ts';
import type { HookRule } from '../../../../src/config/hook-rule.ts';
import type { UsageEvent } from '../../../../src/domain/usage-event.ts';
import type { Env } from '../../../../src/host/host.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { until } from '../../../support/until.ts';

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

/** An executable script in a folder of its own, and a runner for it. */
function stage(t: TestContext, script: string, rule: Partial<HookRule> = {}, env: Env = {}) {
  const folder = tempFolder(t);
  const command = join(folder, 'hook');
  writeFileSync(command, `#!/bin/sh\ncd '${folder}' || exit 9\n${script}\n`);
  chmodSync(command, 0o700);
  const host = createNodeHost({ env: { PATH: '/usr/bin:/bin', HOME: folder, ...env } });
  const lines: string[] = [];
  const log = { debug: (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`) };
  const runner = createHookRunner({ ...host, log }, () => [{ on: '*', command, args: [], timeoutMs: 5000, ...rule }]);
  t.after(() => runner.close());
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { runner, folder, read, lines, exists: (name: string) => existsSync(join(folder, name)) };
}

/** No such process, or one that ended and waits for its parent to notice. */
function isGone(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

test('a hook gets the event on its standard input and in its environment, and no credential', async (t) => {
  const secrets = { KIMI_CODE_API_KEY: 'CANARY-1', KIMI_AUTH_TOKEN: 'CANARY-2', KIMIBAR_TOKEN: 'CANARY-3', AWS_SECRET: 'CANARY-4' };
  const { runner, read } = stage(t, 'cat > stdin; env > env; printf "%s\\n" "$@" > args', { args: ['a b', '$HOME; true', '*'] }, secrets);
  const [run] = await runner.run(event);
  assert.deepEqual(run?.result, { kind: 'ran', exitCode: 0, stdout: '', stderr: '' });
  assert.equal(read('args'), 'a b\n$HOME; true\n*\n');
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
    title: 'work · Weekly quota: 18 % left',
    body: 'resets in 2d 4h',
  });
  const env = read('env').split('\n');
  const ours = env.filter((line) => line.startsWith('KIMI')).toSorted();
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

test('a failure is told by its kind', async (t) => {
  const { runner, read } = stage(t, 'cat > stdin; echo "$KIMIBAR_FAILURE" > failure');
  await runner.run({ kind: 'service-failing', atMs: event.atMs, failure: { kind: 'offline', detail: { code: 'dns', subject: 'x' } } });
  assert.equal(read('failure'), 'offline\n');
  const { failure, failureCode } = JSON.parse(read('stdin')) as Record<string, unknown>;
  assert.deepEqual([failure, failureCode], ['offline', 'dns']);
});

test('only meant events run a rule', async (t) => {
  const { runner, exists } = stage(t, 'touch ran', { on: ['quota-exhausted', 'quota-low'], window: 'session' });
  assert.deepEqual(await runner.run(event), []);
  assert.deepEqual(await runner.run({ kind: 'credential-lost', atMs: 0 }), []);
  assert.equal(exists('ran'), false);
  assert.equal((await runner.run({ ...event, windowId: 'session' })).length, 1);
});

test('a failing hook, one that reads nothing and one that writes without end do no harm', async (t) => {
  const failing = stage(t, 'exec <&-; exit 3');
  assert.deepEqual((await failing.runner.run(event))[0]?.result, { kind: 'ran', exitCode: 3, stdout: '', stderr: '' });
  assert.match(failing.lines.join(), /hook .*"outcome":"ran","exitCode":3/);
  const loud = stage(t, 'head -c 20000000 /dev/zero; head -c 20000000 /dev/zero >&2');
  assert.equal((await loud.runner.run(event))[0]?.result.kind, 'ran');
});

test('a missing or forbidden executable is said', async (t) => {
  const missing = stage(t, '', { command: '/nowhere/hook' });
  assert.deepEqual((await missing.runner.run(event))[0]?.result, { kind: 'not-found' });
  const folder = tempFolder(t);
  writeFileSync(join(folder, 'plain'), 'text');
  const plain = stage(t, '', { command: join(folder, 'plain') });
  assert.deepEqual((await plain.runner.run(event))[0]?.result, { kind: 'not-found' });
});

test('a hanging hook is killed with all that it started', async (t) => {
  const { runner, read } = stage(t, 'sleep 300 & echo $! > child; echo $$ > own; wait', { timeoutMs: 300 });
  assert.deepEqual((await runner.run(event))[0]?.result, { kind: 'timed-out' });
  const pids = [Number(read('child')), Number(read('own'))];
  await until(() => pids.every(isGone), 'the end of the group');
});

test('a hook that leaves something running is not waited for', async (t) => {
  const { runner, read } = stage(t, 'sleep 300 & echo $! > child', { timeoutMs: 5000 });
  const [run] = await runner.run(event);
  assert.equal(run?.result.kind, 'ran');
  const pid = Number(read('child'));
  assert.equal(isGone(pid), false);
  process.kill(pid, 'SIGKILL');
});

test('few run at once, and closing ends what runs', async (t) => {
  const folder = tempFolder(t);
  const host = createNodeHost({ env: { PATH: '/usr/bin:/bin' } });
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
  const rules = Array.from({ length: 32 }, (): HookRule => ({ on: '*', command: '/x', args: [], timeoutMs: 1000 }));
  const many = createHookRunner({ ...host, commands }, () => rules);
  assert.equal((await many.run(event)).length, 32);
  assert.equal(most, 4);
  const hook = join(folder, 'hook');
  writeFileSync(hook, `#!/bin/sh\necho $$ > '${folder}/own'\nexec sleep 300\n`);
  chmodSync(hook, 0o700);
  const hanging = createHookRunner(host, () => [{ on: '*', command: hook, args: [], timeoutMs: 60_000 }]);
  const runs = hanging.run(event);
  await until(() => existsSync(join(folder, 'own')) && readFileSync(join(folder, 'own'), 'utf8').endsWith('\n'), 'the hook');
  await hanging.close();
  assert.deepEqual(await runs, []);
  await until(() => isGone(Number(readFileSync(join(folder, 'own'), 'utf8'))), 'the end of the hook');
  assert.deepEqual(await hanging.run(event), []);
});
