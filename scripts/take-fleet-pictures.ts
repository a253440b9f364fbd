// Draws the pictures of many machines for the docs, of a made-up company of 412 accounts:
// npx node scripts/take-fleet-pictures.ts [FOLDER]
// With a folder, all widths, colour schemes and languages go there instead.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { fleetText } from '../src/present/fleet/fleet-text.ts';
import { messagesIn } from '../src/present/messages.ts';
import { openBrowser, openPage } from '../test/e2e/page/open-browser.ts';
import { startPageStage } from '../test/e2e/page/page-stage.ts';
import { stageFleet } from '../test/e2e/page/stage-fleet.ts';
import { connected, fresh, scriptOf, stateOf } from '../test/e2e/page/stage-usage.ts';
import { columns, drawLine, terminalSvg } from './pictures/terminal-text.ts';

const pictures = join(import.meta.dirname, '..', 'docs', 'pictures');
const [, , folder] = process.argv;
const nowMs = Date.now();
const settings = { ...connected, hasFleet: true };
const stage = await startPageStage({
  ...scriptOf(nowMs, stateOf(nowMs, fresh(nowMs)), settings),
  fleet: (wanted) => ({ kind: 'fleet', fleet: stageFleet(nowMs, wanted) }),
});
const browser = await openBrowser();
if (folder === undefined) {
  await take(join(pictures, 'page-fleet.png'), { deviceScaleFactor: 1.5 });
  writeFileSync(join(pictures, 'terminal-fleet.svg'), drawTerminal());
} else
  for (const width of [360, 768, 1280, 1920])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const locale of ['en-US', 'zh-CN'])
        await take(join(folder, `${width}-${colorScheme}-${locale}.png`), {
          viewport: { width, height: 800 },
          colorScheme,
          locale,
        });
await browser.close();
await stage.stop();

async function take(path: string, options: BrowserContextOptions): Promise<void> {
  const { page } = await openPage(browser, `${stage.url}#/fleet`, {
    reducedMotion: 'reduce',
    ...options,
  });
  await page.locator('.fleet-lists').waitFor();
  await page.screenshot({ path, fullPage: true });
  await page.context().close();
}

function drawTerminal(): string {
  const fleet = stageFleet(nowMs, { page: 1, limit: 12 });
  const text = fleetText(fleet, { width: columns, messages: messagesIn('en') });
  const lines = ['$ kimibar fleet --limit 12', ...text.split('\n')];
  return terminalSvg(lines.length, '', lines.flatMap(drawLine));
}
