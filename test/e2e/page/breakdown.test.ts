import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { fresh, scriptOf, stateOf } from './stage-usage.ts';
import { stageBreakdown } from './stage-breakdown.ts';

const { skip, open } = ownBrowser();
const nowMs = Date.now();

/** How many hours have a part that was used elsewhere. */
function hoursElsewhere(card: Locator): Promise<number> {
  return card
    .locator('.hours .other')
    .evaluateAll((parts) => parts.filter((part) => Number(part.getAttribute('height')) > 0).length);
}

test(
  'a project opens its sessions, a session its agents, and there is a way back',
  { skip },
  async () => {
    const stage = await startPageStage(scriptOf(nowMs, stateOf(nowMs, fresh(nowMs))));
    const { page, complaints } = await open(stage.url);
    const card = page.getByRole('region', { name: 'Where it went' });
    const elsewhere = card.getByRole('listitem').filter({ hasText: 'Elsewhere' });
    await card.locator('.hours').waitFor();
    await elsewhere.getByText('5.3 points', { exact: true }).waitFor();
    await elsewhere.getByText(/^3\.9–7\.6 · Another computer, /).waitFor();
    await card.getByRole('button', { name: 'billing-service' }).press('Enter');
    await card.locator('[aria-current]:focus', { hasText: 'billing-service' }).waitFor();
    await card.getByRole('button', { name: 'Move invoices to the new tax rules' }).press('Enter');
    await card.locator('[aria-current]:focus', { hasText: 'Move invoices' }).waitFor();
    await card.getByText('explore').waitFor();
    assert.equal(await elsewhere.count(), 0);
    assert.equal(await hoursElsewhere(card), 0);
    assert.deepEqual(await accessProblems(page), []);
    await card.getByRole('button', { name: 'billing-service' }).click();
    await card.getByRole('button', { name: 'c3d4e5f6' }).waitFor();
    await card.getByRole('button', { name: 'All' }).press('Enter');
    await card.locator('h2:focus').waitFor();
    await card.getByRole('button', { name: 'atlas' }).waitFor();
    await card.getByRole('radio', { name: 'Models' }).check();
    await card.getByText('kimi-k2-turbo').waitFor();
    await elsewhere.waitFor();
    assert.ok((await hoursElsewhere(card)) > 0);
    assert.deepEqual(complaints, []);
    await page.context().close();
    await stage.stop();
  },
);

test('without logs and without points it says so', { skip }, async () => {
  const record = stageBreakdown(nowMs, new URLSearchParams());
  const empty = { ...record, quota: null, rows: [] };
  const noPoints = {
    ...record,
    quota: null,
    rows: record.rows.map((row) => Object.assign({}, row, { quota: null })),
  };
  for (const [breakdown, says] of [
    [empty, 'No log of Kimi Code or another agent on this computer mentions this time.'],
    [noPoints, 'Tokens from the logs on this computer.'],
  ] as const) {
    const script = scriptOf(nowMs, stateOf(nowMs, fresh(nowMs)));
    const stage = await startPageStage({ ...script, breakdown: () => breakdown });
    const { page } = await open(stage.url);
    await page.getByText(says).waitFor();
    await page.context().close();
    await stage.stop();
  }
});
