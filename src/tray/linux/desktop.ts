import type { Env } from '../../host/host.ts';
import type { Messages } from '../../present/messages/en.ts';

/** Which message explains how this desktop can show tray icons. */
export function desktopHint(env: Env): keyof Messages['tray']['hosts'] {
  const names = desktopNames(env);
  if (/gnome|unity|pantheon/.test(names)) return 'gnome';
  if (/xfce/.test(names)) return 'xfce';
  if (/kde/.test(names)) return 'kde';
  if (/lxqt/.test(names)) return 'lxqt';
  if (/sway|hyprland|river|wayfire|niri|labwc|wlroots/.test(names)) return 'wlroots';
  return 'other';
}

/** Desktops with GNOME's panel, which is always dark. */
export function hasGnomePanel(env: Env): boolean {
  return /gnome|unity/.test(desktopNames(env));
}

function desktopNames(env: Env): string {
  return (env['XDG_CURRENT_DESKTOP'] ?? '').toLowerCase();
}
