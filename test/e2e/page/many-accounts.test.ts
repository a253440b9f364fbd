import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountState } from '../../../src/domain/usage-state.ts';
import { ownBrowser } from './own-browser.ts';
import { startPageStage } from './page-stage.ts';
import { failed, fresh, requests, scriptOf, stateOf } from './stage-usage.ts';

const { skip, open } = ownBrowser();
const minuteMs = 60_000;
const nowMs = Date.now();

/** So many accounts with a little used; one of them, in the middle, is out. */
function accounts(count: number): readonly AccountState[] {
  return Array.from({ length: count }, (_, at) => {
    const used = at === Math.floor(count / 2) ? 200 : (at % 50) + 1;
    const windows = [requests('session', used, 200, 300, nowMs + 32 * minuteMs)];
    return { account: `person-${at}`, outcome: fresh(nowMs, { windows }) };
  });
}

async function openWith(count: number) {
  const state = { ...stateOf(nowMs, undefined), accounts: accounts(count) };
  const stage = await startPageStage(scriptOf(nowMs, state));
  const { page, complaints } = await open(stage.url);
  await page.getByRole('heading', { level: 1, name: /can go on/ }).waitFor();
  return { stage, page, complaints };
}

test('of many accounts those in trouble are shown, and all when asked for', { skip }, async () => {
  const { stage, page, complaints } = await openWith(60);
  const rows = page.locator('.accounts tbody tr');
  assert.equal(await rows.count(), 20);
  assert.match(await rows.first().innerText(), /^person-30\b/);
  await page.getByRole('button', { name: 'Show all 60 accounts' }).click();
  await rows.nth(59).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Show all/ }).count(), 0);
  await page.getByRole('button', { name: 'person-7', exact: true }).click();
  await page.getByRole('heading', { name: 'person-7', exact: true }).waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
  await stage.stop();
});

test('of accounts that the page has lost nothing is said', { skip }, async () => {
  const { stage, page } = await openWith(5);
  const [first] = stage.script.state.accounts;
  const outcome = first?.outcome;
  assert.ok(outcome?.kind === 'fresh');
  const stale = { ...first, outcome: failed({ kind: 'server-fault' }, outcome.snapshot) };
  stage.tell({ ...stage.script.state, accounts: [stale, ...stage.script.state.accounts.slice(1)] });
  await page.getByText('Most room: person-1. One is unknown.').waitFor();
  await page.getByRole('heading', { level: 1, name: '3 of 5 accounts can go on.' }).waitFor();
  await stage.stop();
  await page.getByRole('heading', { level: 1, name: 'Unknown right now.' }).waitFor();
  assert.match(await page.locator('.accounts').innerText(), /person-1[\s\S]*stale · /);
  await page.context().close();
});

test('screen readers hear one sentence of many accounts', { skip }, async () => {
  const { stage, page } = await openWith(60);
  assert.equal(
    await page.locator('p[role=status]').innerText(),
    'Updated: 59 of 60 accounts can go on.',
  );
  await page.context().close();
  await stage.stop();
});

/** Runs on the page: the seconds of all countdowns to the reset. */
function shownSeconds(): readonly (string | undefined)[] {
  const text = document.querySelector('main')?.innerText ?? '';
  return [...text.matchAll(/\bin 3\dm (\d\d)s/g)].map(([, second]) => second);
}

test('those shown of many accounts count down to the second', { skip }, async () => {
  const { stage, page } = await openWith(60);
  const seen = new Set((await page.evaluate(shownSeconds)).map(Number));
  assert.equal(seen.size, 1, 'table and card say the same');
  const [before = 0] = seen;
  await page
    .locator('.accounts')
    .getByText(`m ${String((before + 57) % 60).padStart(2, '0')}s`)
    .first()
    .waitFor();
  await page.context().close();
  await stage.stop();
});
