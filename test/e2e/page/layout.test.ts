import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import { brokenTexts, linesOf, resize, widths } from './measure.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { failed, fresh, requests, scriptOf, snapshot, stateOf, windows } from './stage-usage.ts';

const { skip, open } = ownBrowser();
const nowMs = Date.now();

const fourth: QuotaWindow = {
  id: 'rate-1440',
  lengthMinutes: 1440,
  usedPercent: 41,
  unit: 'percent',
  resetsAtMs: nowMs + 11 * 3_600_000,
  reliable: true,
};

test('no window’s card is alone in its row', { skip }, async () => {
  for (const shown of [windows(nowMs), [...windows(nowMs), fourth]]) {
    const outcome = fresh(nowMs, { windows: shown });
    const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
    const { page } = await open(stage.url);
    await page.getByRole('article', { name: '5-hour' }).waitFor();
    for (const width of widths) {
      await resize(page, width);
      const rows = Map.groupBy(await cardsOf(page), ({ top }) => top);
      const counts = [...rows.values()].map(({ length }) => length);
      assert.equal(new Set(counts).size, 1, `${shown.length} cards at ${width} px: ${counts}`);
      const meters = new Set((await cardsOf(page)).map((card) => card.meter));
      assert.equal(meters.size, 1, `meters of ${[...meters]} px at ${width} px`);
    }
    await page.context().close();
    await stage.stop();
  }
});

test('a single window is no choice', { skip }, async () => {
  const outcome = fresh(nowMs, { windows: windows(nowMs).slice(2) });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
  const { page } = await open(stage.url);
  await page.getByRole('heading', { name: 'Monthly', exact: true }).waitFor();
  await page.locator('.plot svg').waitFor();
  await page.getByRole('heading', { name: 'Monthly window' }).waitFor();
  for (const choice of await page.locator('.segments').all())
    assert.ok((await choice.getByRole('radio').count()) > 1, await choice.innerText());
  await page.context().close();
  await stage.stop();
});

test('the plan’s name stays a word of its own when it is copied', { skip }, async () => {
  const outcome = fresh(nowMs);
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
  const { page } = await open(stage.url);
  for (const accounts of [[{ outcome }], [{ outcome }, { account: 'work', outcome }]]) {
    stage.tell({ ...stateOf(nowMs, outcome), accounts });
    await page.waitForFunction(
      (count) => document.querySelectorAll('.account').length === count,
      accounts.length,
    );
    const copied = await page.evaluate(() => {
      getSelection()?.selectAllChildren(document.body);
      return String(getSelection());
    });
    assert.match(copied, /(^|[\n·] ?)Allegretto( ·|\n)/);
    assert.doesNotMatch(copied, /[^\s]Allegretto|Allegretto[^\s]/);
  }
  await page.context().close();
  await stage.stop();
});

test('facts and countdowns of the header wrap as a whole', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url);
  const next = page.locator('.next');
  await next.waitFor();
  for (let width = 320; width <= 760; width += 40) {
    await resize(page, width);
    const lines = await next.evaluate((line) =>
      [...line.querySelectorAll('span')].map((part) => [
        part.textContent,
        part.getClientRects().length,
      ]),
    );
    assert.ok(lines.length > 2);
    for (const [text, count] of lines) assert.equal(count, 1, `${text} at ${width} px`);
  }
  assert.match(await next.innerText(), /^Allegretto · API key · \S.* · next refresh in \S/);
  await page.context().close();
  await stage.stop();
});

test('nothing in a plate sticks out of its padding', { skip }, async () => {
  const stage = await startPageStage(
    scriptOf(nowMs, stateOf(nowMs, fresh(nowMs, snapshot(nowMs)))),
  );
  const { page } = await open(stage.url);
  await page.locator('.hours').waitFor();
  await page.locator('.plot svg').waitFor();
  for (const width of widths) {
    await resize(page, width);
    assert.deepEqual(await page.evaluate(stickingOut), [], `at ${width} px`);
  }
  await page.context().close();
  await stage.stop();
});

test('on a phone the longest headline takes two lines', { skip }, async () => {
  const month = { ...windows(nowMs)[2]!, usedPercent: 93, resetsAtMs: nowMs + 2 * 86_400_000 };
  const shown = [
    requests('session', 184, 200, 300, nowMs + 12 * 60_000),
    requests('weekly', 1925, 2048, 10_080, nowMs + 560 * 60_000),
    month,
  ];
  const outcome = fresh(nowMs, { windows: shown });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
  const { page } = await open(stage.url, { viewport: { width: 360, height: 800 } });
  const headline = page.getByRole('heading', {
    level: 1,
    name: /^It will probably last: 5-hour, /,
  });
  await headline.waitFor();
  assert.equal(Math.round(await headline.evaluate(linesOf)), 2);
  await page.context().close();
  await stage.stop();
});

test('a table of accounts shows every outlook without scrolling', { skip }, async () => {
  const others = ['anna', 'ci-runner-eu-west-1', 'night-jobs'].map((account, index) => ({
    account,
    outcome: fresh(nowMs, { windows: windows(nowMs, [62, 172, 200][index]) }),
  }));
  const outcome = fresh(nowMs);
  const state = { ...stateOf(nowMs, outcome), accounts: [{ outcome }, ...others] };
  const stage = await startPageStage(scriptOf(nowMs, state));
  for (const locale of ['en-US', 'zh-CN']) {
    const { page } = await open(stage.url, { locale });
    const table = page.locator('.accounts');
    await table.waitFor();
    for (const width of [360, 641, 660, 700, 768, 900, 1024, 1280]) {
      await resize(page, width);
      const hidden = await table.evaluate((part) => part.scrollWidth - part.clientWidth);
      assert.equal(hidden, 0, `${hidden} px hidden in ${locale} at ${width} px`);
      for (const outlook of width < 1280 ? [] : await table.locator('.outlook').all())
        assert.ok((await outlook.evaluate(linesOf)) < 1.5, `wrapped in ${locale} at ${width} px`);
      const broken = await page.evaluate(brokenTexts, String.raw`\d+ (小时|分钟后)|\d+[hm] \d+m`);
      assert.deepEqual(broken, [], `at ${width} px`);
    }
    await page.context().close();
  }
  await stage.stop();
});

test('hours that cannot be read leave no gap without a word', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url);
  await page.locator('.hours').waitFor();
  await page.route(/breakdown\?.*by=hour/, (route) => route.fulfill({ status: 500, body: '' }));
  await page.reload();
  await page.getByText("The logs can't be read right now.").waitFor();
  await page.locator('.wheres').waitFor();
  await page.context().close();
  await stage.stop();
});

test('on a phone a command is not broken', { skip }, async () => {
  const outcome = failed({ kind: 'unreadable-answer', detail: { code: 'no-windows' } });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
  const { page } = await open(stage.url, { viewport: { width: 360, height: 800 } });
  const command = page.getByRole('alert').locator('.whole', { hasText: /^kimibar doctor$/ });
  await command.waitFor();
  for (let width = 280; width <= 400; width += 10) {
    await resize(page, width);
    assert.ok((await command.evaluate(linesOf)) < 1.9, `at ${width} px`);
  }
  await page.context().close();
  await stage.stop();
});

test('on a phone the address of a failure wraps', { skip }, async () => {
  const subject = 'http://127.0.0.1:43211/a-rather-long-path/coding/v1/usages';
  const outcome = failed({ kind: 'endpoint-missing', detail: { code: 'http-status', subject } });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
  const { page } = await open(stage.url, { viewport: { width: 360, height: 800 } });
  await page.getByRole('alert').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await page.context().close();
  await stage.stop();
});

type Card = { readonly top: number; readonly meter: number };

function cardsOf(page: Page): Promise<readonly Card[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.face')].map((face) => ({
      top: Math.round(face.getBoundingClientRect().top),
      meter: Math.round(face.querySelector('.meter svg')?.getBoundingClientRect().width ?? 0),
    })),
  );
}

/** Texts that end right of the content of the plate they are in. */
function stickingOut(): readonly string[] {
  return [...document.querySelectorAll('.plate > *, .plate .face')].flatMap((part) => {
    const { paddingRight } = getComputedStyle(part);
    const edge = part.getBoundingClientRect().right - Number.parseFloat(paddingRight) + 1;
    return [...part.querySelectorAll('*')]
      .filter((element) => element.childElementCount === 0 && element.textContent !== '')
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => element.getBoundingClientRect().right > edge)
      .map((element) => `${element.tagName} ${element.textContent}`);
  });
}
