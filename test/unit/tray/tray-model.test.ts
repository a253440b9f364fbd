import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import test from 'node:test';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { actionOf, allItems, type MenuItem } from '../../../src/tray/tray-menu.ts';
import { trayModel, type TrayFacts, type TrayModel } from '../../../src/tray/tray-model.ts';
import {
  failed,
  fresh,
  monthly,
  nowMs,
  session,
  snapshot,
  wallet,
  weekly,
} from '../../support/fakes/snapshots.ts';

function stateOf(outcome: UsageOutcome | undefined, more: Partial<UsageState> = {}): UsageState {
  return {
    enabled: true,
    accounts: [outcome === undefined ? {} : { outcome }],
    refreshing: false,
    nextRefreshAtMs: nowMs + 180_000,
    atMs: nowMs,
    ...more,
  };
}

const percent = { title: 'percent', panel: 'auto', colour: 'alert' } as const;

function model(outcome: UsageOutcome | undefined, more: Partial<TrayFacts> = {}): TrayModel {
  return trayModel({
    state: stateOf(outcome),
    settings: { source: 'auto', language: 'auto', meters: 'left' },
    look: percent,
    startsAtLogin: false,
    hasDashboard: true,
    nowMs,
    messages: messagesIn('en'),
    ...more,
  });
}

function labels(items: readonly MenuItem[]): string[] {
  return items.map((item) => (item.kind === 'separator' ? '-' : item.label));
}

const everyday = fresh(snapshot([session, weekly, monthly], { wallet }));

test('the menu shows the usage like the card, then the actions', () => {
  assertSame(labels(model(everyday).menu), [
    'Kimi Code · Allegretto · API key',
    '5-hour  ▰▰▰▱▱▱▱▱▱▱  30% left · resets in 2h 5m',
    '\u200311 points ahead of pace · runs out in 1h 17m',
    'Weekly  ▰▰▰▰▰▰▰▰▰▱  90% left · resets in 3d 2h',
    '\u200346 points behind pace · lasts until reset',
    'Monthly  ▰▰▰▰▰▱▱▱▱▱  45% left · resets in 12d',
    '\u20035 points behind pace · lasts until reset',
    '\u2003Kimi Code 25%, other Kimi 30%',
    'Extra usage  $100.00 balance',
    'Updated just now · next refresh in 3m',
    '-',
    'Refresh now',
    'Open dashboard',
    '-',
    'Usage source',
    'Language',
    'Start at login',
    'Settings…',
    '-',
    'About KimiBar',
    'Quit',
  ]);
});

test('every row has a unique id that stays the same over time', () => {
  const now = allItems(model(everyday).menu).map(({ id }) => id);
  assert.equal(new Set(now).size, now.length);
  assertSame(
    allItems(model(everyday, { nowMs: nowMs + 120_000 }).menu).map(({ id }) => id),
    now,
  );
});

test('usage rows open the dashboard, quiet rows do nothing, choices carry their value', () => {
  const { menu } = model(everyday);
  const find = (id: string): MenuItem => {
    const item = allItems(menu).find((one) => one.id === id);
    assert.ok(item, id);
    return item;
  };
  assertSame(actionOf(find('window-session')), { kind: 'open-dashboard' });
  assert.equal(actionOf(find('updated')), undefined);
  assertSame(actionOf(find('refresh')), { kind: 'refresh' });
  assertSame(actionOf(find('source-web')), { kind: 'set-source', source: 'web' });
  assertSame(actionOf(find('language-zh-CN')), { kind: 'set-language', language: 'zh-CN' });
  assertSame(actionOf(find('start-at-login')), { kind: 'start-at-login', on: true });
  const chosen = allItems(menu).filter((item) => item.kind === 'choice' && item.checked);
  assertSame(
    chosen.map(({ id }) => id),
    ['source-auto', 'language-auto'],
  );
});

test('during a refresh the row says so and is disabled', () => {
  const row = model(everyday, { state: stateOf(everyday, { refreshing: true }) }).menu.find(
    ({ id }) => id === 'refresh',
  );
  assert.ok(row?.kind === 'action');
  assertSame([row.label, row.enabled, actionOf(row)], ['Refreshing…', false, undefined]);
});

test('a failure is explained with stale usage and without any', () => {
  const old = failed(
    { kind: 'server-fault', detail: { code: 'http-status', subject: '503' } },
    snapshot([session]),
  );
  const stale = model(old, { nowMs: nowMs + 720_000 });
  assertSame(labels(stale.menu).slice(1, 3), [
    'stale · 12m old · Kimi server error (503)',
    "This is on Kimi's side; try again in a few minutes.",
  ]);
  const chinese = model(old, { nowMs: nowMs + 720_000, messages: messagesIn('zh-CN') });
  assert.equal(labels(chinese.menu)[2], '这是 Kimi 服务端的问题，请几分钟后再试。');
  assertSame([stale.icon.dimmed, stale.icon.marked], [true, true]);
  const none = model(failed({ kind: 'credential-missing', detail: { code: 'no-credential' } }));
  assert.equal(none.icon.marked, true);
  assert.ok(labels(none.menu).some((label) => label.includes('kimibar')));
  assert.equal(none.title, '');
});

test('before the first response, and turned off', () => {
  assertSame(model(undefined).icon, { dimmed: true, marked: false });
  const off = model(everyday, { state: stateOf(everyday, { enabled: false }) });
  assert.equal(labels(off.menu)[0], 'Kimi is turned off');
  assertSame(off.tooltip, ['Kimi Code', 'Kimi is turned off']);
});

test('the upper meter shows the monthly pool if there is no weekly quota', () => {
  assert.equal(
    model(fresh(snapshot([session, weekly, monthly]))).icon.upper?.fill,
    (100 - weekly.usedPercent) / 100,
  );
  assert.equal(
    model(fresh(snapshot([session, monthly]))).icon.upper?.fill,
    (100 - monthly.usedPercent) / 100,
  );
  const alone = model(fresh(snapshot([session]))).icon;
  assertSame([alone.upper, alone.lower?.fill], [undefined, (100 - session.usedPercent) / 100]);
});

test('title and tooltip', () => {
  assert.equal(model(everyday).title, '30%');
  assert.equal(model(everyday, { look: { ...percent, title: 'countdown' } }).title, '2h 5m');
  assert.equal(model(everyday, { look: { ...percent, title: 'icon' } }).title, '');
  assertSame(model(everyday).tooltip, [
    'Kimi Code · Allegretto',
    '5-hour  30% left · resets 15:28',
    'Weekly  90% left · resets in 3d 2h',
    'Monthly  45% left · resets in 12d',
  ]);
});

test('a language that is fixed by a flag or a variable is not a choice', () => {
  const { menu } = model(everyday, { languageFixedBy: 'KIMIBAR_LANG' });
  assert.ok(!menu.some(({ id }) => id === 'language'));
  const row = menu.find(({ id }) => id === 'language-fixed');
  assertSame(row, {
    kind: 'text',
    id: 'language-fixed',
    label: 'Language: set by KIMIBAR_LANG',
    quiet: true,
  });
});

test('several accounts are a submenu, those in trouble first; a click shows one', () => {
  const used = { ...weekly, usedPercent: 100 };
  const accounts = [
    { outcome: everyday },
    { account: 'work', outcome: fresh(snapshot([used])) },
    { account: 'new' },
  ];
  const { menu } = model(everyday, { state: stateOf(everyday, { accounts }) });
  assert.ok(labels(menu).includes('Kimi Code · Allegretto · API key'));
  const submenu = menu.find(({ id }) => id === 'accounts');
  assert.ok(submenu?.kind === 'submenu');
  assert.deepEqual(
    submenu.items.map(
      (item) => item.kind === 'choice' && [item.label.split('  ')[0], item.checked],
    ),
    [
      ['work', false],
      ['new', false],
      ['main', true],
    ],
  );
  assert.deepEqual(
    submenu.items.map((item) => actionOf(item)),
    ['work', 'new', undefined].map((account) => ({ kind: 'show-account', account })),
  );
  assert.ok(!model(everyday).menu.some(({ id }) => id === 'accounts'));
});

test('the same menu in Chinese', () => {
  const words = labels(model(everyday, { messages: messagesIn('zh-CN') }).menu);
  assert.ok(words.includes('立即刷新'));
  assert.ok(words.includes('刚刚更新 · 3 分钟后刷新'));
  assert.ok(words.every((label) => !/undefined|NaN/.test(label)));
});

test('start at login and dashboard are hidden if they are not available', () => {
  const { menu } = model(everyday, { startsAtLogin: undefined, hasDashboard: false });
  for (const id of ['start-at-login', 'dashboard', 'settings'])
    assert.ok(!menu.some((item) => item.id === id), id);
});
