import { receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import koffi from 'koffi';
import type { WindowEvent, WindowMessage } from './window-message.ts';
import { createWinIcon } from './win-icon.ts';
import { chooseFromMenu } from './win-menu.ts';
import { loadWin32, win, type Handle, type NotifyIconData } from './win32.ts';

type Shown = Extract<WindowMessage, { kind: 'show' }>;

/**
 * The thread of the hidden window that owns the icon. Windows speaks only to the thread that made a window, and an open menu
 * holds that thread up: here it holds up nothing else. It acts when it is loaded, since a thread has no other beginning.
 * News from the program lie on the port; a window message says that they do.
 */
function runWindow(port: MessagePort): void {
  const api = loadWin32(koffi);
  api.heedDensity();
  let window: Handle = null;
  let icon: Handle = null;
  let shown: Shown | undefined;
  const restarted = api.registerMessage('TaskbarCreated') as number;
  const tell = (event: WindowEvent): void => port.postMessage(event);

  function notifyIcon(action: number, more: Partial<NotifyIconData> = {}): void {
    const tip = (shown?.tooltip ?? 'KimiBar').slice(0, 127);
    const plain: NotifyIconData = {
      cbSize: api.notifySize,
      hWnd: window,
      uID: 1,
      uFlags: win.flagMessage | win.flagIcon | win.flagTip,
      uCallbackMessage: win.wmIcon,
      hIcon: icon,
      szTip: tip,
      dwState: 0,
      dwStateMask: 0,
      szInfo: '',
      uVersion: 0,
      szInfoTitle: '',
      dwInfoFlags: win.infoNone,
      guidItem: Array.from({ length: 16 }, () => 0),
      hBalloonIcon: null,
    };
    api.notifyIcon(action, { ...plain, ...more });
  }

  function show(message: Shown): void {
    const before = icon;
    const isFirst = shown === undefined;
    shown = message;
    icon = createWinIcon(api, message.icon, message.style);
    notifyIcon(isFirst ? win.iconAdd : win.iconModify);
    if (before !== null) api.destroyIcon(before);
  }

  function readNews(): void {
    for (let news = receiveMessageOnPort(port); news !== undefined; news = receiveMessageOnPort(port)) {
      const message = news.message as WindowMessage;
      if (message.kind === 'show') show(message);
      else if (message.kind === 'close') api.destroyWindow(window);
      else {
        const dwInfoFlags = message.urgency === 'low' ? win.infoNone : win.infoWarning;
        const words = { szInfoTitle: message.title.slice(0, 63), szInfo: (message.body || message.title).slice(0, 255) };
        notifyIcon(win.iconModify, { ...words, dwInfoFlags, uFlags: win.flagInfo | win.flagMessage | win.flagIcon | win.flagTip });
      }
    }
  }

  function openMenu(): void {
    tell({ kind: 'opened' });
    // The program answers with the rows as they are now, if they are any different.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
    readNews();
    const id = chooseFromMenu(api, window, shown?.rows ?? []);
    tell({ kind: 'closed' });
    if (id !== undefined) tell({ kind: 'click', id });
  }

  const procedure = api.procedure((from, message, wide, long) => {
    if (message === win.wmNews) readNews();
    else if (message === win.wmIcon && (Number(long) === win.wmLeftUp || Number(long) === win.wmRightUp)) openMenu();
    else if (message === win.wmIcon && Number(long) === win.balloonClicked) tell({ kind: 'notice-clicked' });
    else if (message === restarted && shown !== undefined) notifyIcon(win.iconAdd);
    else if (message === win.wmDestroy) {
      notifyIcon(win.iconDelete);
      api.postQuit(0);
    } else return api.defaultProcedure(from, message, wide, long) as number;
    return 0;
  });
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
  api.registerClass({ ...nothing, cbSize: api.classSize, lpfnWndProc: procedure, hInstance: instance, lpszClassName: 'KimiBarTray' });
  window = api.createWindow(0, 'KimiBarTray', 'KimiBar', 0, 0, 0, 0, 0, null, null, instance, null);
  tell({ kind: 'ready', window: api.addressOf(window) });
  readNews();
  for (const message = {}; (api.getMessage(message, null, 0, 0) as number) > 0;) api.dispatch(message);
  port.close();
}

const { port } = workerData as { readonly port: MessagePort };
runWindow(port);
