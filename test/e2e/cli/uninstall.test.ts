import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import test from 'node:test';
import { loginEntry } from '../../../src/daemon/autostart/start-at-login.ts';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const skip = process.platform !== 'linux' && 'the service and the tools of Linux';

/** What users of all these tools have. */
const userFiles: Readonly<Record<string, string>> = {
  '.bashrc': 'alias k=kimi\n',
  '.claude.json': '{"theme": "dark"}',
  '.claude/settings.json': '{\n\t"model": "opus" // mine\n}\n',
  '.codex/config.toml': 'model = "o9"\n',
  '.cursor/mcp.json': '{"mcpServers": {}}',
  '.config/Code/User/mcp.json': '{}',
  '.config/autostart/other.desktop': '[Desktop Entry]\n',
  '.config/i3blocks/config': '[time]\ncommand=date\n',
  '.config/starship.toml': 'add_newline = false\n',
  '.config/systemd/user/other.service': '[Service]\n',
  '.config/tmux/tmux.conf': 'set -g mouse on\n',
  '.config/waybar/config': '{ "modules-right": ["clock"] }\n',
  '.kimi-code/mcp.json': '{"mcpServers":{"other":{"command":"x"}}}',
  '.kimi-code/plugins/installed.json': '{\n  "version": 1,\n  "plugins": []\n}\n',
  '.kimi-code/tui.toml': '# mine\ntheme = "dark"\n',
  '.local/bin/other': '#!/bin/sh\n',
  '.local/share/other/file': 'x',
  '.cache/other/file': 'x',
};
const lines = ['kimi-code', 'claude-code', 'tmux', 'starship', 'waybar', 'i3blocks'];
const servers = ['kimi-code', 'claude-code', 'codex', 'cursor', 'vscode'];

/** Every path below a folder, with kind, permissions and content. */
function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      const { mode } = lstatSync(path);
      const text = lstatSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
      return JSON.stringify([name, mode, text]);
    });
}

function putFile(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}

/** Installs everything that KimiBar can install into a home that other programs use, too. */
async function installEverything({ home, run }: Stage, env: Readonly<Record<string, string>>) {
  const install = async (...args: readonly string[]): Promise<void> => {
    const { exitCode, stderr } = await run(args, { env });
    assert.equal(exitCode, 0, `${args.join(' ')}: ${stderr}`);
  };
  await install('config', 'set-api-key', '--api-key', demoApiKey);
  await install('usage');
  await install('serve', 'install');
  for (const target of lines) await install('statusline', 'install', target);
  for (const target of servers) await install('mcp', 'install', target);
  await install('codexbar', 'install');
  const login = loginEntry({}, { os: 'linux', homeDir: home }, ['node', 'kimibar.cjs', 'tray']);
  putFile(login.path, login.text);
  putFile(join(home, '.cache', 'kimibar', 'program-0.1.0-0', 'kimibar.cjs'), '');
  const list = join(home, '.kimi-code', 'plugins', 'installed.json');
  putFile(list, JSON.stringify({ version: 1, plugins: [{ id: 'kimibar' }] }));
  putFile(join(home, '.kimi-code', 'plugins', 'managed', 'kimibar', 'kimi.plugin.json'), '{}');
}

test('it leaves a home as it was before KimiBar', { skip }, async (t) => {
  const stage = await setStage(t);
  const { home, run } = stage;
  for (const [name, text] of Object.entries(userFiles)) putFile(join(home, name), text);
  mkdirSync(join(home, '.kimi-code', 'plugins', 'managed'));
  const bin = tempFolder(t);
  putFile(join(bin, 'systemctl'), '#!/bin/sh\nexit 0\n', 0o755);
  const env = { PATH: [bin, process.env['PATH']].join(delimiter) };
  const before = contents(home);
  await installEverything(stage, env);
  const installed = contents(home);

  const refused = await run(['uninstall'], { env });
  assert.equal(refused.exitCode, 64, refused.stderr);
  const dry = await run(['uninstall', '--dry-run'], { env });
  assert.equal(dry.stdout.match(/^Would remove: /gm)?.length, lines.length + servers.length + 7);
  assert.deepEqual(contents(home), installed);

  const { exitCode, stdout, stderr } = await run(['uninstall', '--yes'], { env });
  assert.deepEqual([exitCode, stderr], [0, '']);
  assert.match(stdout, /The program runs from a clone/);
  assert.deepEqual(contents(home), before);
  assert.match((await run(['uninstall', '--yes'], { env })).stdout, /nothing anywhere/);
});

test('what it does not own stays', { skip }, async (t) => {
  const { home, run } = await setStage(t);
  const data = join(home, 'documents');
  putFile(join(data, 'thesis.txt'), 'x');
  putFile(join(home, '.config', 'kimibar', 'hook.sh'), 'x');
  putFile(join(home, '.local', 'bin', 'codexbar'), 'another program');
  putFile(join(home, '.zshrc'), 'eval "$(kimibar completion zsh)"\n');
  const profile = 'Documents/PowerShell/Microsoft.PowerShell_profile.ps1';
  putFile(join(home, profile), 'kimibar completion powershell | Out-String | Invoke-Expression\n');
  const env = { KIMIBAR_DATA_DIR: data };
  assert.equal((await run(['config', 'set', 'refresh.cadence', '15'], { env })).exitCode, 0);
  const { exitCode, stdout } = await run(['uninstall', '--yes'], { env });
  assert.equal(exitCode, 0);
  assert.match(stdout, /\.zshrc:1 runs KimiBar/);
  assert.match(stdout, /PowerShell_profile\.ps1:1 runs KimiBar/);
  assert.match(stdout, /documents was chosen with KIMIBAR_DATA_DIR/);
  for (const kept of ['documents/thesis.txt', '.config/kimibar/hook.sh', '.local/bin/codexbar'])
    assert.ok(existsSync(join(home, kept)), kept);
  assert.equal(existsSync(join(home, '.config', 'kimibar', 'config.json')), false);
});
