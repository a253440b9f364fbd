import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistorySeries } from '../../../src/domain/history.ts';
import { brokenTexts, edgesOf, resize, widths, type Edges } from './measure.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { stageBreakdown } from './stage-breakdown.ts';
import { failed, fresh, requests, scriptOf, stateOf, windows } from './stage-usage.ts';

const { skip, open } = ownBrowser();
const nowMs = Date.now();

/** A week that has been used evenly and ran dry eight hours ago. */
const dryWeek: HistorySeries = {
  windowId: 'weekly',
  lengthMinutes: 10_080,
  samples: Array.from({ length: 142 }, (_, hour) => ({
    atMs: nowMs - (142 - hour) * 3_600_000 + 5 * 60_000,
    usedPercent: Math.min(100, (hour / 134) * 100),
  })),
  resetsAtMs: [],
};

test('the charts’ labels have the size of small text at any width', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url);
  await page.locator('.hours').waitFor();
  await page.locator('.plot svg').waitFor();
  await page.locator('.rhythm svg').waitFor();
  for (const width of widths) {
    await resize(page, width);
    for (const [name, size] of await page.evaluate(labelSizes))
      assert.ok(size >= 9.5 && size <= 13, `${name}: ${size} px at ${width} px`);
  }
  await page.context().close();
  await stage.stop();
});

test('the name of a dry time stays in the chart and off the line of now', { skip }, async () => {
  for (const hours of [26, 60, 70, 80]) {
    const week = requests('weekly', 7168, 7168, 10_080, nowMs + hours * 3_600_000);
    const outcome = fresh(nowMs, { windows: [windows(nowMs)[0]!, week] });
    const script = scriptOf(nowMs, stateOf(nowMs, outcome));
    const stage = await startPageStage({ ...script, history: () => [dryWeek] });
    const { page } = await open(stage.url);
    const label = page.locator('.dry-label text', { hasText: 'since' });
    await label.waitFor();
    for (const width of widths) {
      await resize(page, width);
      const { left, right } = await edgesOf(label);
      const plot = await edgesOf(page.locator('.plot'));
      const now = await edgesOf(page.locator('.now line'));
      assert.ok(left >= plot.left && right <= plot.right, `${hours} h: in it at ${width} px`);
      const isBeside = right < now.left - 3 || left > now.right + 3;
      assert.ok(isBeside, `${hours} h: beside now at ${width} px`);
    }
    await page.context().close();
    await stage.stop();
  }
});

test('the name of a dry time is off the line that led to it', { skip }, async () => {
  const [session] = windows(nowMs, 200);
  const week = requests('weekly', 7168, 7168, 10_080, nowMs + 26 * 3_600_000);
  for (const shown of [[session!], [windows(nowMs)[0]!, week]]) {
    const script = scriptOf(nowMs, stateOf(nowMs, fresh(nowMs, { windows: shown })));
    const history = (): readonly HistorySeries[] =>
      shown.length > 1 ? [dryWeek] : script.history(undefined);
    const stage = await startPageStage({ ...script, history });
    for (const locale of ['en-US', 'zh-CN']) {
      const { page } = await open(stage.url, { locale });
      await page.locator('.dry-label text').first().waitFor();
      for (const width of widths) {
        await resize(page, width);
        const crossed = await page.evaluate(crossedBy, '.dry-label text');
        assert.deepEqual(crossed, [], `${shown.length} in ${locale} at ${width} px`);
      }
      await page.context().close();
    }
    await stage.stop();
  }
});

test('the moments below the chart do not touch', { skip }, async () => {
  for (const days of [2, 9, 30]) {
    const month = { ...windows(nowMs)[2]!, resetsAtMs: nowMs + days * 86_400_000 };
    const stage = await startPageStage(
      scriptOf(nowMs, stateOf(nowMs, fresh(nowMs, { windows: [month] }))),
    );
    const { page } = await open(stage.url);
    await page.locator('.plot .ticks text').first().waitFor();
    for (const width of widths) {
      await resize(page, width);
      const moments = await Promise.all(
        (await page.locator('.plot .ticks text').all()).map(async (text) => edgesOf(text)),
      );
      assert.ok(moments.length > 1, `${days} days at ${width} px: ${moments.length}`);
      const gaps = gapsOf(moments);
      assert.ok(Math.min(...gaps) >= 6, `${days} days at ${width} px: ${gaps.join(', ')}`);
    }
    await page.context().close();
    await stage.stop();
  }
});

test('the strip of resets takes as few lines as its texts need', { skip }, async () => {
  const [session, week, month] = windows(nowMs);
  const shown = [
    { ...session!, resetsAtMs: nowMs + 12 * 60_000 },
    { ...week!, resetsAtMs: nowMs + 30 * 3_600_000 },
    { ...month!, resetsAtMs: nowMs + 60 * 3_600_000 },
  ];
  const outcome = fresh(nowMs, { windows: shown });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
  const { page } = await open(stage.url);
  await page.locator('.strip .tick span').first().waitFor();
  for (const [width, lines] of [
    [360, 2],
    [768, 2],
    [1280, 1],
  ] as const) {
    await resize(page, width);
    const texts = await Promise.all(
      (await page.locator('.strip .tick span').all()).map(async (text) => edgesOf(text)),
    );
    const byLine = Map.groupBy(texts, ({ top }) => top);
    assert.equal(byLine.size, lines, `at ${width} px`);
    for (const line of byLine.values())
      assert.ok(Math.min(...gapsOf(line)) >= 6, `at ${width} px: ${gapsOf(line).join(', ')}`);
  }
  await page.context().close();
  await stage.stop();
});

test('no number is broken from its unit', { skip }, async () => {
  const week = requests('weekly', 7168, 7168, 10_080, nowMs + 74.5 * 3_600_000);
  const outcome = fresh(nowMs, { windows: [...windows(nowMs).slice(0, 1), week] });
  const prices = [2_800_000, 1_800_000].map((tokensPerPoint, index) => ({
    from: new Date(nowMs - (9 - index * 7) * 86_400_000).toISOString(),
    to: new Date(nowMs).toISOString(),
    window: 'weekly',
    tokensPerPoint,
    low: tokensPerPoint,
    high: tokensPerPoint,
  }));
  const stage = await startPageStage({
    ...scriptOf(nowMs, stateOf(nowMs, outcome)),
    history: () => [dryWeek],
    breakdown: (query) => ({ ...stageBreakdown(nowMs, query), pointPrice: prices }),
  });
  for (const [locale, units] of [
    ['en-US', String.raw`\d+[dhm] \d+[hms]`],
    ['zh-CN', String.raw`\d+ (天|小时|分钟|秒|次|个百分点)`],
  ] as const) {
    const { page } = await open(stage.url, { locale });
    await page.locator('.basis').waitFor();
    await page.locator('.rhythm svg').waitFor();
    for (let width = 300; width <= 780; width += 12) {
      await resize(page, width);
      assert.deepEqual(await page.evaluate(brokenTexts, units), [], `at ${width} px`);
    }
    await page.context().close();
  }
  await stage.stop();
});

test('a failure keeps its time limit together', { skip }, async () => {
  const outcome = failed({ kind: 'timed-out', detail: { code: 'deadline', subject: '20 s' } });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
  const { page } = await open(stage.url);
  await page.getByText('(20 s)').waitFor();
  for (let width = 280; width <= 400; width += 10) {
    await resize(page, width);
    assert.deepEqual(await page.evaluate(brokenTexts, String.raw`\(20 s\)`), [], `at ${width} px`);
  }
  await page.context().close();
  await stage.stop();
});

/** The font sizes of the drawn texts, in pixels of the screen. */
function labelSizes(): readonly (readonly [string, number])[] {
  return [...document.querySelectorAll<SVGTextElement>('.plate svg text')].map((text) => {
    const scale = text.ownerSVGElement?.getScreenCTM()?.a ?? 1;
    return [text.textContent, Number.parseFloat(getComputedStyle(text).fontSize) * scale];
  });
}

/** From each part's right edge to the next one's left. */
function gapsOf(parts: readonly Edges[]): readonly number[] {
  const sorted = parts.toSorted((a, b) => a.left - b.left);
  return sorted.slice(1).map(({ left }, index) => left - (sorted[index]?.right ?? 0));
}

/** The points of the measured line that are inside the boxes of texts. */
function crossedBy(selector: string): readonly string[] {
  const boxes = [...document.querySelectorAll(selector)].map((text) =>
    text.getBoundingClientRect(),
  );
  return [...document.querySelectorAll<SVGPathElement>('.past .line')].flatMap((line) => {
    const matrix = line.getScreenCTM()!;
    return Array.from({ length: 400 }, (_, step) =>
      line.getPointAtLength((line.getTotalLength() * step) / 400).matrixTransform(matrix),
    )
      .filter(({ x, y }) =>
        boxes.some((box) => x > box.left && x < box.right && y > box.top && y < box.bottom),
      )
      .map(({ x, y }) => `${Math.round(x)}, ${Math.round(y)}`);
  });
}
