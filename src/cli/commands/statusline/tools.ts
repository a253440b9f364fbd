import { join } from 'node:path';
import type { Host } from '../../../host/host.ts';
import { configHome, kimiCodeHome } from '../../../host/user-folders.ts';
import type { InstallTarget } from '../../../present/status-line/status-target.ts';
import { blockEditor } from './block-editor.ts';
import { jsonEditor } from './json-editor.ts';
import { commandLine, isOurCommand } from './line-command.ts';
import type { TextEditor } from './text-change.ts';
import { parseToml, tomlEditor } from './toml-editor.ts';
import { tmuxLines } from './tmux-lines.ts';
import { waybarEditor } from './waybar-editor.ts';

/** A tool whose config can be edited, or one whose config is better edited by hand. */
export type Tool = {
  readonly name: string;
  /** Where its config may stand, the likeliest first; the first one that exists is it. */
  readonly paths: readonly string[];
  readonly editor: TextEditor;
  /** `create`: a missing file is made. `leave`: one with ours alone would replace the tool's defaults. `by-hand`: it is never edited. */
  readonly policy: 'create' | 'leave' | 'by-hand';
  /** Permission bits of a file that is made. */
  readonly mode: number;
};

type Machine = Pick<Host, 'env' | 'platform'>;

/** How each tool is told to run `words`. SwiftBar, whose plugins are files of their own, gets its folder in `pluginFolder`. */
export function toolFor(
  target: InstallTarget,
  words: readonly string[],
  machine: Machine,
  pluginFolder?: string,
): Tool {
  const { env, platform } = machine;
  const home = platform.homeDir;
  const config = configHome(machine);
  const command = commandLine(words, platform.os);
  const isOurs = (value: unknown): boolean => isOurCommand(value, target);
  const plain = { policy: 'create', mode: 0o644 } as const;
  switch (target) {
    case 'kimi-code':
      return {
        ...plain,
        name: 'Kimi Code',
        paths: [join(kimiCodeHome(machine), 'tui.toml')],
        editor: tomlEditor({ table: 'status_line', key: 'command', value: command, isOurs }),
      };
    case 'claude-code':
      return {
        ...plain,
        name: 'Claude Code',
        paths: [join(env['CLAUDE_CONFIG_DIR'] || join(home, '.claude'), 'settings.json')],
        editor: claudeEditor(command, isOurs),
      };
    case 'tmux':
      return {
        ...plain,
        name: 'tmux',
        paths: [join(home, '.tmux.conf'), join(config, 'tmux', 'tmux.conf')],
        editor: blockEditor({ lines: tmuxLines(command) }),
      };
    case 'starship':
      return {
        ...plain,
        name: 'starship',
        paths: [env['STARSHIP_CONFIG'] || join(config, 'starship.toml')],
        editor: starshipEditor(command),
      };
    case 'waybar':
      return {
        ...plain,
        policy: 'leave',
        name: 'waybar',
        paths: [join(config, 'waybar', 'config'), join(config, 'waybar', 'config.jsonc')],
        editor: waybarEditor(command, isOurs),
      };
    case 'i3blocks':
      return {
        ...plain,
        policy: 'leave',
        name: 'i3blocks',
        paths: [join(config, 'i3blocks', 'config'), join(home, '.i3blocks.conf')],
        editor: blockEditor({ lines: ['[kimibar]', `command=${command}`, 'interval=30'] }),
      };
    case 'polybar':
      return {
        ...plain,
        policy: 'by-hand',
        name: 'polybar',
        paths: [join(config, 'polybar', 'config.ini')],
        editor: polybarEditor(command),
      };
    case 'swiftbar':
      return {
        policy: pluginFolder === undefined ? 'by-hand' : 'create',
        mode: 0o755,
        name: 'SwiftBar',
        paths: [join(pluginFolder ?? '', 'kimibar.1m.sh')],
        editor: pluginEditor(command),
      };
  }
}

function claudeEditor(command: string, isOurs: (value: unknown) => boolean): TextEditor {
  const value = { type: 'command', command, padding: 0 };
  return jsonEditor({
    keys: () => ['statusLine'],
    value,
    isOurs: (entry) => isOurs(commandOf(entry)),
    ownCommand: (entry) => String(commandOf(entry)),
    snippet: JSON.stringify({ statusLine: value }, null, 2),
  });
}

function commandOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'command' in entry ? entry.command : entry;
}

/** A table at the end is valid wherever it stands, but for configs that hold `custom` in another way. */
function starshipEditor(command: string): TextEditor {
  return blockEditor({
    lines: [
      '[custom.kimibar]',
      `command = ${JSON.stringify(command)}`,
      'when = true',
      'format = "[$output]($style) "',
      'style = "dimmed"',
    ],
    check(text) {
      const config = parseToml(text);
      if (config === undefined) return { kind: 'broken', why: 'TOML' };
      const custom = config['custom'] as Record<string, Record<string, unknown>> | undefined;
      const present = custom?.['kimibar']?.['command'];
      return present === undefined || isOurCommand(present, 'starship')
        ? undefined
        : { kind: 'own', command: String(present) };
    },
  });
}

/** Where the module belongs in a bar's lists is the person's taste, and polybar has no list that could be added to. */
function polybarEditor(command: string): TextEditor {
  const lines = [
    '[module/kimibar]',
    'type = custom/script',
    `exec = ${command.replaceAll('%', '%%')}`,
    'interval = 30',
    '; and in [bar/…]: modules-right = … kimibar',
  ];
  return {
    snippet: lines.join('\n'),
    add: () => ({ kind: 'same' }),
    remove: () => ({ kind: 'same' }),
  };
}

/** A plugin is a file of its own: it is ours or somebody else's. The xbar tags show in the plugin's about window. */
function pluginEditor(command: string): TextEditor {
  const text = `#!/bin/sh
# <xbar.title>KimiBar</xbar.title>
# <xbar.desc>How much of your Kimi For Coding quota is left.</xbar.desc>
# <swiftbar.hideAbout>true</swiftbar.hideAbout>
exec ${command}
`;
  return {
    snippet: text.trimEnd(),
    add(present, force) {
      if (present === text) return { kind: 'same' };
      if (present !== undefined && !isOurCommand(present, 'swiftbar') && !force)
        return { kind: 'own', command: 'kimibar.1m.sh' };
      return { kind: 'changed', text };
    },
    remove: (present, before) =>
      isOurCommand(present, 'swiftbar')
        ? { kind: 'changed', text: before ?? '' }
        : { kind: 'same' },
  };
}
