/** The tools whose config can be told to run KimiBar. */
export const installTargets = [
  'kimi-code',
  'claude-code',
  'tmux',
  'starship',
  'waybar',
  'i3blocks',
  'polybar',
  'swiftbar',
] as const;

/** The tools a line is made for. `plain` is a line and nothing else. */
export const statusTargets = [...installTargets, 'plain'] as const;

export type InstallTarget = (typeof installTargets)[number];
export type StatusTarget = (typeof statusTargets)[number];
