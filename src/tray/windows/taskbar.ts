import type { IconBackground } from '../icon-colours.ts';
import { win, type Win32 } from './win32.ts';

const themes = String.raw`Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`;

/** Whether the taskbar is light or dark. Windows without this setting has a dark one. */
export function taskbarBackground(api: Win32): Extract<IconBackground, 'dark' | 'light'> {
  const value = [0];
  const status = api.registryValue(
    win.currentUser,
    themes,
    'SystemUsesLightTheme',
    win.typeNumber,
    null,
    value,
    [4],
  ) as number;
  return status === 0 && value[0] === 1 ? 'light' : 'dark';
}

/** Dots per inch of the taskbar's screen; the system's if there is no taskbar (yet). */
export function taskbarDensity(api: Win32): number {
  const taskbar = api.findWindow('Shell_TrayWnd', null);
  return (
    (taskbar === null ? 0 : (api.windowDensity(taskbar) as number)) ||
    (api.systemDensity() as number)
  );
}
