// Draws the page's pictures for the docs: npx node scripts/take-page-pictures.ts
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, openPage } from '../test/e2e/page/open-browser.ts';
import { startPageStage, type Script } from '../test/e2e/page/page-stage.ts';
import {
  connected,
  failed,
  fresh,
  noSecrets,
  scriptOf,
  stateOf,
} from '../test/e2e/page/stage-usage.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'pictures');
const nowMs = Date.now();
const good = stateOf(nowMs, fresh(nowMs));
const nothing = stateOf(
  nowMs,
  failed({ kind: 'credential-missing', detail: { code: 'no-credential' } }),
  { cadence: 'needs-person' },
);
const phone = {
  viewport: { width: 360, height: 800 },
  locale: 'zh-CN',
  colorScheme: 'dark',
} as const;

const browser = await openBrowser();
await take('page-light', scriptOf(nowMs, good), { deviceScaleFactor: 1.5 }, async (page) => {
  await page.getByRole('radio', { name: 'Weekly' }).check();
  await page.getByRole('radio', { name: '30d', exact: true }).check();
  await page.locator('.plot canvas').waitFor();
  await page.mouse.move(700, 600);
});
await take('page-phone', scriptOf(nowMs, good), { ...phone, deviceScaleFactor: 2 });
await take('page-first-run', scriptOf(nowMs, nothing, noSecrets), {
  viewport: { width: 1280, height: 640 },
});
await take('page-settings', scriptOf(nowMs, good, connected), {
  colorScheme: 'dark',
  hash: '#/settings',
});
await browser.close();

async function take(
  name: string,
  script: Script,
  { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string | undefined },
  prepare?: (page: Page) => Promise<void>,
): Promise<void> {
  const stage = await startPageStage(script);
  const { page } = await openPage(browser, stage.url + hash, {
    reducedMotion: 'reduce',
    ...options,
  });
  await page.locator('.plate').first().waitFor();
  await prepare?.(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.context().close();
  await stage.stop();
}
