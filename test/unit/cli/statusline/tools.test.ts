import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import {
  commandLine,
  isFoundByName,
  isOurCommand,
  lineWords,
} from '../../../../src/cli/commands/statusline/line-command.ts';
import { toolFor } from '../../../../src/cli/commands/statusline/tools.ts';
import type { Env, Files } from '../../../../src/host/host.ts';
import type { InstallTarget } from '../../../../src/present/status-line/status-target.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noPosixPaths } from '../../../support/this-system.ts';

test('configs are found in an absolute XDG_CONFIG_HOME; a relative one is ignored', (t) => {
  const home = tempFolder(t);
  const pathWith = (target: InstallTarget, folder: string) => {
    const machine = recordedContext(home, { env: { XDG_CONFIG_HOME: folder } }).ctx.host;
    return toolFor(target, ['kimibar'], { machine, pluginFolder: undefined }).paths.at(-1);
  };
  for (const [target, ...names] of [
    ['tmux', 'tmux', 'tmux.conf'],
    ['starship', 'starship.toml'],
    ['polybar', 'polybar', 'config.ini'],
  ] as const) {
    assert.equal(pathWith(target, join(home, 'xdg')), join(home, 'xdg', ...names));
    assert.equal(pathWith(target, 'xdg'), join(home, '.config', ...names));
  }
});

test('on Windows no backslash is outside quotes, and Claude Code gets none', () => {
  const program = {
    node: String.raw`C:\Program Files\nodejs\node.exe`,
    script: String.raw`C:\Users\me\kimibar\dist\kimibar.cjs`,
  };
  const host = {
    env: {},
    files: { facts: () => undefined } as unknown as Files,
    platform: { os: 'win32', homeDir: String.raw`C:\Users\me`, tempDir: '', pid: 1 },
  } as const;
  const line = { refresh: true, config: String.raw`C:\my\config.json` };
  const written = (target: InstallTarget) =>
    commandLine(lineWords({ target, line }, host, program), 'win32');
  assert.equal(
    written('claude-code'),
    '"C:/Program Files/nodejs/node.exe" C:/Users/me/kimibar/dist/kimibar.cjs statusline claude-code --config C:/my/config.json',
  );
  assert.equal(
    written('kimi-code'),
    String.raw`"C:\Program Files\nodejs\node.exe" "C:\Users\me\kimibar\dist\kimibar.cjs" statusline kimi-code --config "C:\my\config.json"`,
  );
});

test('no line names a program that a project could bring', () => {
  const program = { node: '/opt/node', script: '/opt/kimibar.cjs' };
  const files = { facts: () => ({ kind: 'file' }) } as unknown as Files;
  const firstWord = (target: InstallTarget, os: 'linux' | 'win32', path: string) => {
    const platform = { os, homeDir: '/home/me', tempDir: '', pid: 1 };
    const host = { env: { PATH: path }, files, platform };
    return lineWords({ target, line: { refresh: true } }, host, program)[0];
  };
  assert.equal(firstWord('tmux', 'linux', '/usr/bin'), 'kimibar');
  // Windows' cmd looks in the current folder before the PATH.
  for (const target of ['kimi-code', 'claude-code', 'starship'] as const)
    assert.equal(firstWord(target, 'win32', String.raw`C:\npm`), '/opt/node');
  for (const path of ['.', '', 'node_modules/bin', ':./bin'])
    assert.equal(firstWord('tmux', 'linux', path), '/opt/node', path);
});

test('a shell draws the line if there is one that the tool runs', { skip: noPosixPaths }, (t) => {
  const home = tempFolder(t);
  writeFileSync(join(home, 'statusline.sh'), '#!/bin/sh\n');
  const program = { node: '/usr/bin/node', script: join(home, 'kimibar.cjs') };
  const { files } = recordedContext(home).ctx.host;
  const written = (target: InstallTarget, os: 'linux' | 'win32', env: Env) => {
    const host = { env, files, platform: { os, homeDir: home, tempDir: '', pid: 1 } };
    const [first, path] = lineWords({ target, line: { refresh: true } }, host, program);
    return first === 'sh' ? path : first;
  };
  const folder = { KIMIBAR_DATA_DIR: '/data dir', PATH: '' };
  const path = '/data dir/statusline/kimibar-statusline.sh';
  assert.equal(written('kimi-code', 'linux', folder), path);
  assert.equal(written('waybar', 'linux', folder), path);
  const gitBash = { ...folder, MSYSTEM: 'MINGW64' };
  assert.equal(written('claude-code', 'win32', gitBash), path);
  assert.equal(written('kimi-code', 'win32', gitBash), '/usr/bin/node');
  assert.equal(written('claude-code', 'win32', folder), '/usr/bin/node');
  assert.equal(commandLine(['sh', path, 'tmux'], 'linux'), `sh '${path}' tmux`);
  assert.ok(isOurCommand(`sh '${path}' tmux`, 'tmux'));
  assert.ok(!isOurCommand(`sh '${path}' tmux`, 'zsh'));
});

function isFound(folder: string): boolean {
  return isFoundByName('claude-code', {
    env: { PATH: folder },
    files: { facts: () => ({ kind: 'link', sizeBytes: 1, modifiedAtMs: 1 }) } as unknown as Files,
    platform: { os: 'linux', homeDir: '/home/a', tempDir: '/tmp', pid: 1 },
  });
}

test('a command that does more than print our line is the user’s', () => {
  const line = { refresh: true, format: `it's {line}; (a | b) & $c` };
  const host = {
    env: { PATH: '' },
    files: { facts: () => undefined, readText: () => undefined } as unknown as Files,
    platform: { os: 'linux', homeDir: '/home/me', tempDir: '', pid: 1 },
  } as const;
  const program = { node: '/usr/bin/node', script: '/my $tools/kimibar.cjs' };
  for (const os of ['linux', 'win32'] as const) {
    const words = lineWords({ target: 'kimi-code', line }, host, program);
    assert.ok(isOurCommand(commandLine(words, os), 'kimi-code'), os);
  }
  for (const own of [
    'kimibar statusline kimi-code; git-line',
    'kimibar statusline kimi-code | cut -c1-40',
    'my-line && kimibar statusline kimi-code',
    'echo "$(kimibar statusline kimi-code) `date`" > x',
    'a\nkimibar statusline kimi-code',
  ])
    assert.ok(!isOurCommand(own, 'kimi-code'), own);
});

test('kimibar in a folder of npx is not there for the tool', () => {
  assert.equal(isFound('/usr/local/bin'), true);
  assert.equal(isFound('/home/a/.npm/_npx/1f/node_modules/.bin'), false);
  assert.equal(isFound('/home/a/project/node_modules/.bin'), false);
});
