import { win, type Handle, type NotifyIconData, type Win32 } from './win32.ts';

/** Characters that fit into `NOTIFYICONDATAW`, without the terminating one. */
const maxLength = { tooltip: 127, title: 63, body: 255 } as const;

/** The icon of a window in the notification area. */
export class NotifyIcon {
  readonly #api: Win32;
  readonly #window: Handle;
  #picture: Handle = null;

  constructor(api: Win32, window: Handle) {
    this.#api = api;
    this.#window = window;
  }

  /**
   * Shows this picture, which is destroyed when another one replaces it. Adds the icon if Explorer
   * does not know it: at first, after a restart of Explorer, or if Explorer was too busy before.
   */
  show(picture: Handle, tooltip: string): void {
    const before = this.#picture;
    this.#picture = picture;
    const flags = win.flagMessage | win.flagIcon | win.flagTip;
    const szTip = tooltip.slice(0, maxLength.tooltip);
    if (!this.#call(win.iconModify, flags, { szTip })) this.#call(win.iconAdd, flags, { szTip });
    if (before !== null) this.#api.destroyIcon(before);
  }

  /** Shows a notification with the icon's picture. */
  notify({ title, body }: { readonly title: string; readonly body: string }): void {
    // Windows shows no notification without a text, but one without a title.
    const [szInfoTitle, szInfo] = body === '' ? ['', title] : [title, body];
    this.#call(win.iconModify, win.flagInfo | win.flagIcon, {
      szInfoTitle: szInfoTitle.slice(0, maxLength.title),
      szInfo: szInfo.slice(0, maxLength.body),
      dwInfoFlags: win.infoUser,
    });
  }

  remove(): void {
    this.#call(win.iconDelete, 0, {});
  }

  /** False if it failed. */
  #call(action: number, uFlags: number, data: Partial<NotifyIconData>): boolean {
    const complete: NotifyIconData = {
      cbSize: this.#api.notifySize,
      hWnd: this.#window,
      uID: 1,
      uFlags,
      uCallbackMessage: win.wmIcon,
      hIcon: this.#picture,
      szTip: '',
      dwState: 0,
      dwStateMask: 0,
      szInfo: '',
      uVersion: 0,
      szInfoTitle: '',
      dwInfoFlags: 0,
      guidItem: Array.from({ length: 16 }, () => 0),
      hBalloonIcon: this.#picture,
      ...data,
    };
    return (this.#api.notifyIcon(action, complete) as number) !== 0;
  }
}
