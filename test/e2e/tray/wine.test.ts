import assert from 'node:assert/strict';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { desktopPrograms, difference, setDesktop, type Area, type Desktop } from '../../support/desktop/desktop.ts';
import { eventually, missingPrograms } from '../../support/desktop/session.ts';
import { missingWindowsNode, withWine, windowsModules, type Wine } from '../../support/desktop/wine.ts';
import { programPath } from '../../support/run-program.ts';

const skip = missingPrograms(...desktopPrograms, 'wine', 'winecfg', 'wineserver', 'tint2') ?? missingWindowsNode ?? false;
/** Ten seconds on an idle machine. */
const timeout = 120_000;

const tint2Config = `rounded = 0
background_color = #333333 100
panel_items = S
panel_size = 100% 32
panel_position = top center horizontal
panel_background_id = 1
systray_icon_size = 22
`;
const panelArea: Area = { left: 0, top: 0, width: 1000, height: 32 };
const restArea: Area = { left: 0, top: 40, width: 1000, height: 560 };

/** Wine passes clicks on its tray icons on only now and then: the message that they become is sent directly. */
const rightClick = `
const koffi = require('koffi');
const user = koffi.load('user32.dll');
const find = user.func('uintptr_t __stdcall FindWindowW(str16, str16)');
const post = user.func('int __stdcall PostMessageW(uintptr_t, uint32_t, uintptr_t, intptr_t)');
post(find('KimiBarTray', null), 0x8001, 1, 0x205);`;

test('Windows: icon, menu and Quit, with the built program under Wine', { skip, timeout }, async (t) => {
  const desktop = await setDesktop(t, { tint2rc: tint2Config });
  const env = { KIMI_CODE_API_KEY: 'sk-kimi-none', KIMI_CODE_BASE_URL: 'http://127.0.0.1:9', KIMIBAR_LANG: 'en' };
  const whyNot = await withWine(desktop, env, (wine) => playThrough(desktop, wine));
  if (whyNot !== undefined) t.skip(whyNot);
});

async function playThrough(desktop: Desktop, wine: Wine): Promise<void> {
  const { folder } = desktop;
  const program = join(folder, 'app', 'dist');
  mkdirSync(dirname(program));
  cpSync(dirname(programPath), program, { recursive: true });
  symlinkSync(windowsModules, join(folder, 'app', 'node_modules'));
  desktop.start('tint2', ['-c', join(folder, 'tint2rc')]);
  const empty = await eventually(async () => nonBlack(await desktop.pixels(panelArea)), 'the panel');

  const tray = wine.startNode([join(program, 'kimibar.cjs'), 'tray']);
  const icon = await eventually(async () => difference(empty, await desktop.pixels(panelArea)), 'the icon');
  assert.ok(icon.width <= 40, JSON.stringify(icon));

  const before = await desktop.pixels(restArea);
  await desktop.pointer('mousemove', '200', '100');
  assert.equal(await wine.runNode(['-e', rightClick], join(folder, 'app')), 0);
  const menu = await eventually(async () => menuSized(difference(before, await desktop.pixels(restArea))), 'the menu');
  // Quit is the last row.
  const [x, y] = [menu.left + 40, restArea.top + menu.top + menu.height - 12];
  await desktop.pointer(
    'mousemove',
    String(x),
    String(y - 2),
    'sleep',
    '0.3',
    'mousemove',
    String(x),
    String(y),
    'sleep',
    '0.3',
    'click',
    '1',
  );
  assert.equal(await eventually(async () => tray.exitCode ?? undefined, 'the end'), 0);
  await eventually(async () => (difference(empty, await desktop.pixels(panelArea)) === undefined ? true : undefined), 'the icon gone');
}

function menuSized(area: Area | undefined): Area | undefined {
  return area !== undefined && area.width > 150 && area.height > 100 ? area : undefined;
}

function nonBlack(pixels: Awaited<ReturnType<Desktop['pixels']>>): typeof pixels | undefined {
  return pixels.bytes.some((value, at) => at % 4 !== 3 && value > 0) ? pixels : undefined;
}
