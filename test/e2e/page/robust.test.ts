import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FailureFacts } from '../../../src/domain/failure.ts';
import { overflowOf } from './open-browser.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { connected, failed, fresh, requests, scriptOf, snapshot, stateOf } from './stage-usage.ts';

const { skip, open } = ownBrowser();
const nowMs = Date.now();

test('a page that sees another version of the server loads itself again', { skip }, async () => {
  const state = stateOf(nowMs, fresh(nowMs), { version: '1.0.0' });
  const stage = await startPageStage(scriptOf(nowMs, state));
  const { page } = await open(stage.url);
  await page.getByRole('article', { name: '5-hour' }).waitFor();
  stage.tell({ ...state, version: '1.0.0' });
  assert.equal(stage.asked.get('GET /'), 1);
  const loaded = page.waitForEvent('load');
  // What else is in another version's state does not matter.
  stage.tell({ ...state, version: '2.0.0', accounts: [{ outcome: null as never }] });
  await loaded;
  assert.equal(stage.asked.get('GET /'), 2);
  await page.context().close();
  await stage.stop();
});

test('an exception is shown, and the next state is tried again', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url);
  await page.getByRole('article', { name: '5-hour' }).waitFor();
  const unknown = { kind: 'offline', detail: { code: 'of-a-later-version' } };
  stage.tell(stateOf(nowMs, failed(unknown as unknown as FailureFacts, snapshot(nowMs))));
  await page.getByRole('heading', { name: 'This page has a bug' }).waitFor();
  await page.getByRole('button', { name: 'Reload' }).waitFor();
  stage.tell(stateOf(nowMs, fresh(nowMs)));
  await page.getByRole('article', { name: '5-hour' }).waitFor();
  await page.context().close();
  await stage.stop();
});

test('a browser in the C locale shows the page', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page, complaints } = await open(stage.url);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'language', { get: () => 'C' });
    Object.defineProperty(navigator, 'languages', { get: () => ['C'] });
  });
  await page.reload();
  await page.locator('.plot svg').waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
  await stage.stop();
});

test('settings begin at their top, with the focus on their heading', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url, { viewport: { width: 360, height: 500 } });
  await page.locator('.plot svg').waitFor();
  await page.evaluate(() => scrollTo(0, 900));
  await page.evaluate(() => void (location.hash = '#/settings'));
  await page.locator('h1:focus').filter({ hasText: 'Settings' }).waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
  assert.equal(await page.title(), 'Settings · KimiBar');
  await page.context().close();
  await stage.stop();
});

test('a button that removes itself passes the focus on', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs)), connected));
  const { page } = await open(`${stage.url}#/settings`);
  await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
  await page.locator('.question button:focus').waitFor();
  await page.getByRole('button', { name: 'Keep' }).press('Enter');
  await page.locator('input:focus').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'API key' }).evaluate(isFocused), true);
  await page.context().close();
  await stage.stop();
});

test('the pointed moment stays when new usage arrives', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url);
  const chart = page.getByRole('slider');
  await chart.focus();
  for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('ArrowLeft');
  const pointed = await chart.getAttribute('aria-valuetext');
  const read = page.waitForResponse(/history\?.*window=/);
  stage.tell(stateOf(nowMs, fresh(nowMs, { fetchedAtMs: nowMs - 5000 })));
  await (await read).finished();
  await page.getByRole('button', { name: 'Refresh' }).waitFor();
  assert.equal(await chart.getAttribute('aria-valuetext'), pointed);
  assert.equal(await page.locator('.readout').innerText(), pointed, 'eye and ear agree');
  assert.equal(await page.locator('.cursor').count(), 1);
  await page.context().close();
  await stage.stop();
});

test('long names and many windows do not scroll sideways', { skip }, async () => {
  const long = 'a-very-long-account-name-without-any-place-to-break-it-'.repeat(2);
  const windows = [
    ...snapshot(nowMs).windows,
    {
      id: 'rate-unknown',
      label: `${long}window`,
      usedPercent: 41,
      unit: 'percent',
      reliable: true,
    },
  ] as const;
  const outcome = fresh(nowMs, { windows });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
  for (const accounts of [
    [{ account: long, outcome }],
    [{ outcome }, { account: long, outcome }],
    [{ outcome }, { account: long, outcome }, { account: 'third', outcome }],
  ]) {
    stage.tell({ ...stateOf(nowMs, outcome), accounts });
    for (const width of [360, 768, 1280]) {
      const { page } = await open(stage.url, { viewport: { width, height: 800 } });
      await page.locator('.plot svg').waitFor();
      assert.equal(await overflowOf(page), 0, `${accounts.length} accounts at ${width} px`);
      await page.context().close();
    }
  }
  await stage.stop();
});

test('when Kimi asks to wait there is one countdown, the header’s', { skip }, async () => {
  const slow: FailureFacts = { kind: 'rate-limited', retryAfterMs: 120_000 };
  const state = stateOf(nowMs, failed(slow, snapshot(nowMs)), { cadence: 'asked-to-wait' });
  const stage = await startPageStage(scriptOf(nowMs, state));
  const { page } = await open(stage.url);
  await page.locator('.next').filter({ hasText: 'next refresh in 4m' }).waitFor();
  const notice = await page.getByRole('alert').innerText();
  assert.match(notice, /rate-limiting/);
  assert.doesNotMatch(notice, /\d+\s*m\b/);
  await page.context().close();
  await stage.stop();
});

test('with meters of what is used, the caption says so, too', { skip }, async () => {
  const settings = { ...connected, meters: 'used' } as const;
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs)), settings));
  const { page } = await open(stage.url);
  await page.getByText(/^In this window: from \d+% to \d+% used, never used up\.$/).waitFor();
  assert.match(await page.locator('.readout').innerText(), /69% used/);
  await page.context().close();
  await stage.stop();
});

test('the small window shows verdict, meters and burn-down', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page, complaints } = await open(`${stage.url}#/glance`, {
    viewport: { width: 380, height: 800 },
  });
  await page.getByRole('heading', { name: /^Enough until about/ }).waitFor();
  await page.locator('.plot svg').waitFor();
  assert.equal(await page.getByRole('meter').count(), 3);
  assert.equal(await page.getByRole('button').count(), 0);
  assert.equal(await overflowOf(page), 0);
  assert.deepEqual(complaints, []);
  await page.context().close();
  await stage.stop();
});

function isFocused(element: Element): boolean {
  return element === document.activeElement;
}

/** How many pixels the page is wider than its window. */

test('a window name in the headline stays on one line', { skip }, async () => {
  const lasting = [
    requests('session', 8, 200, 300, nowMs + 125 * 60_000),
    requests('weekly', 900, 7168, 10_080, nowMs + 3 * 86_400_000),
  ];
  const outcome = fresh(nowMs, { windows: lasting });
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, outcome)));
  const { page } = await open(stage.url);
  const name = page.locator('h1 span', { hasText: /^5-hour$/ });
  await name.waitFor();
  for (let width = 300; width <= 780; width += 20) {
    await page.setViewportSize({ width, height: 800 });
    const lines = await name.evaluate((span) => span.getClientRects().length);
    assert.equal(lines, 1, `at ${width} px`);
  }
  await page.context().close();
  await stage.stop();
});

test('after a failed start, the history on disk is shown', { skip }, async () => {
  const state = stateOf(nowMs, failed({ kind: 'offline' }));
  const stage = await startPageStage(scriptOf(nowMs, state));
  const { page, complaints } = await open(stage.url);
  await page.locator('.plot svg').waitFor();
  await page.getByRole('radio', { name: 'Weekly' }).waitFor();
  assert.equal(await page.getByRole('radio', { name: 'This window' }).count(), 0);
  assert.deepEqual(complaints, []);
  await page.context().close();
  await stage.stop();
});
