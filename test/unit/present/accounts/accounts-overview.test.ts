import assert from 'node:assert/strict';
import test from 'node:test';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import type { UsageOutcome } from '../../../../src/domain/usage-snapshot.ts';
import { accountOutlook } from '../../../../src/present/accounts/account-outlook.ts';
import { accountsOverview } from '../../../../src/present/accounts/accounts-overview.ts';
import { accountsTable } from '../../../../src/present/accounts/accounts-table.ts';
import { en } from '../../../../src/present/messages/en.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { usageView } from '../../../../src/present/usage-view.ts';
import { displayWidth } from '../../../../src/present/words/columns.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const hourMs = 3_600_000;

function session(usedPercent: number, resetsInHours: number): QuotaWindow {
  return {
    id: 'session',
    usedPercent,
    unit: 'percent',
    reliable: true,
    lengthMinutes: 300,
    resetsAtMs: nowMs + resetsInHours * hourMs,
  };
}

function outcome(...windows: readonly QuotaWindow[]): UsageOutcome {
  const snapshot = { source: 'api-key', plan: 'Allegro', fetchedAtMs: nowMs, windows } as const;
  return { kind: 'fresh', snapshot, attempts: [] };
}

const failed: UsageOutcome = {
  kind: 'failed',
  failure: { kind: 'credential-expired' },
  attempts: [],
};

const outcomes: Readonly<Record<string, UsageOutcome>> = {
  calm: outcome(session(10, 1)),
  short: outcome(session(80, 3)),
  'signed out': failed,
  empty: outcome(session(100, 2)),
  'nearly there': outcome(session(30, 1)),
  'empty longer': outcome(session(100, 4)),
};
const views = Object.entries(outcomes).map(([account, one]) =>
  usageView(one, { nowMs, meters: 'left', account }),
);
const overview = accountsOverview(views);

test('accounts in trouble come first', () => {
  assert.deepEqual(
    overview.views.map(({ account }) => account),
    ['empty longer', 'empty', 'signed out', 'short', 'nearly there', 'calm'],
  );
});

test('it names the account with the most room, and which used-up account is back first', () => {
  assert.equal(overview.mostRoom?.account, 'calm');
  assert.equal(overview.nextBack?.view.account, 'empty');
  assert.equal(overview.nextBack?.atMs, nowMs + 2 * hourMs);
  const none = accountsOverview(views.filter(({ account }) => account?.startsWith('empty')));
  assert.equal(none.mostRoom, undefined);
});

test('without a used-up account, the next back is the first that runs short', () => {
  const some = accountsOverview(views.filter(({ account }) => !account?.startsWith('empty')));
  assert.equal(some.nextBack?.view.account, 'short');
});

test('how long it is short fits the times of day: from 13:00 to 15:00 are two hours', () => {
  const view = usageView(outcome(session(80, 3)), { nowMs, meters: 'left' });
  const [until, backAt] = [nowMs + hourMs + 10_000, nowMs + 3 * hourMs + 50_000];
  const verdict = { ...view.verdict, until, backAt };
  assert.equal(accountOutlook({ ...view, verdict }, en, 'UTC'), 'empty 13:00, 2h short');
});

test('no line is wider than the terminal, in any language', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    for (let width = 20; width <= 100; width += 5) {
      const text = accountsTable(overview, {
        width,
        colour: 'none',
        unicode: true,
        messages: messagesIn(language),
        shown: 'calm',
        timeZone: 'UTC',
      });
      for (const line of text.split('\n'))
        assert.ok(displayWidth(line) <= width, `${width} ${line}`);
    }
  }
});

test('the table has a row for each account, and marks the one that is shown', () => {
  const style = { width: 80, colour: 'none', unicode: true, messages: en } as const;
  const text = accountsTable(overview, { ...style, shown: 'calm', timeZone: 'UTC' });
  assert.equal(
    // When it runs out is the forecast's matter.
    text.replace(/empty 12:\d\d, 2h \d+m short/, 'empty …'),
    [
      'Account       Plan     5-hour  Outlook',
      'empty longer  Allegro      0%  used up · back 16:00',
      'empty         Allegro      0%  used up · back 14:00',
      'signed out                  –  sign-in expired',
      'short         Allegro     20%  empty …',
      'nearly there  Allegro     70%  lasts',
      'calm *        Allegro     90%  lasts',
      '',
      'Most room: calm. Next back: empty at 14:00.',
    ].join('\n'),
  );
});
