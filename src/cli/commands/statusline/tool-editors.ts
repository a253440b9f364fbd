import { isObject } from '../../../domain/shape.ts';
import { blockEditor } from '../tool-config/block-editor.ts';
import { jsonEditor } from '../tool-config/json-editor.ts';
import { isOurCommand, runsOurLine } from './line-command.ts';
import { shownValue, type TextEditor } from '../tool-config/text-change.ts';
import { parseToml } from '../tool-config/toml-editor.ts';

/** Claude Code: `statusLine` in its settings. */
export function claudeEditor(command: string, isOurs: (value: unknown) => boolean): TextEditor {
  const value = { type: 'command', command, padding: 0 };
  return jsonEditor({
    keys: () => ['statusLine'],
    value,
    isOurs: (entry) => isOurs(commandIn(entry)),
    ownCommand: (entry) => shownValue(commandIn(entry)),
    snippet: JSON.stringify({ statusLine: value }, null, 2),
  });
}

function commandIn(entry: unknown): unknown {
  return isObject(entry) && 'command' in entry ? entry['command'] : entry;
}

/**
 * starship: a table at the end, which TOML allows unless the config defines `custom` in another
 * form.
 */
export function starshipEditor(command: string): TextEditor {
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
      const { custom } = config;
      const module = isObject(custom) ? custom['kimibar'] : undefined;
      const present = isObject(module) ? module['command'] : undefined;
      return present === undefined || isOurCommand(present, 'starship')
        ? undefined
        : { kind: 'own', command: shownValue(present) };
    },
  });
}

/** polybar: by hand, since the lists of modules in a bar have no position that suits everyone. */
export function polybarEditor(command: string): TextEditor {
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

/**
 * zsh: by hand, since prompts are set in many ways, and a theme may set them again. What the line
 * prints is not expanded again, apart from `%`, which is doubled.
 */
export function zshEditor(command: string): TextEditor {
  const quoted = command.replaceAll("'", `'\\''`);
  return {
    snippet: `setopt prompt_subst\nRPROMPT='$(${quoted})'`,
    add: () => ({ kind: 'same' }),
    remove: () => ({ kind: 'same' }),
  };
}

/** SwiftBar: a plugin is a whole file. Its xbar tags appear in the plugin's about window. */
export function pluginEditor(command: string): TextEditor {
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
      if (present !== undefined && !runsOurLine(present, 'swiftbar') && !force)
        return { kind: 'own', command: 'kimibar.1m.sh' };
      return { kind: 'changed', text };
    },
    remove: (present, before) =>
      runsOurLine(present, 'swiftbar') ? { kind: 'changed', text: before ?? '' } : { kind: 'same' },
  };
}

/**
 * tmux: adds the command's output at the right of the status line. Keeps the user's own
 * `status-right`, adds nothing twice when the file is loaded again, and makes room if the default
 * 40 columns leave none.
 */
export function tmuxLines(command: string): readonly string[] {
  // A status line is a format and a time format: # and % are literal only if doubled. The rest is
  // tmux's own quoting.
  const job = command
    .replaceAll('#', '##')
    .replaceAll('%', '%%')
    .replace(/[\\"$]/g, '\\$&');
  // Another account's line, which the user has added, goes on after `tmux`.
  const end = job.endsWith(' tmux') ? ')' : '';
  return [
    `if -F '#{m:*statusline* tmux${end}*,#{status-right}}' {} {`,
    `  set -ag status-right " #(${job})"`,
    "  if -F '#{e|<:#{status-right-length},100}' { set -g status-right-length 100 } {}",
    '}',
  ];
}
