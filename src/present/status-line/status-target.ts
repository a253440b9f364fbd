/** The tools whose config KimiBar can edit. */
export const installTargets = [
  'kimi-code',
  'claude-code',
  'tmux',
  'starship',
  'zsh',
  'waybar',
  'i3blocks',
  'polybar',
  'swiftbar',
] as const;

/** The tools that a line is made for; `plain` is only the line. */
export const statusTargets = [...installTargets, 'plain'] as const;

/** Narrows a word from disk. */
export function isStatusTarget(word: string): word is StatusTarget {
  const targets: readonly string[] = statusTargets;
  return targets.includes(word);
}

export type InstallTarget = (typeof installTargets)[number];
export type StatusTarget = (typeof statusTargets)[number];
