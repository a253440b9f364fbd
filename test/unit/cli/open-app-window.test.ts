import assert from 'node:assert/strict';
import test from 'node:test';
import { openAppWindow } from '../../../src/cli/open-app-window.ts';
import type { CommandResult, Env, Files, Platform } from '../../../src/host/host.ts';

const { signal } = new AbortController();
const address = new URL('http://127.0.0.1:8737/#/glance');

function ended(exitCode: number): CommandResult {
  return { kind: 'ran', exitCode, stdout: '', stderr: '' };
}

function isEdge(path: string): boolean {
  return path === String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`;
}

async function opening(os: Platform['os'], results: CommandResult[], env: Env = { DISPLAY: ':0' }) {
  const commands: (readonly string[])[] = [];
  const run = async (file: string, args: readonly string[]) => {
    commands.push([file, ...args]);
    return results.shift() ?? ended(1);
  };
  const isOpen = await openAppWindow(
    {
      commands: { run },
      env,
      files: { facts: (path: string) => (isEdge(path) ? {} : undefined) } as unknown as Files,
      platform: { os, homeDir: '/h', tempDir: '/t', pid: 1 },
    },
    address,
    signal,
  );
  return { isOpen, commands };
}

test('the address is an argument of its own, never part of a script', async () => {
  const { isOpen, commands } = await opening('linux', [ended(0)]);
  assert.equal(isOpen, true);
  const [[file, option, script, , href] = assert.fail()] = commands;
  assert.deepEqual([file, option, href], ['sh', '-c', address.href]);
  assert.ok(!script?.includes('127.0.0.1'));
});

test('on macOS one browser after the other is tried', async () => {
  const { isOpen, commands } = await opening('darwin', [ended(1), ended(0)], {});
  assert.equal(isOpen, true);
  assert.deepEqual(
    commands.map(([, , name]) => name),
    ['Google Chrome', 'Microsoft Edge'],
  );
});

test('on Windows Edge is started by its path, never from the current folder', async () => {
  const env = { 'ProgramFiles(x86)': String.raw`C:\Program Files (x86)`, ProgramFiles: 'relative' };
  const { isOpen, commands } = await opening('win32', [ended(0)], env);
  assert.equal(isOpen, true);
  const [words = []] = commands;
  assert.deepEqual(words.slice(0, 5), ['cmd', '/d', '/c', 'start', '']);
  assert.ok(isEdge(words[5] ?? ''), words[5]);
  assert.deepEqual((await opening('win32', [ended(0)], {})).commands, []);
});

test('false without a browser that can, and without a desktop', async () => {
  assert.equal((await opening('win32', [ended(1)], {})).isOpen, false);
  assert.deepEqual(await opening('linux', [ended(0)], {}), { isOpen: false, commands: [] });
});
