import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { failed, fresh, noSecrets, scriptOf, stateOf } from './stage-usage.ts';

const { skip, open } = ownBrowser();

const nowMs = Date.now();
const nothing = failed({ kind: 'credential-missing', detail: { code: 'no-credential' } });

test('the first run leads from nothing to a card', { skip }, async () => {
  const stage = await startPageStage({
    ...scriptOf(nowMs, stateOf(nowMs, nothing), noSecrets),
    onPatch: (patch, { tell }) => patch.apiKey && tell(stateOf(nowMs, fresh(nowMs))),
  });
  const { page, complaints } = await open(stage.url);
  await page.getByRole('heading', { name: 'Connect your Kimi account' }).waitFor();
  const console = page.getByRole('link', { name: 'Open the Kimi Code Console' });
  assert.equal(await console.getAttribute('target'), '_blank');
  assert.match((await console.getAttribute('rel')) ?? '', /noopener/);
  assert.deepEqual(await accessProblems(page), []);

  const field = page.getByLabel('API key');
  await field.fill('sk-kimi-wrong-0000');
  await page.keyboard.press('Enter');
  await page
    .getByText('is invalid or expired. Create a new one in the Kimi Code Console.', {
      exact: false,
    })
    .waitFor();
  assert.equal(await page.getByText('in Settings').count(), 0, 'the field is here');
  assert.equal(stage.script.settings.apiKey.set, false);
  assert.deepEqual(await accessProblems(page), []);

  await field.fill('sk-kimi-good-a1b2');
  await page.getByRole('button', { name: 'Test and save' }).press('Enter');
  const card = page.getByRole('article', { name: '5-hour' });
  await card.waitFor();
  await page.locator('h1:focus').waitFor();
  assert.match(await card.innerText(), /31\s*% left/);
  assert.deepEqual(stage.script.settings.apiKey, { set: true, hint: '…a1b2' });
  assert.ok(!(await page.content()).includes('sk-kimi-good'), 'the key is nowhere on the page');
  assert.deepEqual(complaints, []);
  await page.context().close();
  await stage.stop();
});

test('an outage is no verdict on a key: it can be kept all the same', { skip }, async () => {
  const stage = await startPageStage({
    ...scriptOf(nowMs, stateOf(nowMs, nothing), noSecrets),
    tryCredential: () => failed({ kind: 'offline', detail: { code: 'network' } }),
  });
  const { page } = await open(stage.url);
  await page.getByLabel('API key').fill('sk-kimi-good-a1b2');
  await page.getByRole('button', { name: 'Test and save' }).click();
  await page.getByText('Not saved: The connection to Kimi was dropped.').waitFor();
  await page.getByRole('button', { name: 'Save anyway' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  assert.equal(stage.script.settings.apiKey.hint, '…a1b2');
  await page.context().close();
  await stage.stop();
});
