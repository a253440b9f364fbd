import type { MenuRow } from '../menu-rows.ts';
import { win, type Handle, type Win32 } from './win32.ts';

/** Shows the menu where the pointer is and waits for a choice; the row's id, or undefined where nothing was chosen. */
export function chooseFromMenu(
  api: Win32,
  window: Handle,
  rows: readonly MenuRow[],
): string | undefined {
  const ids: string[] = [];
  const menu = buildMenu(api, rows, ids);
  const at = { x: 0, y: 0 };
  api.cursor(at);
  // Without the focus the menu would stay when the person clicks elsewhere; see the remarks on TrackPopupMenu.
  api.foreground(window);
  const chosen = api.trackMenu(menu, win.trackReturn, at.x, at.y, 0, window, null) as number;
  api.post(api.addressOf(window), win.wmNull, 0, 0);
  api.destroyMenu(menu);
  return chosen > 0 ? ids[chosen - 1] : undefined;
}

/** Commands are numbered from 1 through all submenus; 0 means that nothing was chosen. */
function buildMenu(api: Win32, rows: readonly MenuRow[], ids: string[]): Handle {
  const menu: Handle = api.createMenu();
  for (const row of rows) {
    if ('separator' in row) {
      api.appendMenu(menu, win.menuSeparator, 0, null);
      continue;
    }
    const label = menuText(row.label);
    const flags =
      win.menuString | (row.enabled ? 0 : win.menuGrayed) | (row.checked ? win.menuChecked : 0);
    if (row.rows === undefined) api.appendMenu(menu, flags, ids.push(row.id), label);
    else
      api.appendMenu(
        menu,
        flags | win.menuPopup,
        api.addressOf(buildMenu(api, row.rows, ids)),
        label,
      );
  }
  return menu;
}

/** Letters that every menu font of Windows has (those of WGL4), Chinese ones too: where one is missing, a box would show. */
const plainLetters: Readonly<Record<string, string>> = {
  '▰': '■',
  '▱': '□',
  '\u2003': '\u00a0\u00a0\u00a0',
  // One alone would underline the next letter.
  '&': '&&',
};

function menuText(label: string): string {
  return label.replaceAll(/[▰▱\u2003&]/g, (letter) => plainLetters[letter] ?? letter);
}
