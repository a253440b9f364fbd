import type { MenuRow } from '../menu-rows.ts';
import { win, type Handle, type Win32 } from './win32.ts';

/** Opens the menu at the pointer and blocks until a choice. Returns the row's id; undefined if none was chosen. */
export function chooseFromMenu(
  api: Win32,
  window: Handle,
  rows: readonly MenuRow[],
): string | undefined {
  const ids: string[] = [];
  const menu = buildMenu(api, rows, ids);
  const at = { x: 0, y: 0 };
  api.cursor(at);
  // Without focus the menu would stay open after a click elsewhere; see the remarks on TrackPopupMenu.
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

/** Replacements from WGL4, the characters that all menu fonts of Windows have, including Chinese ones. */
const replacements: Readonly<Record<string, string>> = {
  '▰': '■',
  '▱': '□',
  '\u2003': '\u00a0\u00a0\u00a0',
  // A single one would underline the next letter.
  '&': '&&',
};

function menuText(label: string): string {
  return label.replaceAll(/[▰▱\u2003&]/g, (letter) => replacements[letter] ?? letter);
}
