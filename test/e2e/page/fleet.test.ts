import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineTrouble } from '../../../src/domain/fleet.ts';
import { engineTroubleText } from '../../../src/present/fleet/engine-trouble-text.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { fleetOf, stageFleet } from './stage-fleet.ts';
import { connected, fresh, scriptOf, stateOf } from './stage-usage.ts';

const { skip, open } = ownBrowser();
const nowMs = Date.now();

function fleetStage() {
  const settings = { ...connected, hasFleet: true };
  return startPageStage({
    ...scriptOf(nowMs, stateOf(nowMs, fresh(nowMs)), settings),
    fleet: (wanted) => ({ kind: 'fleet', fleet: stageFleet(nowMs, wanted) }),
  });
}

for (const [width, locale, colorScheme] of [
  [360, 'zh-CN', 'dark'],
  [768, 'en-US', 'light'],
  [1280, 'en-US', 'dark'],
] as const)
  test(`all machines at ${width} px, ${locale}, ${colorScheme}`, { skip }, async () => {
    const stage = await fleetStage();
    const { page, complaints } = await open(`${stage.url}#/fleet`, {
      viewport: { width, height: 800 },
      locale,
      colorScheme,
      reducedMotion: 'reduce',
    });
    await page.locator('.fleet-lists').waitFor();
    assert.deepEqual(await accessProblems(page), []);
    const tooWide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.plate')]
        .filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => one.className),
    );
    assert.deepEqual(tooWide, []);
    assert.deepEqual(complaints, []);
    await page.context().close();
    await stage.stop();
  });

test(
  'pages and teams are links that can be shared and work with the keyboard',
  { skip },
  async () => {
    const stage = await fleetStage();
    const { page } = await open(stage.url);
    await page.getByRole('link', { name: 'All machines' }).click();
    await page.getByRole('heading', { name: '403 of 412 accounts can go on.' }).waitFor();
    assert.equal(await page.title(), 'All machines · KimiBar');
    assert.equal(await page.locator('tbody tr').filter({ hasText: 'signed out' }).count(), 2);
    await page.getByRole('link', { name: 'Next' }).focus();
    await page.keyboard.press('Enter');
    const second = page.getByRole('heading', { name: 'Accounts 21–40 of 412' });
    await second.waitFor();
    assert.ok(await second.evaluate((heading) => heading === document.activeElement));
    assert.match(page.url(), /#\/fleet\?page=2$/);
    assert.equal(await page.locator('.accounts tbody tr').count(), 20, 'one page at a time');

    await page.goto(`${stage.url}#/fleet?page=21`);
    await page.getByRole('heading', { name: 'Accounts 401–412 of 412' }).waitFor();
    assert.equal(
      await page.getByRole('link', { name: 'Next' }).getAttribute('aria-disabled'),
      'true',
    );
    await page.goto(`${stage.url}#/fleet?page=30`);
    await page.getByRole('heading', { name: 'There is no account on this page.' }).waitFor();
    await page.getByRole('link', { name: 'Previous' }).click();
    await page.getByRole('heading', { name: 'Accounts 401–412 of 412' }).waitFor();

    await page.getByRole('link', { name: 'data', exact: true }).click();
    await page.getByRole('heading', { name: 'data: 54 of 58 accounts can go on.' }).waitFor();
    assert.match(page.url(), /#\/fleet\?team=data$/);
    await page.getByLabel('Team').fill('infra');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'infra: All 41 accounts can go on.' }).waitFor();
    await page.getByLabel('Team').fill('');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '403 of 412 accounts can go on.' }).waitFor();
    await page.context().close();
    await stage.stop();
  },
);

for (const locale of ['en-US', 'zh-CN'] as const)
  test(
    `an engine that fails says so, and what was read stays, marked: ${locale}`,
    { skip },
    async () => {
      const stage = await fleetStage();
      const { page } = await open(`${stage.url}#/fleet`, { locale });
      await page.clock.install({ time: nowMs });
      await page.reload();
      await page.locator('.fleet-lists').waitFor();
      const messages = messagesIn(locale === 'zh-CN' ? 'zh-CN' : 'en');
      for (const reason of ['HTTP 401', 'not-prometheus', 'connection-refused', 'deadline']) {
        const engine: EngineTrouble = { address: 'http://engine.example/', reason };
        stage.script.fleet = () => ({ kind: 'failed', engine });
        await page.clock.fastForward(60_000);
        const alert = page.getByRole('alert');
        await alert.getByText(engineTroubleText(engine, messages)).waitFor();
        assert.equal(await page.locator('.fleet.stale .accounts tbody tr').count(), 20);
      }
      assert.deepEqual(await accessProblems(page), []);
      stage.script.fleet = (wanted) => ({ kind: 'fleet', fleet: stageFleet(nowMs, wanted) });
      await page.clock.fastForward(60_000);
      await page.getByRole('alert').waitFor({ state: 'detached' });
      await page.context().close();
      await stage.stop();
    },
  );

test('without an engine there is no link, and the view says how to set one', { skip }, async () => {
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs)), connected));
  const { page } = await open(stage.url);
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'All machines' }).count(), 0);
  await page.goto(`${stage.url}#/fleet`);
  await page.getByText('kimibar config set fleet.url URL').waitFor();
  assert.deepEqual(await accessProblems(page), []);
  await page.context().close();
  await stage.stop();
});

test('an engine without accounts, and names from outside, do no harm', { skip }, async () => {
  const stage = await fleetStage();
  const nothing = { atMs: nowMs, rows: [], teams: [], mostRoom: [], nextBack: [], silent: [] };
  stage.script.fleet = () => ({ kind: 'fleet', fleet: nothing });
  const { page, complaints } = await open(`${stage.url}#/fleet`, {
    viewport: { width: 360, height: 800 },
  });
  await page.getByText('The engine has no account of KimiBar.').waitFor();
  assert.deepEqual(await accessProblems(page), []);
  const silent = [{ team: 'core', host: 'laptop' }];
  stage.script.fleet = () => ({ kind: 'fleet', fleet: { ...nothing, silent } });
  await page.reload();
  await page.getByText('core/laptop').waitFor();
  const host = `<img src=x onerror=alert(1)>${'long'.repeat(40)}`;
  const windows = [{ window: 'constructor', usedPercent: 4 }, { window: 'session' }];
  const row = { team: 't'.repeat(200), host, account: '__proto__', windows };
  stage.script.fleet = () => ({ kind: 'fleet', fleet: fleetOf(nowMs, row) });
  await page.reload();
  await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(overflow, 0);
  assert.deepEqual(complaints, []);
  await page.context().close();
  await stage.stop();
});
