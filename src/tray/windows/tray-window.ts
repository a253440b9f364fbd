import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import koffi from 'koffi';
import { iconStyle } from '../icon-colours.ts';
import { createHiddenWindow } from './hidden-window.ts';
import { createNotifyIcon } from './notify-icon.ts';
import { taskbarDensity, taskbarBackground } from './taskbar.ts';
import { createWinIcon } from './win-icon.ts';
import { chooseFromMenu } from './win-menu.ts';
import type { WindowData, WindowEvent, WindowMessage } from './window-message.ts';
import { loadWin32, win } from './win32.ts';

type Shown = Extract<WindowMessage, { kind: 'show' }>;

/** A menu that opens late is worse than one that is a refresh behind. */
const rowsTimeoutMs = 200;

/**
 * The thread of the hidden window that owns the icon. Windows speaks only to the thread that made a window, and an open menu
 * holds that thread up: here it holds up nothing else. It acts when it is loaded, since a thread has no other beginning.
 * News from the program lie on the port; a window message says that they do.
 */
function runWindow({ port, answered }: WindowData): void {
  const api = loadWin32(koffi);
  api.enableDpiAwareness();
  const restarted = api.registerMessage('TaskbarCreated') as number;
  let shown: Shown | undefined;
  let [background, density] = [taskbarBackground(api), taskbarDensity(api)];
  const tell = (event: WindowEvent): void => port.postMessage(event);

  const window = createHiddenWindow(api, (message, wide, long) => {
    if (message === win.wmNews) readNews();
    else if (message === win.wmIcon && (long === win.wmLeftUp || long === win.wmRightUp))
      openMenu();
    else if (message === win.wmIcon && long === win.balloonClicked)
      tell({ kind: 'notice-clicked' });
    else if (message === restarted) lookAtTaskbar(true);
    else if (message === win.wmSettingChange || message === win.wmDisplayChange) lookAtTaskbar();
    else if (message === win.wmDpiChanged) adapt(background, wide & 0xffff);
    else if (message === win.wmDestroy) {
      notifyIcon.remove();
      api.postQuit(0);
    } else return false;
    return true;
  });
  const notifyIcon = createNotifyIcon(api, window);

  function draw(): void {
    if (shown === undefined) return;
    const size = api.metricsFor(win.smallIconWidth, density) as number;
    notifyIcon.show(
      createWinIcon(api, shown.icon, size, iconStyle(shown.look, background)),
      shown.tooltip,
    );
  }

  function lookAtTaskbar(anew = false): void {
    adapt(taskbarBackground(api), taskbarDensity(api), anew);
  }

  /** Most settings that change are not about us. */
  function adapt(nowBackground: typeof background, nowDensity: number, anew = false): void {
    const isSame = nowBackground === background && nowDensity === density;
    [background, density] = [nowBackground, nowDensity];
    if (anew || !isSame) draw();
  }

  function readNews(): void {
    for (
      let news = receiveMessageOnPort(port);
      news !== undefined;
      news = receiveMessageOnPort(port)
    ) {
      const message = news.message as WindowMessage;
      if (message.kind === 'close') api.destroyWindow(window);
      else if (message.kind === 'show') {
        shown = message;
        draw();
      } else notifyIcon.balloon(message);
    }
  }

  function openMenu(): void {
    Atomics.store(answered, 0, 0);
    tell({ kind: 'opened' });
    // The program answers with the rows as they are now, if they are any different.
    Atomics.wait(answered, 0, 0, rowsTimeoutMs);
    readNews();
    const id = chooseFromMenu(api, window, shown?.rows ?? []);
    tell({ kind: 'closed' });
    if (id !== undefined) tell({ kind: 'click', id });
  }

  tell({ kind: 'ready', window: api.addressOf(window) });
  readNews();
  for (const message = {}; (api.getMessage(message, null, 0, 0) as number) > 0;)
    api.dispatch(message);
  port.close();
}

runWindow(workerData as WindowData);
