import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { failed, fresh, requests, scriptOf, snapshot, stateOf, windows } from './stage-usage.ts';

const { skip, open } = ownBrowser();
const nowMs = Date.now();
const dayMs = 86_400_000;

/** What WCAG 2.2 asks of edges and levels that carry meaning. */
const minRatio = 3;

/** A drawn part: the most visible of its properties counts, against what it is drawn on. */
type Part = {
  readonly selector: string;
  readonly properties: readonly string[];
  readonly on: readonly [selector: string, property: string];
};

const face = ['.plate', 'background-color'] as const;
const track = ['.meter .track', 'fill'] as const;
const paper = ['html', 'background-color'] as const;

const levels: readonly Part[] = [
  { selector: '.level:not([width="0%"])', properties: ['stroke', 'fill'], on: track },
];
const shares: readonly Part[] = [
  { selector: '.share-other', properties: ['stroke'], on: face },
  { selector: '.share-code', properties: ['fill'], on: ['.share-other', 'fill'] },
  { selector: '.purse', properties: ['stroke', 'fill'], on: track },
];
const charts: readonly Part[] = [
  { selector: '.pointer path', properties: ['fill'], on: face },
  { selector: '.past .line', properties: ['stroke'], on: face },
  { selector: '.even line', properties: ['stroke'], on: face },
  { selector: '.future .expected', properties: ['stroke'], on: face },
  { selector: '.future .band', properties: ['stroke'], on: face },
  { selector: '.empties', properties: ['stroke'], on: face },
  { selector: '.now line', properties: ['stroke'], on: face },
  { selector: '.wheres .fill', properties: ['stroke', 'fill'], on: track },
  { selector: '.hours .fill', properties: ['fill'], on: face },
  { selector: '.hours .other', properties: ['fill'], on: face },
];
const bars: readonly Part[] = [{ selector: '.bar', properties: ['fill'], on: face }];
const controls: readonly Part[] = [
  { selector: '.button', properties: ['border-top-color'], on: paper },
  {
    selector: '.segments input:checked + span',
    properties: ['box-shadow'],
    on: ['.segments', 'background-color'],
  },
];
const fields: readonly Part[] = [
  { selector: 'input[type="password"]', properties: ['border-top-color'], on: face },
  { selector: '.switch', properties: ['border-top-color'], on: face },
];

for (const colorScheme of ['light', 'dark'] as const)
  test(`what carries meaning is told from its ground: ${colorScheme}`, { skip }, async () => {
    const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
    const { page } = await open(stage.url, { colorScheme, reducedMotion: 'reduce' });
    await page.locator('.plot svg').waitFor();
    await page.locator('.hours').waitFor();
    await assertContrast(page, [...levels, ...shares, ...charts, ...controls]);
    for (const outcome of outcomes()) {
      const at = stateOf(nowMs, outcome);
      stage.tell({ ...at, nextRefreshAtMs: undefined });
      await page.locator('.next', { hasText: 'next refresh' }).waitFor({ state: 'detached' });
      await assertContrast(page, levels);
      stage.tell(at);
      await page.locator('.next', { hasText: 'next refresh' }).waitFor();
    }
    await page.getByRole('radio', { name: '5-hour' }).check();
    await page.getByRole('radio', { name: '30d' }).check();
    await page.locator('.bar').first().waitFor();
    await assertContrast(page, bars);
    await page.evaluate(() => void (location.hash = '#/settings'));
    await page.locator('.switch').first().waitFor();
    await assertContrast(page, fields);
    await page.context().close();
    await stage.stop();
  });

/** Windows that run short, that are used up or wait, and stale ones. */
function outcomes(): readonly UsageOutcome[] {
  const out = requests('session', 200, 200, 300, nowMs + 125 * 60_000);
  const week = requests('weekly', 6900, 7168, 10_080, nowMs + 3 * dayMs);
  const monthOut = { ...windows(nowMs)[2]!, usedPercent: 100, split: undefined };
  return [
    fresh(nowMs, { windows: [out, week] }),
    fresh(nowMs, { windows: [...windows(nowMs).slice(0, 2), monthOut] }),
    failed({ kind: 'offline' }, snapshot(nowMs, { fetchedAtMs: nowMs - 3_600_000 })),
  ];
}

async function assertContrast(page: Page, parts: readonly Part[]): Promise<void> {
  for (const { selector, properties, on } of parts) {
    const found = await page.evaluate(drawnColours, { selector, properties, on });
    assert.ok(found.length > 0, `${selector} is drawn`);
    for (const { ground, inks, className } of found) {
      const ratio = Math.max(...inks.map((ink) => contrast(ink, ground)));
      const facts = JSON.stringify({ inks, ground });
      assert.ok(ratio >= minRatio, `${selector} ${className}: ${ratio.toFixed(2)} of ${facts}`);
    }
  }
}

type Colour = readonly [red: number, green: number, blue: number];

/** The colours of all elements of a part as they are on the screen, 0..255. */
function drawnColours({ selector, properties, on }: Part) {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('no canvas');
  const painted = (...colours: readonly string[]): Colour => {
    for (const colour of ['#000', ...colours]) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  };
  const background = document.querySelector(on[0]);
  if (background === null) throw new Error(`no ${on[0]}`);
  const ground = getComputedStyle(background).getPropertyValue(on[1]);
  return [...document.querySelectorAll(selector)].map((element) => ({
    className: element.closest('[class*=" "]')?.getAttribute('class') ?? '',
    ground: painted(ground),
    inks: properties
      .map((property) => getComputedStyle(element).getPropertyValue(property))
      .filter((colour) => colour !== 'none')
      // A shadow's colour comes before its lengths.
      .map((colour) => painted(ground, colour.replace(/ -?\d+px.*$/, ''))),
  }));
}

/** The contrast ratio of WCAG. */
function contrast(first: Colour, second: Colour): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
