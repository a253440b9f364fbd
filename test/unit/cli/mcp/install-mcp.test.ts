import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { runMcpInstall, runMcpUninstall } from '../../../../src/cli/commands/mcp/install-mcp.ts';
import type { McpTarget } from '../../../../src/cli/commands/mcp/mcp-targets.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const program = { node: '/opt/node 24/bin/node', script: '/opt/my tools/kimibar/dist/kimibar.cjs' };

async function run(
  how: typeof runMcpInstall,
  home: string,
  target: McpTarget,
  flags: { readonly force?: boolean; readonly dryRun?: boolean } = {},
) {
  const env = { PATH: '', XDG_CONFIG_HOME: join(home, '.config'), APPDATA: join(home, '.config') };
  const { ctx, stdout, stderr } = recordedContext(home, { env });
  const exitCode = await how(ctx, { target, dryRun: false, force: false, ...flags }, program);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

const vscode =
  process.platform === 'darwin'
    ? 'Library/Application Support/Code/User/mcp.json'
    : '.config/Code/User/mcp.json';
const other = '"files": {"command": "npx", "args": ["-y", "files"]}';

/** A config with other things in it; the entry that is expected; another server of our name. */
const tools: Readonly<
  Record<McpTarget, { path: string; text: string; entry: RegExp; own: string }>
> = {
  'kimi-code': {
    path: '.kimi-code/mcp.json',
    text: `{\n  "mcpServers": {\n    ${other}\n  }\n}\n`,
    entry:
      /"kimibar": \{\s+"command": "\/opt\/node 24\/bin\/node",\s+"args": \[\s+"[^"]+kimibar.cjs",\s+"mcp"\s+\]/,
    own: '{"mcpServers": {"kimibar": {"command": "mine", "args": []}}}\n',
  },
  'claude-code': {
    path: '.claude.json',
    text: `{\n\t"numStartups": 3,\n\t"projects": {"/x": {"mcpServers": {}}}\n}`,
    entry: /"kimibar": \{\s+"type": "stdio",\s+"command": "\/opt/,
    own: '{"mcpServers": {"kimibar": {"type": "http", "url": "https://x"}}}\n',
  },
  codex: {
    path: '.codex/config.toml',
    text: '# mine\nmodel = "x"\r\n\r\n[mcp_servers.files]\r\ncommand = "npx"\r\n',
    entry:
      /\[mcp_servers\.kimibar\]\r\ncommand = "\/opt\/node 24\/bin\/node"\r\nargs = \[".+kimibar.cjs","mcp"\]/,
    own: '[mcp_servers.kimibar]\ncommand = "mine"\n',
  },
  cursor: {
    path: '.cursor/mcp.json',
    text: `{"mcpServers":{${other}}}`,
    entry: /"kimibar": ?\{"command":"\/opt\/node 24\/bin\/node","args":\["[^"]+","mcp"\]\}/,
    own: '{"mcpServers": {"kimibar": {"command": "mine"}}}\n',
  },
  vscode: {
    path: vscode,
    text: `// servers\n{\n  "servers": {\n    ${other}, // mine\n  },\n}\n`,
    entry: /"kimibar": \{\s+"type": "stdio",\s+"command": "\/opt/,
    own: '{"servers": {"kimibar": {"command": "mine"}}}\n',
  },
};

function put(home: string, path: string, text: string): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

for (const [target, { path, text, entry, own }] of Object.entries(tools) as [
  McpTarget,
  (typeof tools)[McpTarget],
][]) {
  test(`${target}: install adds the server once, uninstall restores the file to the byte`, async (t) => {
    const home = tempFolder(t);
    const file = put(home, path, text);
    assert.match(
      (await run(runMcpInstall, home, target, { dryRun: true })).stdout,
      /^\+.*kimibar/m,
    );
    assert.equal(readFileSync(file, 'utf8'), text);
    const added = await run(runMcpInstall, home, target);
    assert.equal(added.exitCode, 0, added.stderr);
    assert.match(readFileSync(file, 'utf8'), entry);
    assert.match(added.stdout, /^MCP server added to .*\nBackup: .*\nRestart it/);
    assert.match((await run(runMcpInstall, home, target)).stdout, /already has the MCP server/);
    assert.equal((await run(runMcpUninstall, home, target)).exitCode, 0);
    assert.equal(readFileSync(file, 'utf8'), text);
    assert.equal(readdirSync(dirname(file)).filter((name) => name.includes('backup')).length, 0);
    assert.match((await run(runMcpUninstall, home, target)).stdout, /has no KimiBar MCP server/);
  });

  test(`${target}: another server of the same name stays unless it is forced`, async (t) => {
    const home = tempFolder(t);
    const file = put(home, path, own);
    const refused = await run(runMcpInstall, home, target);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, /already has another MCP server named kimibar/);
    assert.equal(readFileSync(file, 'utf8'), own);
    const forced = await run(runMcpInstall, home, target, { force: true });
    // In TOML the user's own table stays in the way.
    assert.equal(forced.exitCode, target === 'codex' ? 1 : 0, forced.stderr);
    assert.equal((await run(runMcpUninstall, home, target)).exitCode, 0);
    assert.equal(readFileSync(file, 'utf8'), own);
  });

  test(`${target}: a file that install created is deleted again, a broken one not touched`, async (t) => {
    const home = tempFolder(t);
    assert.equal((await run(runMcpInstall, home, target)).exitCode, 0);
    assert.equal((await run(runMcpUninstall, home, target)).exitCode, 0);
    assert.equal(existsSync(join(home, path)), false);
    const file = put(home, path, '{[= broken');
    const { exitCode, stdout } = await run(runMcpInstall, home, target);
    assert.equal(exitCode, 1);
    assert.match(stdout, /kimibar/);
    assert.equal(readFileSync(file, 'utf8'), '{[= broken');
  });
}
