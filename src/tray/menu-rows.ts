import type { MenuItem } from './tray-menu.ts';

/** A row of the menu as plain data that can be sent to another thread or process. */
export type MenuRow =
  | { readonly id: string; readonly separator: true }
  | {
      readonly id: string;
      readonly label: string;
      readonly enabled: boolean;
      readonly checked: boolean;
      readonly rows?: readonly MenuRow[] | undefined;
    };

export function menuRows(items: readonly MenuItem[]): MenuRow[] {
  return items.map(menuRow);
}

function menuRow(item: MenuItem): MenuRow {
  if (item.kind === 'separator') return { id: item.id, separator: true };
  const row = { id: item.id, label: item.label, checked: item.kind === 'choice' && item.checked };
  if (item.kind === 'submenu') return { ...row, enabled: true, rows: menuRows(item.items) };
  return {
    ...row,
    enabled: item.kind === 'text' ? !item.quiet : item.kind === 'action' ? item.enabled : true,
  };
}
