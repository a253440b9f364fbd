import assert from 'node:assert/strict';
import test from 'node:test';
import type { MenuRow } from '../../../../src/tray/menu-rows.ts';
import { chooseFromMenu } from '../../../../src/tray/windows/win-menu.ts';
import type { Win32 } from '../../../../src/tray/windows/win32.ts';

/** A Windows whose user chooses the command with this number; `menus` are the rows as Windows gets them. */
function windows(chosen: number) {
  const appended: string[] = [];
  let menus = 0;
  const api = {
    createMenu: () => (menus += 1),
    appendMenu: (menu: number, flags: number, id: number | bigint, label: string | null) =>
      appended.push(`${menu}: ${label ?? '-'} ${flags.toString(16)} ${id}`),
    cursor() {},
    foreground() {},
    trackMenu: () => chosen,
    post() {},
    addressOf: (handle: number) => BigInt(handle),
    destroyMenu() {},
  } as unknown as Win32;
  return { api, appended };
}

const plain = { enabled: true, checked: false };
const rows: readonly MenuRow[] = [
  { id: 'weekly', label: 'Weekly  ▰▱', ...plain },
  { id: 'detail', label: '\u2003Q&A', enabled: false, checked: false },
  { id: 'line', separator: true },
  {
    id: 'language',
    label: 'Language',
    ...plain,
    rows: [{ id: 'language-en', label: 'English', enabled: true, checked: true }],
  },
  { id: 'quit', label: 'Quit', ...plain },
];

test('commands are numbered across all menus, with characters that every font has', () => {
  const { api, appended } = windows(4);
  assert.equal(chooseFromMenu(api, 9, rows), 'quit');
  assert.deepEqual(appended, [
    '1: Weekly  ■□ 0 1',
    '1: \u00a0\u00a0\u00a0Q&&A 1 2',
    '1: - 800 0',
    '2: English 8 3',
    '1: Language 10 2',
    '1: Quit 0 4',
  ]);
  assert.equal(chooseFromMenu(windows(3).api, 9, rows), 'language-en');
  assert.equal(chooseFromMenu(windows(0).api, 9, rows), undefined);
});
