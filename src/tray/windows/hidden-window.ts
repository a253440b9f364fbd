import type { Handle, Win32 } from './win32.ts';

const name = 'KimiBarTray';

/**
 * Creates a top-level window that is never shown: only top-level windows get a message when
 * Explorer restarts. `handle` gets its messages and returns whether it has handled them.
 */
export function createHiddenWindow(
  api: Win32,
  handle: (message: number, wide: number, long: number) => boolean,
): Handle {
  const procedure = api.procedure((window, message, wide, long) =>
    handle(message, Number(wide), Number(long))
      ? 0
      : (api.defaultProcedure(window, message, wide, long) as number),
  );
  const instance: Handle = api.module(null);
  const unused = {
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
    ...unused,
    cbSize: api.classSize,
    lpfnWndProc: procedure,
    hInstance: instance,
    lpszClassName: name,
  });
  return api.createWindow(0, name, 'KimiBar', 0, 0, 0, 0, 0, null, null, instance, null);
}
