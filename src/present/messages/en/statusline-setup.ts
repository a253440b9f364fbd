/** What `statusline install`, `uninstall` and `print` say. */
export const statuslineSetup = {
  installed: ({ tool, file }: { tool: string; file: string }) =>
    `Status line added to ${tool}: ${file}`,
  backup: (file: string) => `Backup: ${file}`,
  alreadyThere: ({ tool, file }: { tool: string; file: string }) =>
    `${tool} already shows it: ${file}`,
  wouldChange: (file: string) => `This would change ${file}:`,
  removed: ({ tool, file }: { tool: string; file: string }) =>
    `Status line taken out of ${tool}: ${file}`,
  restored: (file: string) => `The file is as it was before: ${file}`,
  notThere: (tool: string) => `${tool} does not show a KimiBar status line. Nothing changed.`,
  ownCommand: ({ tool, file, command }: { tool: string; file: string; command: string }) =>
    `${tool} already runs a command of your own (${command}) in ${file}. Nothing changed. Replace it with: --force`,
  broken: ({ file, why }: { file: string; why: string }) =>
    `${file} can't be read as ${why}. Nothing changed. Correct it, or add this by hand:`,
  notText: (file: string) => `${file} is not UTF-8 text. Nothing changed. Add this by hand:`,
  readOnly: (file: string) =>
    `${file} is read-only. Nothing changed. If another tool manages it, add this there:`,
  unwritable: ({ file, code }: { file: string; code: string }) =>
    `${file} could not be written (${code}). Nothing changed. Add this by hand:`,
  byHand: ({ tool, file }: { tool: string; file: string }) =>
    `Add this to ${tool}'s config by hand, usually ${file}:`,
  noConfig: ({ tool, file }: { tool: string; file: string }) =>
    `${tool} has no config file of yours yet (${file}); one with this alone would replace its defaults. Make it, then add:`,
  noFolder:
    "SwiftBar's plugin folder was not found. Name it with --folder, or save this there as kimibar.1m.sh and make it executable:",
  unknownFields: ({ fields, known }: { fields: string; known: string }) =>
    `Unknown field in --format: ${fields}. Allowed: ${known}`,
  /** What has to be done for the tool to notice. */
  next: {
    'kimi-code': 'Kimi Code shows it the next time it starts.',
    'claude-code': 'Claude Code shows it the next time it starts.',
    tmux: 'Show it now: tmux source-file FILE, with the file named above.',
    starship:
      'It shows with the next prompt. A `format` of your own needs ${custom.kimibar} in it.',
    waybar:
      'Restart waybar to see it. Colours: #custom-kimibar.nearly-out, .out and .stale in style.css.',
    i3blocks: 'Show it now: i3-msg restart',
    polybar: 'Restart polybar to see it.',
    swiftbar: 'Refresh all plugins in SwiftBar to see it.',
  },
};
