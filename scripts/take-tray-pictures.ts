// Takes the pictures of the tray's menu for the docs, on real panels in a virtual screen:
// `npx node scripts/take-tray-pictures.ts [NAME…]`. Needs what the tests of the panels need; for Windows,
// KIMIBAR_WINE_LAB as well.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { brightest } from '../test/support/desktop/colours.ts';
import {
  setDesktop,
  difference,
  screen,
  type Area,
  type Desktop,
} from '../test/support/desktop/desktop.ts';
import { lxqt, waybar, xfce, type Panel } from '../test/support/desktop/panels.ts';
import { openPopupMenu } from '../test/support/desktop/popup-menu.ts';
import { quietConfig } from '../test/support/desktop/session.ts';
import { menuRows, shownItem } from '../test/support/desktop/tray-item.ts';
import { missingWindowsNode, windowsModules, withWine } from '../test/support/desktop/wine.ts';
import { programPath } from '../test/support/run-program.ts';
import { setStage } from '../test/support/stage.ts';
import { eventually } from '../test/support/until.ts';

type Cleanup = () => unknown;
type Taken = { readonly t: { after(cleanup: Cleanup): void }; readonly file: string };

const folder = join(import.meta.dirname, '..', 'docs', 'pictures');
const names = process.argv.slice(2);
const margin = 8;
const panelArea: Area = { left: 0, top: 0, width: 1000, height: 32 };

await take('tray-menu', (taken) => takeOnPanel(taken, xfce, 'en_GB.UTF-8'));
await take('tray-menu-zh', (taken) => takeOnPanel(taken, xfce, 'zh_CN.UTF-8'));
await take('tray-lxqt', (taken) => takeOnPanel(taken, lxqt, 'en_GB.UTF-8'));
await take('tray-waybar', (taken) => takeOnPanel(taken, waybar, 'en_GB.UTF-8'));
if (missingWindowsNode === undefined) await take('tray-windows', takeOnWindows);

async function take(name: string, work: (taken: Taken) => Promise<void>): Promise<void> {
  if (names.length > 0 && !names.includes(name)) return;
  const cleanups: Cleanup[] = [];
  const t = { after: (cleanup: Cleanup) => void cleanups.push(cleanup) };
  try {
    await work({ t, file: join(folder, `${name}.png`) });
  } finally {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  }
}

async function takeOnPanel({ t, file }: Taken, panel: Panel, language: string): Promise<void> {
  const stage = await setStage(t);
  const desktop = await setDesktop(t, { ...panel.files, ...quietConfig }, panel.inside);
  desktop.start(panel.program);
  await eventually(
    async () => (await desktop.bus.hasOwner('org.kde.StatusNotifierWatcher')) || undefined,
    'the panel',
  );
  await desktop.pointer('sleep', '1');
  const empty = await desktop.pixels(panelArea);
  desktop.start(process.execPath, [programPath, 'tray'], { ...stage.env, LC_ALL: language });
  const item = await eventually(() => shownItem(desktop.bus), 'the icon');
  await eventually(
    async () =>
      (await menuRows(desktop.bus, item)).some(({ label }) => /%/.test(label)) || undefined,
    'the rows',
  );
  const icon = await eventually(
    async () => difference(empty, await desktop.pixels(panelArea)),
    'the icon on the panel',
  );
  const closed = await desktop.pixels(screen);
  const [x, y] = [icon.left + icon.width / 2, icon.top + icon.height / 2].map(Math.floor);
  await desktop.pointer('mousemove', String(x), String(y), 'click', '3', 'sleep', '2');
  const menu = difference(closed, await desktop.pixels(screen)) ?? screen;
  shoot(desktop, file, { left: 590, top: 0, width: 410, height: menu.top + menu.height + 4 });
}

async function takeOnWindows({ t, file }: Taken): Promise<void> {
  const stage = await setStage(t);
  const bar = `rounded = 0
background_color = #333333 100
panel_items = S
panel_size = 100% 32
panel_position = top center horizontal
panel_background_id = 1
systray_icon_size = 32
`;
  const desktop = await setDesktop(t, { tint2rc: bar, ...quietConfig });
  const app = join(desktop.folder, 'app');
  mkdirSync(app);
  cpSync(join(programPath, '..'), join(app, 'dist'), { recursive: true });
  symlinkSync(windowsModules, join(app, 'node_modules'));
  desktop.start('xsetroot', ['-solid', '#5b6b7b']);
  desktop.start('tint2', ['-c', join(desktop.folder, 'tint2rc')]);
  const config = `Z:${join(desktop.folder, 'kimibar', 'config.json')}`;
  await withWine(desktop, { ...stage.env, KIMIBAR_LANG: 'en' }, async (wine) => {
    const empty = await desktop.pixels(panelArea);
    wine.startNode([join(app, 'dist', 'kimibar.cjs'), 'tray', '--config', config]);
    await eventually(
      async () => (brightest(await desktop.pixels(panelArea)) > 0xd0 ? true : undefined),
      'the icon',
    );
    const icon = difference(empty, await desktop.pixels(panelArea));
    if (icon === undefined) throw new Error('no icon');
    const { area } = await openPopupMenu(desktop, icon, 8);
    // The icon is left of the menu, which opens at the pointer.
    const left = Math.max(0, Math.min(icon.left, area.left) - margin);
    const width = area.left + area.width + margin - left;
    shoot(desktop, file, { left, top: 0, width, height: area.top + area.height + margin });
  });
}

function shoot(desktop: Desktop, file: string, { left, top, width, height }: Area): void {
  const crop = `${width}x${height}+${left}+${top}`;
  execFileSync('import', ['-window', 'root', '-crop', crop, '+repage', file], {
    env: desktop.env,
  });
}
