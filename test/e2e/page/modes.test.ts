import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import { overflowOf } from './open-browser.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { failed, fresh, scriptOf, snapshot, stateOf } from './stage-usage.ts';

const { skip, open } = ownBrowser();
const nowMs = Date.now();

test('with forced colours every choice shows', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url, { forcedColors: 'active' });
  const chosen = page.locator('.segments input:checked + span').first();
  await chosen.waitFor();
  const other = page.locator('.segments input:not(:checked) + span').first();
  assert.deepEqual(
    [await chosen.evaluate(outlineOf), await other.evaluate(outlineOf)],
    ['solid', 'none'],
  );
  await page.evaluate(() => void (location.hash = '#/settings'));
  const on = page.locator('.switch:checked').first();
  await on.waitFor();
  const off = page.locator('.switch:not(:checked)').first();
  assert.notEqual(await on.evaluate(backgroundOf), await off.evaluate(backgroundOf));
  await page.context().close();
  await stage.stop();
});

test('with forced colours the drawings use the colours of the system', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url, { forcedColors: 'active', colorScheme: 'dark' });
  await page.locator('.dry-label').waitFor();
  const text = await page.evaluate(colourOf, 'CanvasText');
  for (const part of ['.dry-label text', '.even text', '.now text', '.ticks text', '.rhythm text'])
    assert.equal(await page.locator(part).first().evaluate(fillOf), text, part);
  const level = await page.evaluate(colourOf, 'Highlight');
  for (const part of ['.level', '.hours .fill', '.wheres .fill'])
    assert.equal(await page.locator(part).first().evaluate(fillOf), level, part);
  await page.context().close();
  await stage.stop();
});

test('on paper there are no buttons, and the chart fits', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url);
  await page.locator('.plot svg').waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 720, height: 900 });
  assert.equal(await page.getByRole('button', { name: 'Refresh' }).isVisible(), false);
  assert.equal(await page.getByRole('group', { name: 'Time range' }).isVisible(), false);
  assert.equal(await overflowOf(page), 0);
  await page.context().close();
  await stage.stop();
});

test('on paper a dark page is dark on white', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url, { colorScheme: 'dark' });
  const answer = page.locator('.verdict h1');
  await answer.waitFor();
  const onScreen = await answer.evaluate(inkOf);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const onPaper = await answer.evaluate(inkOf);
  assert.deepEqual([onScreen > 200, onPaper < 50], [true, true], `${onScreen}, ${onPaper}`);
  await page.context().close();
  await stage.stop();
});

test('on a phone a Chinese headline breaks between phrases', { skip }, async () => {
  const lasting = fresh(nowMs, { windows: snapshot(nowMs).windows.map(unused) });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, lasting)));
  const { page } = await open(stage.url, {
    locale: 'zh-CN',
    viewport: { width: 360, height: 800 },
  });
  const headline = page.locator('.verdict h1');
  await headline.filter({ hasText: /^够用：.*都能用到重置。$/ }).waitFor();
  assert.equal(await headline.evaluate(linesOf, '本周和本月额度都能用到重置。'), 1);
  await page.context().close();
  await stage.stop();
});

test('a long address in a notice breaks', { skip }, async () => {
  const subject = `http://127.0.0.1:12345/${'a-long-path'.repeat(4)}/usages (404)`;
  const wrong = failed({ kind: 'endpoint-missing', detail: { code: 'http-status', subject } });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, wrong)));
  const { page } = await open(stage.url, { viewport: { width: 360, height: 800 } });
  await page.getByText('a-long-path').first().waitFor();
  assert.equal(await overflowOf(page), 0);
  await page.context().close();
  await stage.stop();
});

test('in Chinese a line does not begin with a unit, nor a weekday break', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url, { locale: 'zh-CN' });
  await page.locator('.plot svg').waitFor();
  const text = await page.locator('.consequence').first().textContent();
  assert.match(text ?? '', /\d\u00a0分钟/);
  const heights = await page.locator('.midnight').evaluateAll(textHeights);
  assert.equal(new Set(heights.filter((height) => height > 0)).size, 1, `${heights}`);
  await page.context().close();
  await stage.stop();
});

function fillOf(element: Element): string {
  return getComputedStyle(element).fill;
}

/** The red part of the text's colour. */
function inkOf(element: Element): number {
  return Number(/\d+/.exec(getComputedStyle(element).color)?.[0]);
}

/** What a system colour is here. */
function colourOf(name: string): string {
  document.body.style.fill = name;
  return getComputedStyle(document.body).fill;
}

function textHeights(elements: readonly Element[]): readonly number[] {
  return elements.map((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().height;
  });
}

function unused(window: QuotaWindow): QuotaWindow {
  return { ...window, usedPercent: 0, used: 0, remaining: window.limit };
}

/** On how many lines this part of an element's text is. */
function linesOf(element: Element, part: string): number {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const from = node.textContent?.indexOf(part) ?? -1;
    if (from < 0) continue;
    range.setStart(node, from);
    range.setEnd(node, from + part.length);
  }
  return new Set([...range.getClientRects()].map(({ top }) => top)).size;
}

function outlineOf(element: Element): string {
  return getComputedStyle(element).outlineStyle;
}

function backgroundOf(element: Element): string {
  return getComputedStyle(element).backgroundColor;
}
