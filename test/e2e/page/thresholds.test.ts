import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../support/until.ts';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { connected, fresh, scriptOf, stateOf } from './stage-usage.ts';

const { skip, open } = ownBrowser();

test('percentages to alert at are added and removed with the keyboard', { skip }, async () => {
  const nowMs = Date.now();
  const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs)), connected));
  const saved = (): readonly number[] => stage.script.settings.notifications.thresholds;
  const { page, complaints } = await open(`${stage.url}#/settings`);
  const number = page.getByRole('spinbutton', { name: 'Alert at' });
  for (const bad of ['0', '100', '2.5', '-5']) {
    await number.fill(bad);
    await number.press('Enter');
    await page.getByText('Enter a whole number from 1 to 99.').waitFor();
  }
  assert.equal(await number.getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await accessProblems(page), []);
  assert.deepEqual(saved(), [20, 5]);

  for (const [index, percent] of ['30', '99', '10'].entries()) {
    await number.fill(percent);
    await number.press('Enter');
    await until(() => saved().length === 3 + index, percent);
  }
  await number.fill('20');
  await number.press('Enter');
  assert.equal(await number.inputValue(), '', 'one that is there already changes nothing');
  await number.fill('50');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('There are five already: remove one first.').waitFor();
  assert.deepEqual(saved(), [99, 30, 20, 10, 5]);

  await page.getByRole('button', { name: 'Remove 10%' }).press('Enter');
  assert.equal(await number.evaluate((input) => input === document.activeElement), true);
  await number.press('Enter');
  await until(() => saved().includes(50), '50');
  assert.deepEqual(saved(), [99, 50, 30, 20, 5]);
  const list = page.getByRole('list', { name: 'Alert at' });
  assert.deepEqual((await list.innerText()).match(/\d+%/g), ['99%', '50%', '30%', '20%', '5%']);
  for (const percent of [99, 50, 30, 20])
    await page.getByRole('button', { name: `Remove ${percent}%` }).click();
  await until(() => saved().length === 1, 'one');
  assert.equal(await list.getByRole('button').count(), 0, 'the last one stays');
  assert.deepEqual(complaints, []);
  await page.context().close();
  await stage.stop();
});
