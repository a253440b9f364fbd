/** Texts of `statusline install`, `uninstall` and `print`. */
export const statuslineSetup = {
  installed: ({ tool, file }: { tool: string; file: string }) =>
    `Status line added to ${tool}: ${file}`,
  backup: (file: string) => `Backup: ${file}`,
  alreadyThere: ({ tool, file }: { tool: string; file: string }) =>
    `${tool} already has the status line: ${file}`,
  wouldChange: (file: string) => `This would change ${file}:`,
  removed: ({ tool, file }: { tool: string; file: string }) =>
    `Status line removed from ${tool}: ${file}`,
  restored: (file: string) => `Restored ${file} exactly as it was`,
  notThere: (tool: string) => `${tool} has no KimiBar status line. Nothing changed.`,
  ownCommand: ({ tool, file, command }: { tool: string; file: string; command: string }) =>
    `${tool} already runs another status line command (${command}) in ${file}. Nothing changed. To replace it, add --force`,
  broken: ({ file, why }: { file: string; why: string }) =>
    `${file} is not valid ${why}. Nothing changed. Fix it, or add this by hand:`,
  inTheWay: (file: string) =>
    `${file} has something in its place that KimiBar can't replace. Nothing changed. Change it to this by hand:`,
  removeFromBroken: ({ file, why }: { file: string; why: string }) =>
    `${file} is not valid ${why}. Nothing changed. Fix it and try again, or remove KimiBar's part by hand.`,
  removeFromReadOnly: (file: string) =>
    `${file} is read-only. Nothing changed. If another tool manages it, remove KimiBar's part in that tool.`,
  removeByHand: (file: string) =>
    `KimiBar can't edit ${file}. Nothing changed. Remove KimiBar's part by hand.`,
  notText: (file: string) => `${file} is not UTF-8 text. Nothing changed. Add this by hand:`,
  readOnly: (file: string) =>
    `${file} is read-only. Nothing changed. If another tool manages it, add this in that tool:`,
  unwritable: ({ file, why }: { file: string; why: string }) =>
    `Can't write ${file} (${why}). Nothing changed. Add this by hand:`,
  notWritten: ({ file, why }: { file: string; why: string }) =>
    `Can't write ${file} (${why}). Nothing changed.`,
  keepsChanging: 'Another program keeps changing the config file. Nothing changed. Try again.',
  byHand: ({ tool, file }: { tool: string; file: string }) =>
    `Add this to ${tool}'s config by hand, usually ${file}:`,
  noConfig: ({ tool, file }: { tool: string; file: string }) =>
    `You have no ${tool} config yet (${file}), and a file with only this would drop ${tool}'s defaults. Create it first, then add:`,
  noFolder:
    "SwiftBar's plugin folder was not found. Pass it with --folder, or save this as kimibar.1m.sh in it and make it executable:",
  unknownFields: ({ fields, known }: { fields: string; known: string }) =>
    `Unknown field in --format: ${fields}. Allowed: ${known}`,
  /** How to make the tool show it. */
  next: {
    'kimi-code': 'Restart Kimi Code to see it.',
    'claude-code': 'Restart Claude Code to see it.',
    tmux: 'To see it now, run tmux source-file FILE with the file named above.',
    starship: 'It appears with the next prompt. If you set `format`, add ${custom.kimibar} to it.',
    zsh: 'It appears in new terminals.',
    waybar:
      'Restart waybar to see it. Colours: #custom-kimibar.nearly-out, .out and .stale in style.css.',
    i3blocks: 'To see it now, run: i3-msg restart',
    polybar: 'Restart polybar to see it.',
    swiftbar: 'Refresh all plugins in SwiftBar to see it.',
  },
};
