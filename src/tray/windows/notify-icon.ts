import { win, type Handle, type NotifyIconData, type Win32 } from './win32.ts';

/** What fits into `NOTIFYICONDATAW`, the last character being the end. */
const most = { tooltip: 127, title: 63, body: 255 } as const;

/** The icon of a window in the notification area. */
export type NotifyIcon = {
  /** Shows this picture. Adds the icon where Explorer does not know it (yet): at first, after its restart, or when it was too busy before. */
  show(picture: Handle, tooltip: string): void;
  /** A notification: a balloon on the icon, of which Windows 10 and later make a toast. The icon is its picture, too. */
  balloon(words: { readonly title: string; readonly body: string }): void;
  remove(): void;
};

/** Nothing is shown before the first `show`. It destroys the pictures that it is given when others take their place. */
export function createNotifyIcon(api: Win32, window: Handle): NotifyIcon {
  let shown: Handle = null;

  function tell(action: number, uFlags: number, more: Partial<NotifyIconData>): boolean {
    const plain: NotifyIconData = {
      cbSize: api.notifySize,
      hWnd: window,
      uID: 1,
      uFlags,
      uCallbackMessage: win.wmIcon,
      hIcon: shown,
      szTip: '',
      dwState: 0,
      dwStateMask: 0,
      szInfo: '',
      uVersion: 0,
      szInfoTitle: '',
      dwInfoFlags: 0,
      guidItem: Array.from({ length: 16 }, () => 0),
      hBalloonIcon: shown,
    };
    return (api.notifyIcon(action, { ...plain, ...more }) as number) !== 0;
  }

  return {
    show(picture, tooltip) {
      const before = shown;
      shown = picture;
      const flags = win.flagMessage | win.flagIcon | win.flagTip;
      const szTip = tooltip.slice(0, most.tooltip);
      if (!tell(win.iconModify, flags, { szTip })) tell(win.iconAdd, flags, { szTip });
      if (before !== null) api.destroyIcon(before);
    },
    balloon({ title, body }) {
      // Without a text there is no balloon; without a title there is one.
      const [head, text] = body === '' ? ['', title] : [title, body];
      const words = { szInfoTitle: head.slice(0, most.title), szInfo: text.slice(0, most.body) };
      tell(win.iconModify, win.flagInfo | win.flagIcon, { ...words, dwInfoFlags: win.infoUser });
    },
    remove: () => void tell(win.iconDelete, 0, {}),
  };
}
