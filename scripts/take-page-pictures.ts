// Draws the page's pictures for the docs: npx node scripts/take-page-pictures.ts
// The usage is the demo's, as `kimibar demo --serve` shows it; several accounts, the first run and
// the settings come from a scripted daemon.
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, openPage } from '../test/e2e/page/open-browser.ts';
import { startPageStage, type Script } from '../test/e2e/page/page-stage.ts';
import {
  connected,
  failed,
  fresh,
  noSecrets,
  requests,
  scriptOf,
  snapshot,
  stateOf,
} from '../test/e2e/page/stage-usage.ts';
import { startDemoServer } from './pictures/demo-server.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'pictures');
const nowMs = Date.now();
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const good = stateOf(nowMs, fresh(nowMs), { version: '0.1.0' });
const nothing = stateOf(
  nowMs,
  failed({ kind: 'credential-missing', detail: { code: 'no-credential' } }),
  { cadence: 'needs-person' },
);
const phone = {
  viewport: { width: 360, height: 800 },
  locale: 'zh-CN',
  colorScheme: 'dark',
  deviceScaleFactor: 2,
} as const;
const sharp = { deviceScaleFactor: 1.5 };

type PictureOptions = BrowserContextOptions & { readonly hash?: string | undefined };

const browser = await openBrowser();
await takeDemo('everyday', [
  ['page-light', sharp],
  ['page-phone', phone],
  ['page-glance', { ...sharp, viewport: { width: 380, height: 640 }, hash: '#/glance' }],
]);
await takeDemo('session-out', [['page-out', { ...sharp, colorScheme: 'dark' }]]);
await takeStage('page-accounts', scriptOf(nowMs, manyAccounts()), {});
await takeStage('page-first-run', scriptOf(nowMs, nothing, noSecrets), {
  viewport: { width: 1280, height: 640 },
});
await takeStage('page-settings', scriptOf(nowMs, good, { ...connected, startsAtLogin: true }), {
  colorScheme: 'dark',
  hash: '#/settings',
});
await browser.close();

async function takeDemo(
  scenario: string,
  pictures: readonly (readonly [name: string, options: PictureOptions])[],
): Promise<void> {
  const server = await startDemoServer(scenario);
  for (const [name, options] of pictures) {
    const { page } = await opened(server.url, options);
    if (options.hash === undefined) {
      await page.locator('.wheres').waitFor();
      await page.locator('.hours').waitFor();
    }
    await save(page, name);
  }
  await server.stop();
}

async function takeStage(name: string, script: Script, options: PictureOptions): Promise<void> {
  const stage = await startPageStage(script);
  const { page } = await opened(stage.url, options);
  await save(page, name);
  await stage.stop();
}

async function opened(
  url: string,
  { hash = '', ...options }: PictureOptions,
): Promise<{ readonly page: Page }> {
  const opening = await openPage(browser, url + hash, { reducedMotion: 'reduce', ...options });
  await opening.page.locator('.plate').first().waitFor();
  return opening;
}

async function save(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.context().close();
}

/** Some fine, some short, one used up, one signed out. */
function manyAccounts() {
  const account = (name: string, session: number, weekly: number) => ({
    account: name,
    outcome: fresh(nowMs, {
      wallet: undefined,
      windows: [
        requests('session', session, 200, 300, nowMs + 125 * minuteMs),
        requests('weekly', weekly, 7168, 10_080, nowMs + 3.1 * dayMs),
      ],
    }),
  });
  const expired = failed(
    { kind: 'credential-expired', detail: { code: 'web-token-expired' } },
    snapshot(nowMs, { fetchedAtMs: nowMs - 5 * 60 * minuteMs }),
  );
  return {
    ...good,
    accounts: [
      { outcome: fresh(nowMs) },
      account('anna', 62, 1210),
      account('night-jobs', 200, 1834),
      { account: 'client-acme', outcome: expired },
      account('team-shared', 172, 3010),
      account('ci-runner-eu-west-1', 24, 900),
    ],
  };
}
