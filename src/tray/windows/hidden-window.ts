import type { Handle, Win32 } from './win32.ts';

const name = 'KimiBarTray';

/**
 * Makes a window that is never shown, but is one of the desktop's own: only those are told of Explorer's restart. `answer`
 * hears its messages and says whether it dealt with them.
 */
export function createHiddenWindow(
  api: Win32,
  answer: (message: number, wide: number, long: number) => boolean,
): Handle {
  const procedure = api.procedure((window, message, wide, long) =>
    answer(message, Number(wide), Number(long))
      ? 0
      : (api.defaultProcedure(window, message, wide, long) as number),
  );
  const instance: Handle = api.module(null);
  const nothing = {
    style: 0,
    cbClsExtra: 0,
    cbWndExtra: 0,
    hIcon: null,
    hCursor: null,
    hbrBackground: null,
    lpszMenuName: null,
    hIconSm: null,
  };
  api.registerClass({
    ...nothing,
    cbSize: api.classSize,
    lpfnWndProc: procedure,
    hInstance: instance,
    lpszClassName: name,
  });
  return api.createWindow(0, name, 'KimiBar', 0, 0, 0, 0, 0, null, null, instance, null);
}
