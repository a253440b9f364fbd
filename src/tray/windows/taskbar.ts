import type { IconBackground } from '../icon-colours.ts';
import { win, type Win32 } from './win32.ts';

const themes = String.raw`Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`;

/** Is the taskbar light or dark? Dark where Windows does not say: it was before there was a choice. */
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

/** The dots per inch of the screen that the taskbar stands on; the system's own where there is no taskbar (yet). */
export function taskbarDensity(api: Win32): number {
  const taskbar = api.findWindow('Shell_TrayWnd', null);
  return (
    (taskbar === null ? 0 : (api.windowDensity(taskbar) as number)) ||
    (api.systemDensity() as number)
  );
}
