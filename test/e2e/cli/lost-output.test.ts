import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import test from 'node:test';
import { programPath } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { until } from '../../support/until.ts';

const full = '/dev/full';
const onFullDisk = { skip: !existsSync(full) && 'needs /dev/full, which behaves like a full disk' };

/** The program with stdout, or both streams, on a full disk. */
function startOnFullDisk(
  { env, home }: Stage,
  args: readonly string[],
  isStderrLost = false,
): { child: ChildProcess; ended: Promise<{ exitCode: number | null; stderr: string }> } {
  const disk = openSync(full, 'w');
  const child = spawn(process.execPath, [programPath, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', TZ: 'UTC', ...env },
    stdio: ['ignore', disk, isStderrLost ? disk : 'pipe'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<{ exitCode: number | null; stderr: string }>((resolve) =>
    child.once('close', (exitCode) => resolve({ exitCode, stderr })),
  );
  return { child, ended };
}

test('a full disk gets one sentence and exit code 1', onFullDisk, async (t) => {
  const stage = await setStage(t);
  for (const args of [
    ['usage'],
    ['usage', '--json'],
    ['history'],
    ['config', 'show'],
    ['doctor'],
    ['guard'],
    ['demo', '--list'],
    ['completion', 'bash'],
    ['cookies'],
    ['--help'],
    ['usage', '--version'],
  ]) {
    const run = await startOnFullDisk(stage, args).ended;
    assert.deepEqual(run, { exitCode: 1, stderr: "Can't write the output (ENOSPC).\n" });
    assert.equal((await startOnFullDisk(stage, args, true).ended).exitCode, 1, args.join(' '));
  }
});

test('a status line and the version say nothing on a full disk', onFullDisk, async (t) => {
  const stage = await setStage(t);
  for (const args of [['statusline', 'plain'], ['--version']])
    assert.deepEqual(await startOnFullDisk(stage, args).ended, { exitCode: 1, stderr: '' });
});

test('a server goes on if its output goes to a full disk', onFullDisk, async (t) => {
  const stage = await setStage(t);
  const { child, ended } = startOnFullDisk(stage, ['serve', '--port', '0']);
  t.after(() => child.kill('SIGKILL'));
  await until(() => stage.asked('usages') > 0, 'a refresh of the server');
  child.kill('SIGTERM');
  assert.deepEqual(await ended, { exitCode: 0, stderr: '' });
});
