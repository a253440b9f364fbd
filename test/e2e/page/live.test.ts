import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { until } from '../../support/until.ts';
import { fresh, scriptOf, stateOf, windows } from './stage-usage.ts';

const { skip, open } = ownBrowser();

test(
  'what moves at Kimi moves on the page, in the tab and for screen readers',
  { skip },
  async () => {
    const nowMs = Date.now();
    const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
    const { page, complaints } = await open(stage.url);
    const meter = page.getByRole('meter', { name: '5-hour quota' });
    await meter.waitFor();
    assert.equal(await meter.getAttribute('aria-valuenow'), '31');
    assert.match(
      (await meter.getAttribute('aria-valuetext')) ?? '',
      /^31% left, even pace at 42%$/,
    );
    assert.match(await page.title(), /^31% · empty .* · 5-hour · KimiBar$/);
    const icon = await page.locator('link[rel=icon]').getAttribute('href');

    stage.tell(stateOf(nowMs, fresh(nowMs, { windows: windows(nowMs, 184) })));
    await page.waitForFunction(() => /^8% · empty .* · 5-hour · KimiBar$/.test(document.title));
    assert.equal(await meter.getAttribute('aria-valuenow'), '8');
    assert.notEqual(await page.locator('link[rel=icon]').getAttribute('href'), icon);
    assert.match(await page.getByRole('article', { name: '5-hour' }).innerText(), /runs short/);
    await page.getByText(/^Updated: Enough until about /).waitFor({ state: 'attached' });
    assert.deepEqual(complaints, []);
    await page.context().close();
    await stage.stop();
  },
);

test(
  'countdowns tick by the daemon’s clock, and only while they are visible',
  { skip },
  async () => {
    // The daemon's clock is a day ahead: the page counts by it all the same.
    const nowMs = Date.now() + 86_400_000;
    const stage = await startPageStage(
      scriptOf(nowMs, stateOf(nowMs, fresh(nowMs), { nextRefreshAtMs: nowMs + 59_500 })),
    );
    const { page } = await open(stage.url);
    // From here on the page's time passes only as the test says.
    await page.clock.install();
    await page.reload();
    const next = page.locator('.next');
    const seen = async (text: string): Promise<void> =>
      void (await next.filter({ hasText: text }).waitFor());
    await seen('next refresh in 5');
    const first = await next.innerText();
    await page.clock.runFor(2000);
    assert.notEqual(await next.innerText(), first);

    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const frozen = await next.innerText();
    await page.clock.runFor(5000);
    assert.equal(await next.innerText(), frozen);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.clock.runFor(1000);
    assert.notEqual(await next.innerText(), frozen);
    await page.context().close();
    await stage.stop();
  },
);

test('without the daemon the last state stays, dimmed, until it is back', { skip }, async () => {
  const nowMs = Date.now();
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url);
  await page.getByRole('article', { name: 'Weekly' }).waitFor();
  await page.locator('.plot .expected').waitFor();
  await stage.stop();
  await page.getByRole('heading', { name: 'KimiBar is not running' }).waitFor();
  assert.match(await page.getByRole('article', { name: 'Weekly' }).innerText(), /74\s*% left/);
  assert.match(await page.title(), /^⚠ /);
  assert.equal(await page.locator('.pointer').count(), 0, 'old counts have no pace');
  assert.equal(await page.locator('.plot .expected').getAttribute('d'), '', 'nor a forecast');
  assert.equal(await page.locator('.account.stale').count(), 1);
  await page.getByRole('button', { name: 'Try now' }).waitFor();
  assert.deepEqual(await accessProblems(page), []);

  const back = await startPageStage(
    scriptOf(nowMs, stateOf(nowMs, fresh(nowMs, { plan: 'Vivace' }))),
    Number(new URL(stage.url).port),
  );
  // On a busy machine the page has tried by itself already, and the button is gone.
  await page
    .getByRole('button', { name: 'Try now' })
    .evaluateAll((buttons) =>
      buttons.forEach((button) => button instanceof HTMLElement && button.click()),
    );
  await page.locator('.next').filter({ hasText: 'Vivace' }).waitFor();
  assert.equal(await page.locator('.account.stale').count(), 0);
  await page.context().close();
  await back.stop();
});

test('after a sleep the page connects again at once', { skip }, async () => {
  const nowMs = Date.now();
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page } = await open(stage.url);
  await page.clock.install({ time: nowMs });
  await page.reload();
  await page.getByRole('article', { name: '5-hour' }).waitFor();
  const connections = (): number => stage.asked.get('GET /api/v1/events') ?? 0;
  const before = connections();
  // Timers stand still but for the few seconds that follow.
  await page.clock.pauseAt(nowMs + 5000);
  await page.clock.setSystemTime(nowMs + 3 * 3_600_000);
  for (let second = 0; second < 5; second += 1) await page.clock.runFor(1000);
  await until(() => connections() > before, 'another connection');
  await page.context().close();
  await stage.stop();
});

test('a button refreshes, and the chart is read by keyboard', { skip }, async () => {
  const nowMs = Date.now();
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
  const { page, complaints } = await open(stage.url);
  await page.getByRole('button', { name: 'Refresh' }).click();
  const chart = page.getByRole('slider');
  await chart.focus();
  const last = await chart.getAttribute('aria-valuetext');
  await page.keyboard.press('Home');
  await page.waitForFunction(
    (earlier) =>
      document.querySelector('[role=slider]')?.getAttribute('aria-valuetext') !== earlier,
    last,
  );
  assert.match(await page.locator('.readout').innerText(), /% left/);
  await page.getByText('Show as table').click();
  await page.getByRole('row').nth(10).waitFor();
  assert.equal(stage.asked.get('POST /api/v1/refresh'), 1);
  await page.getByRole('radio', { name: 'Weekly' }).check();
  await page.getByRole('heading', { name: 'Weekly window' }).waitFor();
  await page.getByRole('radio', { name: '1y' }).check();
  assert.deepEqual(await accessProblems(page), []);
  assert.deepEqual(complaints, []);
  await page.context().close();
  await stage.stop();
});
