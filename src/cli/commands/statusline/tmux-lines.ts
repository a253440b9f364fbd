/**
 * The lines that add a command's output to the right of tmux's status line. They leave a `status-right` of the person's own
 * in place, add nothing twice when the file is loaded again, and make room where the default 40 columns leave none.
 */
export function tmuxLines(command: string): readonly string[] {
  // A status line is a format and a time format: # and % stand for themselves only when doubled. The rest is tmux's own quoting.
  const job = command
    .replaceAll('#', '##')
    .replaceAll('%', '%%')
    .replace(/[\\"$]/g, '\\$&');
  return [
    "if -F '#{m:*statusline tmux*,#{status-right}}' {} {",
    `  set -ag status-right " #(${job})"`,
    "  if -F '#{e|<:#{status-right-length},100}' { set -g status-right-length 100 } {}",
    '}',
  ];
}
