import assert from 'node:assert/strict';
import test from 'node:test';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import { usageView, type UsageView } from '../../../src/present/usage-view.ts';
import { tabTitle } from '../../../src/web/browser-tab.ts';
import { iconShape, iconUrl } from '../../../src/web/tab-icon.ts';
import { accountsSummary, byTrouble } from '../../../src/web/usage/account-order.ts';
import { wordsFor } from '../../../src/web/words.ts';
import { fresh, nowMs, snapshot } from '../../support/fakes/snapshots.ts';

const hour = 3_600_000;
const words = wordsFor('en', []);

function window(
  id: QuotaWindow['id'],
  usedPercent: number,
  resetsInHours: number,
  lengthMinutes?: number,
): QuotaWindow {
  const resetsAtMs = nowMs + resetsInHours * hour;
  return { id, usedPercent, unit: 'percent', resetsAtMs, lengthMinutes, reliable: true };
}

function account(name: string, windows: readonly QuotaWindow[], isCutOff = false): UsageView {
  const outcome = fresh(snapshot(windows, { fetchedAtMs: nowMs }));
  return usageView(outcome, { nowMs, meters: 'left', account: name, isCutOff });
}

const fine = account('fine', [window('session', 10, 2, 300)]);
const half = account('half', [window('session', 40, 2, 300)]);
const short = account('short', [window('session', 80, 3, 300)]);
const out = account('out', [window('session', 100, 1, 300), window('weekly', 20, 40, 10_080)]);
const later = account('later', [window('session', 100, 3, 300)]);
const stale = account('stale', [window('session', 10, 2, 300)], true);

test('accounts in trouble come first', () => {
  const names = byTrouble([fine, half, stale, short, out]).map((view) => view.account);
  assert.deepEqual(names, ['out', 'short', 'stale', 'half', 'fine']);
});

test('the summary counts, and names the most room and who is back first', () => {
  const { count, mostRoom, nextBack } = accountsSummary([half, fine, later, out, stale]);
  assert.deepEqual([count, mostRoom?.account, nextBack?.account], [2, 'fine', 'out']);
});

test('title and icon are of the account in most trouble, not of the first', () => {
  const views = [fine, out];
  assert.match(tabTitle({ views, route: 'usage' }, words), /^out · back .*5-hour · KimiBar$/);
  assert.equal(tabTitle({ views, route: 'settings' }, words), 'Settings · KimiBar');
  assert.equal(tabTitle({ views: [], route: 'usage' }, words), 'KimiBar');
});

test('the lower bar is the tightest of the longer windows; a missing window is not drawn', () => {
  const month = account('a', [
    window('session', 15, 2, 300),
    window('weekly', 15, 90, 10_080),
    window('monthly', 100, 200),
  ]);
  assert.deepEqual(
    iconShape(month).bars.map(({ severity }) => severity),
    ['blocked', 'out'],
  );
  const only = iconShape(account('b', [window('monthly', 32, 200)]));
  assert.equal(only.bars.length, 1);
  assert.equal(iconUrl(only).match(/rect/g)?.length, 2, 'one track with one level');
});

test('a page without its server is stale: no pace, no forecast, a mark in the title', () => {
  assert.equal(stale.fetched?.stale, true);
  assert.deepEqual(
    stale.rows.map(({ pace, outlook }) => [pace, outlook.forecast]),
    [[undefined, undefined]],
  );
  assert.match(tabTitle({ views: [stale], route: 'usage' }, words), /^⚠ /);
  assert.equal(iconShape(stale).isStale, true);
});

test('the language is the first of the user’s that KimiBar has', () => {
  assert.equal(wordsFor('auto', ['ja', 'zh-CN', 'en']).language, 'zh-CN');
  assert.equal(wordsFor('auto', ['fr-FR', 'en-GB']).language, 'en');
  assert.equal(wordsFor(undefined, ['C']).language, 'en');
});
