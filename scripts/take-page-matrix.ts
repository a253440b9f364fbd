// Takes pictures of the page in every scenario, width, colour scheme and language, a contact sheet
// per scenario and per variant, and lists what is wrong in any of them:
// npx node scripts/take-page-matrix.ts FOLDER [--only a,b] [--firefox] [--variants 360-dark,print]
// A variant is taken if its name contains one of those given.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { scenarioNames } from '../src/simulator/scenarios.ts';
import { accessProblems } from '../test/e2e/page/check-access.ts';
import { openBrowser, openPage, type WatchedPage } from '../test/e2e/page/open-browser.ts';
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
const waiting = [...(values.only?.split(',') ?? scenarioNames)];
const wished = values.variants?.split(',');
const problems: string[] = [];
/** Pictures by variant and by scenario. */
const taken = new Map<string, string[]>();
const byScenario = new Map<string, string[]>();
/** The scenario of each page, by its text without times. */
const seen = new Map<string, string>();

const browser = await openBrowser();
// Several at a time: some are drawn while the programs of others start.
await Promise.all([takeWaiting(), takeWaiting(), takeWaiting()]);
for (const [name, files] of taken) {
  const isNarrow = name.startsWith('360');
  const cut = isNarrow
    ? { columns: 12, width: 150, height: 460 }
    : { columns: 6, width: 300, height: 330 };
  await makeContactSheet(browser, files, { ...cut, into: join(folder, `sheet-${name}.png`) });
}
for (const [scenario, files] of byScenario)
  await makeContactSheet(browser, files, {
    columns: widths.length,
    width: 480,
    height: 1400,
    into: join(folder, `${scenario}.png`),
  });
await browser.close();
process.stdout.write(
  problems.length === 0 ? 'nothing wrong\n' : `${[...new Set(problems)].join('\n')}\n`,
);

type Variant = {
  readonly name: string;
  /** The language, and what cannot change while a page is open. */
  readonly options: BrowserContextOptions;
  readonly media: Parameters<Page['emulateMedia']>[0];
  readonly size: { readonly width: number; readonly height: number };
};

function wishedVariants(): readonly Variant[] {
  const sizes = locales.flatMap((locale) =>
    schemes.flatMap((colorScheme) =>
      widths.map((width) => ({
        name: `${width}-${colorScheme}-${locale}`,
        options: { locale },
        media: { colorScheme },
        size: { width, height: 800 },
      })),
    ),
  );
  const english = { locale: 'en-US' };
  const wide = { width: 1280, height: 800 };
  const all: readonly Variant[] = [
    ...sizes,
    { name: 'forced-colors', options: english, media: { forcedColors: 'active' }, size: wide },
    {
      name: 'print',
      options: english,
      media: { media: 'print' },
      size: { width: 718, height: 1000 },
    },
    // Browsers zoom by pretending that the window is smaller.
    {
      name: 'zoom-200',
      options: { ...english, deviceScaleFactor: 2 },
      media: {},
      size: { width: 640, height: 400 },
    },
  ];
  return all.filter(({ name }) => wished?.some((part) => name.includes(part)) ?? true);
}

async function takeWaiting(): Promise<void> {
  const scenario = waiting.shift();
  if (scenario === undefined) return;
  const server = await startDemoServer(scenario);
  try {
    await takeAll(scenario, server.url);
    if (values.firefox === true) await takeWithFirefox(scenario, server.url);
  } finally {
    await server.stop();
  }
  await takeWaiting();
}

/** One page per language: opening one takes longer than all its pictures. */
async function takeAll(scenario: string, url: string): Promise<void> {
  const pages = Map.groupBy(wishedVariants(), ({ options }) => JSON.stringify(options));
  for (const variants of pages.values()) {
    const { page, complaints } = await opened(url, variants[0]?.options ?? {});
    const like = await lookAlike(page, scenario);
    for (const variant of like === undefined ? variants : []) {
      await take(page, variant, scenario);
      if (variant.name === '1280-light-en-US') note(scenario, await accessProblems(page));
    }
    note(scenario, complaints);
    await page.context().close();
  }
}

/** The scenario whose page says the same, such as that of a leak that is not shown. */
async function lookAlike(page: Page, scenario: string): Promise<string | undefined> {
  const text = await page.locator('body').innerText();
  const key = text.replaceAll(/\d\d:\d\d|\d+[dhms]\b/g, '');
  const other = seen.get(key);
  if (other === undefined) seen.set(key, scenario);
  if (other === undefined || other === scenario) return undefined;
  process.stdout.write(`${scenario}: as ${other}\n`);
  return other;
}

async function opened(url: string, options: BrowserContextOptions): Promise<WatchedPage> {
  const watched = await openPage(browser, url, { reducedMotion: 'reduce', ...options });
  const { page } = watched;
  await page.locator('.plate').first().waitFor();
  // "Where it went" has its own request; without any window there is none.
  await page.locator('.breakdown[aria-busy=true]').waitFor({ state: 'detached' });
  // The charts follow the first state.
  await page.waitForTimeout(400);
  return watched;
}

async function take(page: Page, { name, media, size }: Variant, scenario: string): Promise<void> {
  const file = join(folder ?? '', `${scenario}--${name}.png`);
  await page.emulateMedia({ media: null, forcedColors: null, ...media });
  await page.setViewportSize(size);
  await page.waitForTimeout(120);
  await page.screenshot({ path: file, fullPage: true });
  taken.set(name, [...(taken.get(name) ?? []), file]);
  byScenario.set(scenario, [...(byScenario.get(scenario) ?? []), file]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) note(scenario, [`${name}: ${overflow} px wider than the window`]);
}

async function takeWithFirefox(scenario: string, url: string): Promise<void> {
  const firefox = await startFirefox({ width: 1280, height: 800, isDark: false, locale: 'en-US' });
  const file = join(folder ?? '', `${scenario}--firefox.png`);
  note(scenario, await firefox.take(url, file));
  taken.set('firefox', [...(taken.get('firefox') ?? []), file]);
  await firefox.stop();
}

function note(scenario: string, found: readonly string[]): void {
  for (const problem of found) problems.push(`${scenario}: ${problem}`);
}
