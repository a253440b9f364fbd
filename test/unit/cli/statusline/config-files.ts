import type { InstallTarget } from '../../../../src/present/status-line/status-target.ts';

/** A typical config: its path, its text, and parts that must be in it afterwards. */
export type ConfigFile = {
  readonly name: string;
  readonly target: InstallTarget;
  readonly path: string;
  readonly text: string;
  readonly has: readonly string[];
};

const tui = '.kimi-code/tui.toml';
const claude = '.claude/settings.json';
const waybar = '.config/waybar/config.jsonc';

export const configFiles: readonly ConfigFile[] = [
  {
    name: 'comments and odd indentation',
    target: 'kimi-code',
    path: tui,
    text: '# my theme\ntheme = "dark"   # at night\n\n   [editor]\n\t tab_width = 2\n  keys = [\n      "a", # first\n    "b",\n  ]\n\n',
    has: ['# my theme', '# at night', '\t tab_width = 2', '"a", # first', '[status_line]'],
  },
  {
    name: 'CRLF',
    target: 'kimi-code',
    path: tui,
    text: 'theme = "light"\r\n\r\n[editor]\r\ntab = 4\r\n',
    has: ['[editor]\r\n'],
  },
  {
    name: 'the table already there',
    target: 'kimi-code',
    path: tui,
    text: '[status_line] # mine\n# shown below\npadding = 1\n\n\n[other]\nwhen = 2026-01-01T00:00:00Z\nratio = 1.50\n',
    has: ['[status_line] # mine', '# shown below', 'ratio = 1.50', 'when = 2026-01-01T00:00:00Z'],
  },
  {
    name: 'an inline table',
    target: 'kimi-code',
    path: tui,
    text: 'status_line = { padding = 1 }\nx = 1\n',
    has: ['padding = 1', 'x = 1'],
  },
  {
    name: 'dotted keys',
    target: 'kimi-code',
    path: tui,
    text: 'status_line.padding = 1\n[other]\nx = 1\n',
    has: ['status_line.padding = 1'],
  },
  {
    name: 'an array of tables at the end',
    target: 'kimi-code',
    path: tui,
    text: 'a = 1\n\n[[hooks]]\nrun = \'x "y"\'\n',
    has: ['[[hooks]]', `'x "y"'`],
  },
  {
    name: 'no newline at the end',
    target: 'kimi-code',
    path: tui,
    text: 'theme = "dark"',
    has: ['theme = "dark"\n'],
  },

  {
    name: 'two blanks',
    target: 'claude-code',
    path: claude,
    text: '{\n  "model": "opus",\n  "env": { "A": "1" }\n}\n',
    has: ['  "statusLine": {\n    "type"'],
  },
  {
    name: 'tabs',
    target: 'claude-code',
    path: claude,
    text: '{\n\t"model": "opus"\n}\n',
    has: ['\t"statusLine": {\n\t\t"type"'],
  },
  {
    name: 'CRLF',
    target: 'claude-code',
    path: claude,
    text: '{\r\n    "model": "opus"\r\n}\r\n',
    has: ['    "statusLine": {\r\n'],
  },
  {
    name: 'one line',
    target: 'claude-code',
    path: claude,
    text: '{"model":"opus","n":1.0}',
    has: ['{"model":"opus","n":1.0,"statusLine":'],
  },
  { name: 'empty', target: 'claude-code', path: claude, text: '{}\n', has: ['"statusLine"'] },

  {
    name: 'a status line of its own and plugins',
    target: 'tmux',
    path: '.tmux.conf',
    text: "# prefix\nunbind C-b\nset -g prefix C-a\n  set -g status-right '#[fg=cyan]%H:%M' # clock\nset -g @plugin 'tmux-plugins/tpm'\n\nrun '~/.tmux/plugins/tpm/tpm'\n",
    has: ["set -g status-right '#[fg=cyan]%H:%M' # clock"],
  },
  {
    name: 'no newline at the end',
    target: 'tmux',
    path: '.config/tmux/tmux.conf',
    text: 'set -g mouse on',
    has: ['set -g mouse on\n\n# kimibar'],
  },
  {
    name: 'blank lines at the end',
    target: 'tmux',
    path: '.tmux.conf',
    text: 'set -g mouse on\n\n\n',
    has: ['set -g mouse on\n\n\n'],
  },

  {
    name: 'a format and other modules',
    target: 'starship',
    path: '.config/starship.toml',
    text: '"$schema" = \'https://starship.rs/config-schema.json\'\n\nformat = """\n$directory\\\n$character"""\n\n[custom.foo] # mine\n  command = "foo"\n',
    has: ['[custom.foo] # mine', '[custom.kimibar]'],
  },
  {
    name: 'CRLF',
    target: 'starship',
    path: '.config/starship.toml',
    text: 'add_newline = false\r\n',
    has: ['[custom.kimibar]\r\n'],
  },

  {
    name: 'comments and trailing commas',
    target: 'waybar',
    path: waybar,
    text: '// -*- mode: jsonc -*-\n{\n    "layer": "top", // above\n    "modules-left": ["sway/workspaces"],\n    "modules-right": [\n        "battery",\n        /* time */ "clock",\n    ],\n    "clock": {\n        "format": "{:%H:%M}",\n    },\n}\n',
    has: [
      '// above',
      '/* time */ "clock"',
      '        "custom/kimibar"',
      '    "custom/kimibar": {\n        "exec"',
    ],
  },
  {
    name: 'two bars',
    target: 'waybar',
    path: '.config/waybar/config',
    text: '[{\n  "name": "top",\n  "modules-center": ["clock"]\n}, {\n  "name": "bottom"\n}]\n',
    has: ['"modules-center": ["clock"'],
  },
  {
    name: 'one line, CRLF',
    target: 'waybar',
    path: waybar,
    text: '{"modules-right":["clock"]}\r\n',
    has: ['"modules-right":["clock","custom/kimibar"]'],
  },

  {
    name: 'blocks of its own',
    target: 'i3blocks',
    path: '.config/i3blocks/config',
    text: '# global\nseparator_block_width=15\n\n[time]\ncommand=date +%T\ninterval=1\n\n',
    has: ['[kimibar]\n', 'command=date +%T'],
  },
];
