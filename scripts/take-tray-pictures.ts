// Takes the pictures of the tray's menu for the docs, on a real panel in a virtual screen:
// `npx node scripts/take-tray-pictures.ts`. Needs what the tests of the panels need.
import { join } from 'node:path';
import { setDesktop, difference, type Area } from '../test/support/desktop/desktop.ts';
import { xfce } from '../test/support/desktop/panels.ts';
import { quietConfig } from '../test/support/desktop/session.ts';
import { menuRows, shownItem } from '../test/support/desktop/tray-item.ts';
import { programPath } from '../test/support/run-program.ts';
import { setStage } from '../test/support/stage.ts';
import { eventually } from '../test/support/until.ts';

type Cleanup = () => unknown;

const folder = join(import.meta.dirname, '..', 'docs', 'pictures');
const panelArea: Area = { left: 0, top: 0, width: 1000, height: 32 };
/** The corner of the screen that holds the icon and the open menu. */
const pictureArea = '410x326+590+0';

await take('tray-menu', 'en_GB.UTF-8');
await take('tray-menu-zh', 'zh_CN.UTF-8');

async function take(name: string, language: 'en_GB.UTF-8' | 'zh_CN.UTF-8'): Promise<void> {
  const cleanups: Cleanup[] = [];
  const t = { after: (cleanup: Cleanup) => void cleanups.push(cleanup) };
  try {
    const stage = await setStage(t);
    const desktop = await setDesktop(t, { ...xfce.files, ...quietConfig });
    desktop.start(xfce.program);
    await eventually(
      async () => (await desktop.bus.hasOwner('org.kde.StatusNotifierWatcher')) || undefined,
      'the panel',
    );
    const empty = await desktop.pixels(panelArea);
    desktop.start(process.execPath, [programPath, 'tray'], {
      ...stage.env,
      LC_ALL: language,
    });
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
    const [x, y] = [icon.left + icon.width / 2, icon.top + icon.height / 2].map(Math.floor);
    await desktop.pointer('mousemove', String(x), String(y), 'click', '3', 'sleep', '2');
    const file = join(folder, `${name}.png`);
    const shot = desktop.start('import', [
      '-window',
      'root',
      '-crop',
      pictureArea,
      '+repage',
      file,
    ]);
    await new Promise((resolve) => shot.once('exit', resolve));
  } finally {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  }
}
