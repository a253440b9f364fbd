import type { Koffi } from '../../host/koffi.ts';

type Library = ReturnType<Koffi['load']>;

/** A window, menu or icon: an opaque number. */
export type Handle = number | bigint | null;

/** `NOTIFYICONDATAW` of shellapi.h. */
export type NotifyIconData = {
  readonly cbSize: number;
  readonly hWnd: Handle;
  readonly uID: number;
  readonly uFlags: number;
  readonly uCallbackMessage: number;
  readonly hIcon: Handle;
  readonly szTip: string;
  readonly dwState: number;
  readonly dwStateMask: number;
  readonly szInfo: string;
  readonly uVersion: number;
  readonly szInfoTitle: string;
  readonly dwInfoFlags: number;
  readonly guidItem: readonly number[];
  readonly hBalloonIcon: Handle;
};

/** Constants of winuser.h and shellapi.h. */
export const win = {
  wmDestroy: 0x0002,
  wmNull: 0x0000,
  wmSettingChange: 0x001a,
  wmDisplayChange: 0x007e,
  wmDpiChanged: 0x02e0,
  wmLeftUp: 0x0202,
  wmRightUp: 0x0205,
  balloonClicked: 0x0405,
  /** Messages of our own: the icon was clicked, and the other thread has sent something. */
  wmIcon: 0x8001,
  wmInbox: 0x8002,
  iconAdd: 0,
  iconModify: 1,
  iconDelete: 2,
  flagMessage: 1,
  flagIcon: 2,
  flagTip: 4,
  flagInfo: 16,
  /** The icon is the notification's picture as well. */
  infoUser: 4,
  menuString: 0x0000,
  menuGrayed: 0x0001,
  menuChecked: 0x0008,
  menuPopup: 0x0010,
  menuSeparator: 0x0800,
  /** Accepts the right button as well, and returns the choice instead of sending a message. */
  trackReturn: 0x0182,
  smallIconWidth: 49,
  /** `HKEY_CURRENT_USER`, and `RRF_RT_REG_DWORD`. */
  currentUser: -0x7fffffff,
  typeNumber: 0x10,
} as const;

/** `DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2` of windef.h. */
const perMonitorAware = -4;

/** The Windows functions that a tray icon needs, called by koffi. Throws if a library is missing. */
export function loadWin32(ffi: Koffi) {
  const { notifySize, classSize } = declareTypes(ffi);
  return {
    notifySize,
    classSize,
    procedure: (
      answer: (window: Handle, message: number, wide: number, long: number) => number | bigint,
    ) => ffi.register(answer, 'WindowProcedure *'),
    addressOf: (handle: Handle): bigint => ffi.address(handle),
    ...windowFunctions(ffi.load('user32.dll')),
    ...menuFunctions(ffi.load('user32.dll')),
    ...iconFunctions(ffi),
    ...systemFunctions(ffi),
  };
}

export type Win32 = ReturnType<typeof loadWin32>;

/** Returns the sizes that Windows demands in the structs themselves. */
function declareTypes(ffi: Koffi) {
  ffi.proto(
    'intptr_t __stdcall WindowProcedure(void *window, uint32_t message, uintptr_t wide, intptr_t long_)',
  );
  ffi.struct('Point', { x: 'int32_t', y: 'int32_t' });
  ffi.struct('Message', {
    window: 'void *',
    message: 'uint32_t',
    wide: 'uintptr_t',
    long_: 'intptr_t',
    time: 'uint32_t',
    point: 'Point',
  });
  ffi.struct('IconInfo', {
    fIcon: 'int',
    xHotspot: 'uint32_t',
    yHotspot: 'uint32_t',
    hbmMask: 'void *',
    hbmColor: 'void *',
  });
  return { notifySize: declareNotifyIconData(ffi), classSize: declareWindowClass(ffi) };
}

function declareWindowClass(ffi: Koffi): number {
  const windowClass = ffi.struct('WindowClass', {
    cbSize: 'uint32_t',
    style: 'uint32_t',
    lpfnWndProc: 'WindowProcedure *',
    cbClsExtra: 'int',
    cbWndExtra: 'int',
    hInstance: 'void *',
    hIcon: 'void *',
    hCursor: 'void *',
    hbrBackground: 'void *',
    lpszMenuName: 'str16',
    lpszClassName: 'str16',
    hIconSm: 'void *',
  });
  return ffi.sizeof(windowClass);
}

function declareNotifyIconData(ffi: Koffi): number {
  const notifyIconData = ffi.struct('NotifyIconData', {
    cbSize: 'uint32_t',
    hWnd: 'void *',
    uID: 'uint32_t',
    uFlags: 'uint32_t',
    uCallbackMessage: 'uint32_t',
    hIcon: 'void *',
    szTip: ffi.array('char16_t', 128, 'String'),
    dwState: 'uint32_t',
    dwStateMask: 'uint32_t',
    szInfo: ffi.array('char16_t', 256, 'String'),
    uVersion: 'uint32_t',
    szInfoTitle: ffi.array('char16_t', 64, 'String'),
    dwInfoFlags: 'uint32_t',
    guidItem: ffi.array('uint8_t', 16),
    hBalloonIcon: 'void *',
  });
  return ffi.sizeof(notifyIconData);
}

function windowFunctions(user: Library) {
  return {
    registerClass: user.func('uint16_t __stdcall RegisterClassExW(const WindowClass *)'),
    createWindow: user.func(
      'void * __stdcall CreateWindowExW(uint32_t, str16, str16, uint32_t, int, int, int, int, void *, void *, void *, void *)',
    ),
    destroyWindow: user.func('int __stdcall DestroyWindow(void *)'),
    findWindow: user.func('void * __stdcall FindWindowW(str16, str16)'),
    foreground: user.func('int __stdcall SetForegroundWindow(void *)'),
    defaultProcedure: user.func(
      'intptr_t __stdcall DefWindowProcW(void *, uint32_t, uintptr_t, intptr_t)',
    ),
    registerMessage: user.func('uint32_t __stdcall RegisterWindowMessageW(str16)'),
    getMessage: user.func('int __stdcall GetMessageW(_Out_ Message *, void *, uint32_t, uint32_t)'),
    dispatch: user.func('intptr_t __stdcall DispatchMessageW(const Message *)'),
    post: user.func('int __stdcall PostMessageW(uintptr_t, uint32_t, uintptr_t, intptr_t)'),
    postQuit: user.func('void __stdcall PostQuitMessage(int)'),
  };
}

function menuFunctions(user: Library) {
  return {
    createMenu: user.func('void * __stdcall CreatePopupMenu()'),
    appendMenu: user.func('int __stdcall AppendMenuW(void *, uint32_t, uintptr_t, str16)'),
    destroyMenu: user.func('int __stdcall DestroyMenu(void *)'),
    trackMenu: user.func(
      'int __stdcall TrackPopupMenu(void *, uint32_t, int, int, int, void *, void *)',
    ),
    cursor: user.func('int __stdcall GetCursorPos(_Out_ Point *)'),
  };
}

function iconFunctions(ffi: Koffi) {
  const user = ffi.load('user32.dll');
  const gdi = ffi.load('gdi32.dll');
  const shell = ffi.load('shell32.dll');
  return {
    createIcon: user.func('void * __stdcall CreateIconIndirect(const IconInfo *)'),
    destroyIcon: user.func('int __stdcall DestroyIcon(void *)'),
    createBitmap: gdi.func(
      'void * __stdcall CreateBitmap(int, int, uint32_t, uint32_t, const void *)',
    ),
    deleteObject: gdi.func('int __stdcall DeleteObject(void *)'),
    notifyIcon: shell.func('int __stdcall Shell_NotifyIconW(uint32_t, const NotifyIconData *)'),
  };
}

function systemFunctions(ffi: Koffi) {
  const user = ffi.load('user32.dll');
  const advapi = ffi.load('advapi32.dll');
  const kernel = ffi.load('kernel32.dll');
  const setAwareness = user.func('void * __stdcall SetThreadDpiAwarenessContext(intptr_t)');
  return {
    /** Reports real pixels to this thread, and keeps Windows from scaling its icons. */
    enableDpiAwareness: () => setAwareness(perMonitorAware) as Handle,
    windowDensity: user.func('uint32_t __stdcall GetDpiForWindow(void *)'),
    systemDensity: user.func('uint32_t __stdcall GetDpiForSystem()'),
    metricsFor: user.func('int __stdcall GetSystemMetricsForDpi(int, uint32_t)'),
    registryValue: advapi.func(
      'int __stdcall RegGetValueW(intptr_t, str16, str16, uint32_t, void *, _Out_ uint32_t *, _Inout_ uint32_t *)',
    ),
    module: kernel.func('void * __stdcall GetModuleHandleW(str16)'),
  };
}
