import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { runInstall, runUninstall } from '../../../../src/cli/commands/statusline/install.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { put, run } from './run-install.ts';

test('what is valid but can not be edited is not called invalid, and stays', async (t) => {
  for (const [target, path, text] of [
    ['kimi-code', '.kimi-code/tui.toml', 'status_line = 3\n'],
    ['kimi-code', '.kimi-code/tui.toml', '[[status_line]]\na = 1\n'],
    ['claude-code', '.claude/settings.json', '[]\n'],
    ['starship', '.config/starship.toml', 'custom = { }\n'],
    ['starship', '.config/starship.toml', '[custom.kimibar]\n'],
  ] as const) {
    const home = tempFolder(t);
    const file = put(home, { path, text });
    const { exitCode, stdout, stderr } = await run(runInstall, home, target, { force: true });
    assert.equal(exitCode, 1, target);
    assert.match(stderr, /can't replace\. Nothing changed\. Change it to this by hand:$/m);
    assert.match(stdout, /statusline/);
    assert.equal(readFileSync(file, 'utf8'), text);
  }
});

test('an empty command is treated as none, and one without text is shown as it is', async (t) => {
  const home = tempFolder(t);
  put(home, { path: '.kimi-code/tui.toml', text: '[status_line]\ncommand = ""\n' });
  assert.equal((await run(runInstall, home, 'kimi-code')).exitCode, 0);
  put(home, { path: '.claude/settings.json', text: '{"statusLine": {"type": "command"}}\n' });
  const { stderr } = await run(runInstall, home, 'claude-code');
  assert.match(stderr, /\(\{"type":"command"\}\)/);
});

test('uninstall says what to do about a file that can not be edited', async (t) => {
  for (const [path, text, target, says] of [
    ['.claude/settings.json', '{"a": }', 'claude-code', /not valid JSON.*remove .* by hand\.$/m],
    ['.tmux.conf', Buffer.from([0x23, 0xff, 0x0a]), 'tmux', /Remove KimiBar's part by hand\.$/m],
  ] as const) {
    const home = tempFolder(t);
    put(home, { path, text: text as string });
    const { exitCode, stdout, stderr } = await run(runUninstall, home, target);
    assert.equal(exitCode, 1);
    assert.equal(stdout, '');
    assert.match(stderr, says);
  }
  const home = tempFolder(t);
  put(home, { path: '.claude/settings.json', text: '' });
  assert.equal((await run(runUninstall, home, 'claude-code')).exitCode, 0);
  const file = put(home, { path: '.tmux.conf', text: 'set -g mouse on\n' });
  chmodSync(file, 0o444);
  assert.match((await run(runUninstall, home, 'tmux')).stdout, /has no KimiBar status line/);
  chmodSync(file, 0o644);
  await run(runInstall, home, 'tmux');
  chmodSync(file, 0o444);
  assert.match((await run(runUninstall, home, 'tmux')).stderr, /remove KimiBar's part in that/);
});

test('lines of the user around our block stay, also after a mark without its partner', async (t) => {
  const home = tempFolder(t);
  const text = '# kimibar: begin\nset -g mouse on\n';
  const file = put(home, { path: '.tmux.conf', text });
  await run(runInstall, home, 'tmux');
  await run(runInstall, home, 'tmux', { format: '{line}' });
  writeFileSync(file, `# top\n${readFileSync(file, 'utf8')}`);
  assert.equal((await run(runUninstall, home, 'tmux')).exitCode, 0);
  assert.equal(readFileSync(file, 'utf8'), `# top\n${text}`);

  writeFileSync(file, '');
  await run(runInstall, home, 'tmux');
  writeFileSync(file, `# top\n${readFileSync(file, 'utf8')}`);
  await run(runUninstall, home, 'tmux');
  assert.equal(readFileSync(file, 'utf8'), '# top\n');
});
