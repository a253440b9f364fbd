import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { type TestContext } from 'node:test';
import {
  desktopPrograms,
  difference,
  setDesktop,
  type Area,
  type Desktop,
  type Pixels,
} from '../../support/desktop/desktop.ts';
import { lxqt, waybar, xfce, type Panel } from '../../support/desktop/panels.ts';
import { end, missingPrograms, quietConfig } from '../../support/desktop/session.ts';
import { clickRow, menuRows, shownItem } from '../../support/desktop/tray-item.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { eventually } from '../../support/until.ts';

/** The panel's part of the screen; the rest is below it. */
const panelArea: Area = { left: 0, top: 0, width: 1000, height: 32 };
const restArea: Area = { left: 0, top: 40, width: 1000, height: 560 };

for (const [name, panel] of Object.entries({ xfce, lxqt, waybar })) {
  test(
    `${name}: icon, menu, refresh, restart of the panel, Quit`,
    {
      skip:
        missingPrograms(
          ...desktopPrograms,
          panel.program,
          ...(panel.inside === undefined ? [] : [panel.inside]),
        ) ?? false,
    },
    (t) => playThrough(t, panel),
  );
}

async function playThrough(t: TestContext, panel: Panel): Promise<void> {
  const stage = await setStage(t);
  const desktop = await setDesktop(t, { ...panel.files, ...quietConfig }, panel.inside);
  const { bus } = desktop;
  const host = desktop.start(panel.program);
  await eventually(
    async () => ((await bus.hasOwner('org.kde.StatusNotifierWatcher')) ? true : undefined),
    'the panel',
  );
  const empty = await settled(desktop, panelArea);

  const tray = startTray(desktop, stage);
  const item = await eventually(() => shownItem(bus), 'the item');
  const rows = await eventually(() => rowsWith(desktop, item, / Weekly 90%/), 'the rows');
  assert.ok(
    rows.some((row) => /^(Enough|It will)/.test(row)),
    rows.join('\n'),
  );
  const icon = await eventually(
    async () => difference(empty, await settled(desktop, panelArea)),
    'the icon',
  );
  assert.ok(icon.width >= 12 && icon.width <= 40 && icon.height >= 8, JSON.stringify(icon));
  const at90 = await settled(desktop, icon);

  const before = await settled(desktop, restArea);
  const [x, y] = [icon.left + Math.floor(icon.width / 2), icon.top + Math.floor(icon.height / 2)];
  await desktop.pointer('mousemove', String(x), String(y), 'click', '3');
  const menu = await eventually(
    async () => biggerThan(difference(before, await desktop.pixels(restArea)), 300),
    'the open menu',
  );
  assert.ok(menu.height > 180, JSON.stringify(menu));

  stage.simulator.use('weekly', 1834);
  const asked = stage.asked('usages');
  if (panel.inside === 'sway') await clickRefresh(desktop, menu);
  else
    await desktop.pointer(
      'key',
      '--delay',
      '60',
      'Down',
      'Down',
      'Down',
      'Down',
      'Down',
      'Down',
      'Return',
    );
  await eventually(() => rowsWith(desktop, item, / Weekly 0%/), 'the rows after the refresh');
  assert.equal(stage.asked('usages'), asked + 1);
  await desktop.pointer('mousemove', '500', '500');
  const atZero = await eventually(async () => {
    const now = await settled(desktop, icon);
    return difference(at90, now) === undefined ? undefined : now;
  }, 'the changed icon');
  assert.ok(redness(atZero.bytes) > redness(at90.bytes) + 20, 'what is used up is red');

  await end(host);
  const again = desktop.start(panel.program);
  const itemAgain = await eventually(
    async () => (again.exitCode === null ? shownItem(bus) : undefined),
    'the item after the restart',
  );
  assert.equal(itemAgain, item);
  await eventually(
    async () => (redness((await desktop.pixels(icon)).bytes) > 20 ? true : undefined),
    'the icon after the restart',
  );

  assert.equal(
    readFileSync(`/proc/${tray.pid}/task/${tray.pid}/children`, 'utf8').trim(),
    '',
    'no child is left behind',
  );
  const gone = new Promise((resolve) => tray.once('exit', resolve));
  await clickRow(bus, item, 'Quit');
  assert.equal(await gone, 0);
  await eventually(
    async () => ((await shownItem(bus)) === undefined ? true : undefined),
    'the item gone',
  );
}

/** Menus under sway get no keys, so the row is clicked. */
async function clickRefresh({ pointer }: Desktop, menu: Area): Promise<void> {
  const bottom = restArea.top + menu.top + menu.height;
  // Below it are a line and two of ten rows; the menu begins under the middle of the panel.
  const y = Math.round(bottom - (bottom - panelArea.height / 2) * 0.255);
  await pointer(
    'mousemove',
    String(menu.left + Math.floor(menu.width / 3)),
    String(y),
    'click',
    '1',
  );
}

function startTray({ start }: Desktop, stage: Stage) {
  return start(process.execPath, [programPath, 'tray'], { ...stage.env, KIMIBAR_LANG: 'en' });
}

async function rowsWith(
  { bus }: Desktop,
  item: string,
  wanted: RegExp,
): Promise<readonly string[] | undefined> {
  const labels = (await menuRows(bus, item)).map(({ label }) => label);
  return labels.some((label) => wanted.test(label)) ? labels : undefined;
}

/** The pixels when several pictures in a row are the same. */
async function settled(desktop: Desktop, area: Area): Promise<Pixels> {
  let last = await desktop.pixels(area);
  let same = 0;
  return eventually(async () => {
    const now = await desktop.pixels(area);
    same = difference(last, now) === undefined ? same + 1 : 0;
    last = now;
    return same >= 5 ? now : undefined;
  }, 'a screen at rest');
}

function biggerThan(area: Area | undefined, pixels: number): Area | undefined {
  return area !== undefined && area.width > pixels && area.height > pixels / 2 ? area : undefined;
}

/** The number of clearly red pixels. */
function redness(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at += 4)
    if ((bytes[at] ?? 0) > (bytes[at + 1] ?? 0) + 30) count += 1;
  return count;
}
