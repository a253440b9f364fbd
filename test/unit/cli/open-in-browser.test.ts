import assert from 'node:assert/strict';
import test from 'node:test';
import { openInBrowser } from '../../../src/cli/open-in-browser.ts';
import type { CommandResult, Env, Platform } from '../../../src/host/host.ts';

const { signal } = new AbortController();
const address = new URL('https://www.kimi.com/code/console');
const ran: CommandResult = { kind: 'ran', exitCode: 0, stdout: '', stderr: '' };

async function opening(os: Platform['os'], result: CommandResult, env: Env = { DISPLAY: ':0' }) {
  const commands: string[] = [];
  const run = async (file: string, args: readonly string[]) => {
    commands.push([file, ...args].join(' '));
    return result;
  };
  const isOpen = await openInBrowser(
    { commands: { run }, env, platform: { os, homeDir: '/h', tempDir: '/t', pid: 1 } },
    address,
    signal,
  );
  return { isOpen, commands };
}

test("the system's own opener gets the address", async () => {
  assert.deepEqual(await opening('linux', ran), {
    isOpen: true,
    commands: [`xdg-open ${address.href}`],
  });
  assert.deepEqual(await opening('darwin', ran, {}), {
    isOpen: true,
    commands: [`open ${address.href}`],
  });
  assert.deepEqual(await opening('win32', ran, {}), {
    isOpen: true,
    commands: [`rundll32 url.dll,FileProtocolHandler ${address.href}`],
  });
});

test('an opener that keeps running counts as success; one that is missing or fails does not', async () => {
  assert.equal((await opening('linux', { kind: 'timed-out' })).isOpen, true);
  assert.equal((await opening('linux', { kind: 'not-found' })).isOpen, false);
  assert.equal((await opening('linux', { ...ran, exitCode: 3 })).isOpen, false);
});

test('without a desktop no opener is started', async () => {
  assert.deepEqual(await opening('linux', ran, { DISPLAY: ' ' }), { isOpen: false, commands: [] });
  assert.equal((await opening('linux', ran, { WAYLAND_DISPLAY: 'wayland-0' })).isOpen, true);
});
