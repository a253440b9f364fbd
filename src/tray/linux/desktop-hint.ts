import type { Env } from '../../host/host.ts';
import type { Messages } from '../../present/messages/en.ts';

/** Which sentence says what this desktop lacks to show tray icons; desktops name themselves in XDG_CURRENT_DESKTOP, most special first. */
export function desktopHint(env: Env): keyof Messages['tray']['hosts'] {
  const names = (env['XDG_CURRENT_DESKTOP'] ?? '').toLowerCase();
  if (/gnome|unity|pantheon/.test(names)) return 'gnome';
  if (/xfce/.test(names)) return 'xfce';
  if (/kde/.test(names)) return 'kde';
  if (/lxqt/.test(names)) return 'lxqt';
  if (/sway|hyprland|river|wayfire|niri|labwc|wlroots/.test(names)) return 'wlroots';
  return 'other';
}
