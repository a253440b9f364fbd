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
    settings: { meters: 'left' },
    look: percent,
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

/** Hours and minutes in the system's time zone. */
const clock = (atMs: number): string => new Date(atMs).toTimeString().slice(0, 5);
const resetsAt = clock(session.resetsAtMs ?? 0);

test('the menu begins with the verdict; bars are flush left so that they compare', () => {
  const shown = labels(model(everyday).menu);
  assert.match(shown[0] ?? '', /^Enough until about \d\d:\d\d$/);
  assert.match(shown[1] ?? '', /^Then 5-hour is used up for \d+m, back at \d\d:\d\d$/);
  assertSame(shown.slice(2), [
    '-',
    `▰▰▰▱▱▱▱▱▱▱ 5-hour 30% · resets ${resetsAt}`,
    '▰▰▰▰▰▰▰▰▰▱ Weekly 90% · lasts',
    '▰▰▰▰▰▱▱▱▱▱ Monthly 45% · lasts',
    'Extra usage $100.00 left · just now',
    '-',
    'Open dashboard',
    'Refresh now',
    '-',
    'Settings…',
    'Quit',
  ]);
});

function fixRow(outcome: UsageOutcome): MenuItem | undefined {
  return model(outcome).menu.find(({ id }) => id === 'fix-sign-in');
}

test('a lost sign-in has a row that leads to the settings', () => {
  const row = fixRow(failed({ kind: 'credential-rejected' }, snapshot([session])));
  assert.ok(row?.kind === 'action');
  assertSame([row.label, row.action], ['Fix the sign-in…', { kind: 'open-settings' }]);
  assert.equal(fixRow(everyday), undefined);
  assert.equal(fixRow(failed({ kind: 'offline' })), undefined);
});

test('every row has a unique id that stays the same over time', () => {
  const now = allItems(model(everyday).menu).map(({ id }) => id);
  assert.equal(new Set(now).size, now.length);
  assertSame(
    allItems(model(everyday, { nowMs: nowMs + 120_000 }).menu).map(({ id }) => id),
    now,
  );
});

test('usage rows open the dashboard, quiet rows do nothing', () => {
  const { menu } = model(everyday);
  const find = (id: string): MenuItem => {
    const item = allItems(menu).find((one) => one.id === id);
    assert.ok(item, id);
    return item;
  };
  assertSame(actionOf(find('window-session')), { kind: 'open-dashboard' });
  assert.equal(actionOf(find('about')), undefined);
  assertSame(actionOf(find('refresh')), { kind: 'refresh' });
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
  assert.equal(labels(stale.menu)[0], 'Unknown for 12m: Kimi server error (503)');
  assert.match(labels(stale.menu)[1] ?? '', /^Last seen at \d\d:\d\d: 5-hour 30% left$/);
  const chinese = model(old, { nowMs: nowMs + 720_000, messages: messagesIn('zh-CN') });
  assert.equal(labels(chinese.menu)[0], '已有 12 分钟无法确认：Kimi 服务器出错（503）');
  assertSame([stale.icon.dimmed, stale.icon.marked], [true, true]);
  const none = model(failed({ kind: 'credential-missing', detail: { code: 'no-credential' } }));
  assert.equal(none.icon.marked, true);
  assert.equal(labels(none.menu)[0], 'Not signed in');
  assert.equal(none.title, '');
});

test('before the first response, and turned off', () => {
  assertSame(model(undefined).icon, { dimmed: true, marked: false });
  const off = model(everyday, { state: stateOf(everyday, { enabled: false }) });
  assert.equal(labels(off.menu)[0], 'Kimi is turned off');
  assertSame(off.tooltip, ['Kimi Code', 'Kimi is turned off']);
});

test('the thin bar is the tightest of the longer windows', () => {
  const { icon } = model(fresh(snapshot([session, weekly, monthly])));
  assert.equal(icon.upper?.fill, (100 - session.usedPercent) / 100);
  assert.equal(icon.lower?.fill, (100 - monthly.usedPercent) / 100);
  const out = { ...monthly, usedPercent: 100 };
  assert.equal(model(fresh(snapshot([session, weekly, out]))).icon.lower?.severity, 'out');
  const alone = model(fresh(snapshot([session]))).icon;
  assertSame([alone.upper?.fill, alone.lower], [(100 - session.usedPercent) / 100, undefined]);
  assert.equal(model(fresh(snapshot([monthly]))).icon.upper, undefined);
});

test('title and tooltip', () => {
  assert.equal(model(everyday).title, '30%');
  assert.equal(model(everyday, { look: { ...percent, title: 'countdown' } }).title, '2h 5m');
  assert.equal(model(everyday, { look: { ...percent, title: 'icon' } }).title, '');
  const [first = '', ...rows] = model(everyday).tooltip;
  assert.match(first, /^Enough until about \d\d:\d\d\.$/);
  assert.equal(rows[0], `5-hour 30% left · resets ${resetsAt}`);
  assert.match(rows[1] ?? '', /^Weekly 90% left · resets \w{3} \d\d:\d\d$/);
  assert.equal(rows.length, 3);
});

test('several accounts are a submenu, those in trouble first; a click shows one', () => {
  const used = { ...weekly, usedPercent: 100 };
  const accounts = [
    { outcome: everyday },
    { account: 'work', outcome: fresh(snapshot([used])) },
    { account: 'new' },
  ];
  const { menu } = model(everyday, { state: stateOf(everyday, { accounts }) });
  assert.match(labels(menu)[0] ?? '', /^Enough until/);
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
  assert.match(words[0] ?? '', /^大约够用到 \d\d:\d\d$/);
  assert.ok(words.includes('加油包余额 US$100.00 · 刚刚'), words.join());
  assert.ok(words.every((label) => !/undefined|NaN/.test(label)));
});

test('dashboard and settings are hidden if there is no page', () => {
  const { menu } = model(everyday, { hasDashboard: false });
  for (const id of ['dashboard', 'settings']) assert.ok(!menu.some((item) => item.id === id), id);
});
