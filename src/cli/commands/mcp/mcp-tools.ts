import { join } from 'node:path';
import { isObject } from '../../../domain/shape.ts';
import { readEnvValue } from '../../../host/env-value.ts';
import type { Host } from '../../../host/host.ts';
import { configHome, kimiCodeHome, roamingAppData } from '../../../host/user-folders.ts';
import { blockEditor } from '../tool-config/block-editor.ts';
import { jsonEditor } from '../tool-config/json-editor.ts';
import type { TextEditor } from '../tool-config/text-change.ts';
import { parseToml } from '../tool-config/toml-editor.ts';
import type { Tool } from '../tool-config/tool.ts';
import type { McpTarget } from './mcp-targets.ts';

type Machine = Pick<Host, 'env' | 'platform'>;
type Config = Pick<Tool, 'name' | 'paths'> & { readonly editor: (words: Words) => TextEditor };

/** The program and its arguments. */
type Words = readonly [string, ...string[]];

const serverName = 'kimibar';

const configs: Readonly<Record<McpTarget, (machine: Machine) => Config>> = {
  'kimi-code': (machine) => ({
    name: 'Kimi Code',
    paths: [join(kimiCodeHome(machine), 'mcp.json')],
    editor: (words) => serverEditor('mcpServers', entryOf(words)),
  }),
  'claude-code': ({ env, platform }) => ({
    name: 'Claude Code',
    paths: [join(readEnvValue(env, 'CLAUDE_CONFIG_DIR') ?? platform.homeDir, '.claude.json')],
    editor: (words) => serverEditor('mcpServers', { type: 'stdio', ...entryOf(words) }),
  }),
  codex: ({ env, platform }) => ({
    name: 'Codex',
    paths: [
      join(readEnvValue(env, 'CODEX_HOME') ?? join(platform.homeDir, '.codex'), 'config.toml'),
    ],
    editor: codexEditor,
  }),
  cursor: ({ platform }) => ({
    name: 'Cursor',
    paths: [join(platform.homeDir, '.cursor', 'mcp.json')],
    editor: (words) => serverEditor('mcpServers', entryOf(words)),
  }),
  vscode: (machine) => ({
    name: 'VS Code',
    paths: [join(editorHome(machine), 'Code', 'User', 'mcp.json')],
    editor: (words) => serverEditor('servers', { type: 'stdio', ...entryOf(words) }),
  }),
};

/** The tool that is to start `words` as an MCP server. */
export function mcpToolFor(target: McpTarget, words: Words, machine: Machine): Tool {
  const { editor, ...config } = configs[target](machine);
  return { ...config, editor: editor(words), policy: 'create', mode: 0o644 };
}

/** The folder of Electron programs. */
function editorHome(machine: Machine): string {
  const { os, homeDir } = machine.platform;
  if (os === 'darwin') return join(homeDir, 'Library', 'Application Support');
  return os === 'win32' ? roamingAppData(machine) : configHome(machine);
}

function entryOf([command, ...args]: Words) {
  return { command, args };
}

function serverEditor(list: string, value: object): TextEditor {
  return jsonEditor({
    keys: () => [list, serverName],
    value,
    isOurs,
    ownCommand: commandText,
    snippet: JSON.stringify({ [list]: { [serverName]: value } }, null, 2),
  });
}

/** Codex: a table at the end, which TOML allows unless `mcp_servers` is defined in another form. */
function codexEditor([command, ...args]: Words): TextEditor {
  return blockEditor({
    lines: [
      `[mcp_servers.${serverName}]`,
      `command = ${JSON.stringify(command)}`,
      `args = ${JSON.stringify(args)}`,
    ],
    check(text) {
      const config = parseToml(text);
      if (config === undefined) return { kind: 'broken', why: 'TOML' };
      const servers = config['mcp_servers'];
      const present = isObject(servers) ? servers[serverName] : undefined;
      return present === undefined || isOurs(present)
        ? undefined
        : { kind: 'own', command: commandText(present) };
    },
  });
}

/** Does an entry start KimiBar's server, however it is installed? */
function isOurs(entry: unknown): boolean {
  return /kimibar/i.test(commandText(entry)) && argsOf(entry).includes('mcp');
}

function commandText(entry: unknown): string {
  const command = isObject(entry) ? entry['command'] : undefined;
  return typeof command === 'string'
    ? [command, ...argsOf(entry)].join(' ')
    : JSON.stringify(entry);
}

function argsOf(entry: unknown): readonly unknown[] {
  const args = isObject(entry) ? entry['args'] : undefined;
  return Array.isArray(args) ? args : [];
}
