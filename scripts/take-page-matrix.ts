// Takes pictures of the page in every scenario, width, colour scheme and language, and lists what is
// wrong in any of them: npx node scripts/take-page-matrix.ts FOLDER [--only a,b] [--firefox]
// [--variants 360-dark-zh-CN,print]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { scenarioNames } from '../src/simulator/scenarios.ts';
import { accessProblems } from '../test/e2e/page/check-access.ts';
import { openBrowser, openPage } from '../test/e2e/page/open-browser.ts';
import { makeContactSheet } from './pictures/contact-sheet.ts';
import { startDemoServer } from './pictures/demo-server.ts';
import { startFirefox } from './pictures/firefox.ts';

const widths = [360, 768, 1280, 1920];
const schemes = ['light', 'dark'] as const;
const locales = ['en-US', 'zh-CN'] as const;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    variants: { type: 'string' },
    firefox: { type: 'boolean' },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('name a folder for the pictures');
mkdirSync(folder, { recursive: true });
const scenarios = values.only?.split(',') ?? scenarioNames;
const variants = values.variants?.split(',');
const problems: string[] = [];
const taken = new Map<string, string[]>();

const browser = await openBrowser();
for (const scenario of scenarios) {
  const server = await startDemoServer(scenario);
  try {
    await takeAll(browser, scenario, server.url);
    if (values.firefox === true) await takeWithFirefox(scenario, server.url);
  } finally {
    await server.stop();
  }
}
for (const [variant, files] of taken) {
  const isNarrow = variant.startsWith('360');
  const cut = isNarrow
    ? { columns: 12, width: 150, height: 460 }
    : { columns: 6, width: 300, height: 330 };
  await makeContactSheet(browser, files, { ...cut, into: join(folder, `sheet-${variant}.png`) });
}
await browser.close();
process.stdout.write(
  problems.length === 0 ? 'nothing wrong\n' : `${[...new Set(problems)].join('\n')}\n`,
);

type Variant = { readonly name: string; readonly options: BrowserContextOptions };

function variantsOf(): readonly Variant[] {
  const sizes = schemes.flatMap((colorScheme) =>
    locales.flatMap((locale) =>
      widths.map((width) => ({
        name: `${width}-${colorScheme}-${locale}`,
        options: { colorScheme, locale, viewport: { width, height: 800 } },
      })),
    ),
  );
  // Browsers zoom by pretending that the window is smaller.
  const zoom = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };
  return [
    ...sizes,
    { name: 'forced-colors', options: { forcedColors: 'active' } },
    { name: 'zoom-200', options: zoom },
    { name: 'print', options: { viewport: { width: 718, height: 1000 } } },
  ];
}

async function takeAll(from: Browser, scenario: string, url: string): Promise<void> {
  for (const { name, options } of variantsOf()) {
    if (variants !== undefined && !variants.includes(name)) continue;
    const { page, close } = await opened(from, url, options, scenario);
    if (name === 'print') await page.emulateMedia({ media: 'print' });
    await take(page, name, scenario);
    if (name === '1280-light-en-US') await note(scenario, accessProblems(page));
    await close();
  }
}

async function opened(
  from: Browser,
  url: string,
  options: BrowserContextOptions,
  scenario: string,
): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const { page, complaints } = await openPage(from, url, { reducedMotion: 'reduce', ...options });
  await page.locator('.plate').first().waitFor();
  // "Where it went" has its own request; without any window there is none.
  await page.locator('.breakdown[aria-busy=true]').waitFor({ state: 'detached' });
  // The charts follow the first state.
  await page.waitForTimeout(400);
  return {
    page,
    async close() {
      await note(scenario, complaints);
      await page.context().close();
    },
  };
}

async function take(page: Page, variant: string, scenario: string): Promise<void> {
  const file = join(folder ?? '', `${scenario}--${variant}.png`);
  await page.waitForTimeout(60);
  await page.screenshot({ path: file, fullPage: true });
  taken.set(variant, [...(taken.get(variant) ?? []), file]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) await note(scenario, [`${variant}: ${overflow} px wider than the window`]);
}

async function takeWithFirefox(scenario: string, url: string): Promise<void> {
  const firefox = await startFirefox({ width: 1280, height: 800, isDark: false, locale: 'en-US' });
  const file = join(folder ?? '', `${scenario}--firefox.png`);
  await note(scenario, firefox.take(url, file));
  taken.set('firefox', [...(taken.get('firefox') ?? []), file]);
  await firefox.stop();
}

async function note(
  scenario: string,
  found: readonly string[] | Promise<readonly string[]>,
): Promise<void> {
  for (const problem of await found) problems.push(`${scenario}: ${problem}`);
}
