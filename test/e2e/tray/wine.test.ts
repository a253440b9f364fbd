import assert from 'node:assert/strict';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { brightest, countRed } from '../../support/desktop/colours.ts';
import {
  desktopPrograms,
  difference,
  setDesktop,
  type Area,
  type Desktop,
  type Pixels,
} from '../../support/desktop/desktop.ts';
import { explorerTalk } from '../../support/desktop/explorer-talk.ts';
import { clickMenuRow, openPopupMenu, rowPixels } from '../../support/desktop/popup-menu.ts';
import { processesOf, wakeUps } from '../../support/desktop/processes.ts';
import { missingPrograms } from '../../support/desktop/session.ts';
import {
  missingWindowsNode,
  withWine,
  windowsModules,
  type Wine,
} from '../../support/desktop/wine.ts';
import { placeFakeOpener, type FakeOpener } from '../../support/fakes/fake-opener.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { eventually, testTimeoutMs } from '../../support/until.ts';

type Scene = {
  readonly desktop: Desktop;
  readonly wine: Wine;
  readonly stage: Stage;
  readonly opener: FakeOpener;
};

const skip =
  missingPrograms(...desktopPrograms, 'wine', 'winecfg', 'wineserver', 'tint2') ??
  missingWindowsNode ??
  false;

const files = {
  // As high as its icons, because Wine sometimes misjudges the position of icons outside the corner.
  tint2rc: `rounded = 0
background_color = #333333 100
panel_items = S
panel_size = 100% 32
panel_position = top center horizontal
panel_background_id = 1
systray_icon_size = 32
`,
  'kimi.json': JSON.stringify({
    version: 1,
    server: { port: 0 },
    notifications: { enabled: true, thresholds: [20] },
  }),
};
const panelArea: Area = { left: 0, top: 0, width: 1000, height: 32 };
const restArea: Area = { left: 0, top: 32, width: 1000, height: 568 };

const themes = String.raw`Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`;
const looks = String.raw`Control Panel\Desktop`;

/** Rows of the menu, counted from below and from above. */
const [quit, refreshNow] = [1, 3];
const [session, weekly] = [2, 3];
/** The verdict, two windows, and the other rows. */
const minRows = 8;

/** A program that polls ten times a second never sleeps through so many pictures of the screen. */
const picturesAtRest = 15;

test('Windows: the tray, built, under Wine', { skip, timeout: testTimeoutMs }, async (t) => {
  const stage = await setStage(t);
  const desktop = await setDesktop(t, files);
  // Wine passes URLs to the desktop's opener.
  const opener = placeFakeOpener(desktop.folder);
  const env = { ...stage.env, KIMIBAR_LANG: 'en', PATH: opener.env['PATH'] ?? '' };
  const whyNot = await withWine(desktop, env, (wine) =>
    playThrough(t, { desktop, wine, stage, opener }),
  );
  if (whyNot !== undefined) t.skip(whyNot);
});

async function playThrough(t: TestContext, { desktop, wine, stage, opener }: Scene): Promise<void> {
  const { folder } = desktop;
  const app = join(folder, 'app');
  const program = placeProgram(app);
  symlinkSync(windowsModules, join(app, 'node_modules'));
  const options = ['--config', `Z:${join(folder, 'kimi.json')}`];
  const explorer = explorerTalk(wine, app);
  const panel = () => desktop.pixels(panelArea);
  const panelIs = (wanted: Pixels, what: string) =>
    eventually(
      async () => (difference(wanted, await panel()) === undefined ? true : undefined),
      what,
    );

  desktop.start('tint2', ['-c', join(folder, 'tint2rc')]);
  await eventually(async () => (brightest(await panel()) > 0 ? true : undefined), 'the panel');
  const empty = await panel();

  await t.test('without koffi it says what is missing', async () => {
    assert.deepEqual(await wine.runNode([placeProgram(join(folder, 'bare')), 'tray', ...options]), {
      exitCode: 1,
      said: 'The tray icon needs the optional package @koromix/koffi-win32-x64. Install it with: npm install -g @koromix/koffi-win32-x64@3\n',
    });
  });

  const tray = wine.startNode([program, 'tray', ...options]);
  await eventually(
    async () => (brightest(await panel()) > 0xd0 ? true : undefined),
    'the icon with the first reading',
  );
  const calm = await panel();
  const icon = difference(empty, calm);
  assert.ok(icon !== undefined && icon.width <= 16 && icon.height <= 16, JSON.stringify(icon));

  await t.test('a second tray says so and exits with 0', async () => {
    assert.deepEqual(await wine.runNode([program, 'tray', ...options]), {
      exitCode: 0,
      said: 'KimiBar is already in the tray.\n',
    });
  });

  await t.test('the icon returns when Explorer restarts', async () => {
    await explorer.forgetIcon();
    await panelIs(empty, 'no icon');
    await explorer.taskbarCreated();
    await panelIs(calm, 'the icon as before');
  });

  await t.test('a taskbar that becomes light gets a dark icon', async () => {
    await wine.setNumber(themes, 'SystemUsesLightTheme', 1);
    await explorer.themeChanged();
    await eventually(
      async () => (brightest(await panel()) < 0x60 ? true : undefined),
      'the dark icon',
    );
    await wine.setNumber(themes, 'SystemUsesLightTheme', 0);
    await explorer.themeChanged();
    await panelIs(calm, 'the icon as before');
  });

  await t.test('a higher screen density gets a larger icon', async () => {
    await explorer.densityChanged(144);
    await eventually(async () => difference(calm, await panel()), 'another icon');
    await explorer.densityChanged(96);
    await panelIs(calm, 'the icon as before');
  });

  await t.test('it is idle at rest', async () => {
    const [own] = processesOf(program);
    assert.ok(own !== undefined);
    let [asleep, before] = [0, wakeUps(own)];
    await eventually(async () => {
      await panel();
      const now = wakeUps(own);
      asleep = now === before ? asleep + 1 : 0;
      before = now;
      return asleep >= picturesAtRest ? true : undefined;
    }, 'rest');
  });

  await t.test(
    'Refresh now is clicked: rows, icon and a balloon follow; Quit ends everything',
    async () => {
      const nothing = await desktop.pixels(restArea);
      assert.equal(countRed(calm), 0);
      const first = await openPopupMenu(desktop, icon, minRows);
      stage.simulator.use('weekly', 1740);
      await clickMenuRow(desktop, first, refreshNow);
      await eventually(
        async () => (countRed(await panel()) > 0 ? true : undefined),
        'the icon in red',
      );
      assert.equal(stage.asked('usages'), 2);
      await eventually(async () => {
        const area = difference(nothing, await desktop.pixels(restArea));
        return area !== undefined && area.width > 150 && area.height < 100 ? area : undefined;
      }, 'the balloon');
      await explorer.balloonClicked();
      const page = await eventually(async () => opener.opened()[0], 'the page');
      assert.match(page, /^http:\/\/127\.0\.0\.1:\d+\/$/);

      const second = await openPopupMenu(desktop, icon, minRows, first.area);
      assert.deepEqual(second.rows, first.rows);
      assert.equal(
        difference(rowPixels(first, session), rowPixels(second, session)),
        undefined,
        'the same 5-hour window',
      );
      assert.ok(
        difference(rowPixels(first, weekly), rowPixels(second, weekly)),
        'another share of the week',
      );
      await clickMenuRow(desktop, second, quit);
      assert.equal(await eventually(async () => tray.exitCode ?? undefined, 'the end'), 0);
      await panelIs(empty, 'no icon');
      assert.deepEqual(processesOf(program), []);
    },
  );

  await t.test(
    'at 150% the icon is larger from the start; the program closes on request',
    async () => {
      await wine.setNumber(looks, 'LogPixels', 144);
      await wine.shutDown();
      const dense = wine.startNode([program, 'tray', ...options]);
      await eventually(async () => {
        const area = difference(empty, await panel());
        return area !== undefined && area.width > icon.width * 1.3 ? area : undefined;
      }, 'the larger icon');
      await explorer.close();
      assert.equal(await eventually(async () => dense.exitCode ?? undefined, 'the end'), 0);
      await panelIs(empty, 'no icon');
    },
  );
}

/** A folder with only the built program. */
function placeProgram(folder: string): string {
  mkdirSync(folder);
  cpSync(join(programPath, '..'), join(folder, 'dist'), { recursive: true });
  return join(folder, 'dist', 'kimibar.cjs');
}
