import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { loadKoffi } from '../../host/koffi.ts';
import { iconStyle } from '../icon-colours.ts';
import { createHiddenWindow } from './hidden-window.ts';
import { NotifyIcon } from './notify-icon.ts';
import { taskbarBackground, taskbarDensity } from './taskbar.ts';
import { createWinIcon } from './win-icon.ts';
import { chooseFromMenu } from './win-menu.ts';
import type { WindowData, WindowEvent, WindowMessage } from './window-message.ts';
import { loadWin32, win, type Handle, type Win32 } from './win32.ts';

type ShowMessage = Extract<WindowMessage, { kind: 'show' }>;

/** A menu that opens late is worse than one with slightly old rows. */
const rowsTimeoutMs = 200;

/**
 * The hidden window that owns the icon, in a thread of its own: Windows sends a window's messages
 * only to the thread that created it, and an open menu blocks that thread. Messages from the
 * program are on the port; a window message wakes this thread to read them.
 */
class TrayWindow {
  readonly #data: WindowData;
  readonly #api: Win32;
  readonly #window: Handle;
  readonly #notifyIcon: NotifyIcon;
  /** Explorer was restarted and has forgotten the icon. */
  readonly #wmTaskbarCreated: number;
  #background: ReturnType<typeof taskbarBackground>;
  #density: number;
  #shown: ShowMessage | undefined;

  constructor(data: WindowData, api: Win32) {
    this.#data = data;
    this.#api = api;
    api.enableDpiAwareness();
    this.#wmTaskbarCreated = api.registerMessage('TaskbarCreated') as number;
    this.#background = taskbarBackground(api);
    this.#density = taskbarDensity(api);
    this.#window = createHiddenWindow(api, (message, wide, long) =>
      this.#handle(message, wide, long),
    );
    this.#notifyIcon = new NotifyIcon(api, this.#window);
  }

  /** Blocks until the window is destroyed. */
  run(): void {
    this.#send({ kind: 'ready', window: this.#api.addressOf(this.#window) });
    this.#readInbox();
    for (const message = {}; (this.#api.getMessage(message, null, 0, 0) as number) > 0;)
      this.#api.dispatch(message);
    this.#data.port.close();
  }

  /** Handles a window message; false if Windows should handle it. */
  #handle(message: number, wide: number, long: number): boolean {
    switch (message) {
      case win.wmInbox:
        this.#readInbox();
        return true;
      case win.wmIcon:
        return this.#handleIcon(long);
      case win.wmSettingChange:
      case win.wmDisplayChange:
        this.#adapt(taskbarBackground(this.#api), taskbarDensity(this.#api));
        return true;
      case win.wmDpiChanged:
        this.#adapt(this.#background, wide & 0xffff);
        return true;
      case this.#wmTaskbarCreated:
        this.#background = taskbarBackground(this.#api);
        this.#density = taskbarDensity(this.#api);
        this.#draw();
        return true;
      case win.wmDestroy:
        this.#notifyIcon.remove();
        this.#api.postQuit(0);
        return true;
      default:
        return false;
    }
  }

  #handleIcon(event: number): boolean {
    if (event === win.wmLeftUp || event === win.wmRightUp) this.#openMenu();
    else if (event === win.balloonClicked) this.#send({ kind: 'notice-clicked' });
    else return false;
    return true;
  }

  /** Draws the icon again if the taskbar changed; most changed settings are unrelated. */
  #adapt(background: ReturnType<typeof taskbarBackground>, density: number): void {
    if (background === this.#background && density === this.#density) return;
    this.#background = background;
    this.#density = density;
    this.#draw();
  }

  #draw(): void {
    if (this.#shown === undefined) return;
    const { icon, look, tooltip } = this.#shown;
    const size = this.#api.metricsFor(win.smallIconWidth, this.#density) as number;
    const style = iconStyle(look, this.#background);
    this.#notifyIcon.show(createWinIcon(this.#api, icon, { size, style }), tooltip);
  }

  #readInbox(): void {
    const { port } = this.#data;
    for (
      let received = receiveMessageOnPort(port);
      received !== undefined;
      received = receiveMessageOnPort(port)
    )
      this.#receive(received.message as WindowMessage);
  }

  #receive(message: WindowMessage): void {
    switch (message.kind) {
      case 'show':
        this.#shown = message;
        return this.#draw();
      case 'notify':
        return this.#notifyIcon.notify(message);
      case 'close':
        this.#api.destroyWindow(this.#window);
    }
  }

  #openMenu(): void {
    const { answered } = this.#data;
    Atomics.store(answered, 0, 0);
    this.#send({ kind: 'opened' });
    // The program responds with the current rows if they have changed.
    Atomics.wait(answered, 0, 0, rowsTimeoutMs);
    this.#readInbox();
    const id = chooseFromMenu(this.#api, this.#window, this.#shown?.rows ?? []);
    this.#send({ kind: 'closed' });
    if (id !== undefined) this.#send({ kind: 'click', id });
  }

  #send(event: WindowEvent): void {
    const { port } = this.#data;
    port.postMessage(event);
  }
}

// A thread has no other entry point than its file.
new TrayWindow(workerData as WindowData, loadWin32(loadKoffi())).run();
