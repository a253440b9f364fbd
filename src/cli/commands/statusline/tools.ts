import { join } from 'node:path';
import { readEnvValue } from '../../../host/env-value.ts';
import type { Host } from '../../../host/host.ts';
import { configHome, kimiCodeHome } from '../../../host/user-folders.ts';
import type { InstallTarget } from '../../../present/status-line/status-target.ts';
import { blockEditor } from '../tool-config/block-editor.ts';
import { commandLine, isOurCommand } from './line-command.ts';
import type { Tool } from '../tool-config/tool.ts';
import { tomlEditor } from '../tool-config/toml-editor.ts';
import {
  claudeEditor,
  pluginEditor,
  polybarEditor,
  starshipEditor,
  tmuxLines,
  zshEditor,
} from './tool-editors.ts';
import { waybarEditor } from './waybar-editor.ts';

type Setup = {
  /** Runs the status line, quoted for the tool's shell. */
  readonly command: string;
  readonly isOurs: (value: unknown) => boolean;
  readonly home: string;
  readonly configHome: string;
  readonly machine: Pick<Host, 'env' | 'platform'>;
  readonly pluginFolder: string | undefined;
};

const file = { policy: 'create', mode: 0o644 } as const;

const tools: Readonly<Record<InstallTarget, (setup: Setup) => Tool>> = {
  'kimi-code': ({ command, isOurs, machine }) => ({
    ...file,
    name: 'Kimi Code',
    paths: [join(kimiCodeHome(machine), 'tui.toml')],
    editor: tomlEditor({ table: 'status_line', key: 'command', value: command, isOurs }),
  }),
  'claude-code': ({ command, isOurs, machine: { env }, home }) => ({
    ...file,
    name: 'Claude Code',
    paths: [join(readEnvValue(env, 'CLAUDE_CONFIG_DIR') ?? join(home, '.claude'), 'settings.json')],
    editor: claudeEditor(command, isOurs),
  }),
  tmux: ({ command, home, configHome: config }) => ({
    ...file,
    name: 'tmux',
    paths: [join(home, '.tmux.conf'), join(config, 'tmux', 'tmux.conf')],
    editor: blockEditor({ lines: tmuxLines(command) }),
  }),
  starship: ({ command, machine: { env }, configHome: config }) => ({
    ...file,
    name: 'starship',
    paths: [readEnvValue(env, 'STARSHIP_CONFIG') ?? join(config, 'starship.toml')],
    editor: starshipEditor(command),
  }),
  zsh: ({ command, home }) => ({
    ...file,
    policy: 'by-hand',
    name: 'zsh',
    paths: [join(home, '.zshrc')],
    editor: zshEditor(command),
  }),
  waybar: ({ command, isOurs, configHome: config }) => ({
    ...file,
    policy: 'leave',
    name: 'waybar',
    paths: [join(config, 'waybar', 'config'), join(config, 'waybar', 'config.jsonc')],
    editor: waybarEditor(command, isOurs),
  }),
  i3blocks: ({ command, home, configHome: config }) => ({
    ...file,
    policy: 'leave',
    name: 'i3blocks',
    paths: [join(config, 'i3blocks', 'config'), join(home, '.i3blocks.conf')],
    editor: blockEditor({ lines: ['[kimibar]', `command=${command}`, 'interval=30'] }),
  }),
  polybar: ({ command, configHome: config }) => ({
    ...file,
    policy: 'by-hand',
    name: 'polybar',
    paths: [join(config, 'polybar', 'config.ini')],
    editor: polybarEditor(command),
  }),
  swiftbar: ({ command, pluginFolder }) => ({
    policy: pluginFolder === undefined ? 'by-hand' : 'create',
    mode: 0o755,
    name: 'SwiftBar',
    paths: [join(pluginFolder ?? '', 'kimibar.1m.sh')],
    editor: pluginEditor(command),
  }),
};

/**
 * The tool that is to run `words`. SwiftBar's plugins are files of their own, in `pluginFolder`.
 */
export function toolFor(
  target: InstallTarget,
  words: readonly string[],
  { machine, pluginFolder }: Pick<Setup, 'machine' | 'pluginFolder'>,
): Tool {
  return tools[target]({
    command: commandLine(words, machine.platform.os),
    isOurs: (value) => isOurCommand(value, target),
    home: machine.platform.homeDir,
    configHome: configHome(machine),
    machine,
    pluginFolder,
  });
}
