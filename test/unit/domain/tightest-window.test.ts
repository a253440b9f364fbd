import assert from 'node:assert/strict';
import test from 'node:test';
import { decideGuard } from '../../../src/domain/guard-decision.ts';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import { tightestWindow } from '../../../src/domain/tightest-window.ts';
import { usageText } from '../../../src/present/card/usage-text.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { statusView } from '../../../src/present/status-line/status-view.ts';
import { tightestRow } from '../../../src/present/tightest-row.ts';
import { usageView } from '../../../src/present/usage-view.ts';
import { shortResetText } from '../../../src/present/words/resets.ts';
import { windowLabel } from '../../../src/present/words/windows.ts';
import { trayModel } from '../../../src/tray/tray-model.ts';
import { tabTitle } from '../../../src/web/browser-tab.ts';
import { wordsFor } from '../../../src/web/words.ts';
import { fresh, nowMs, snapshot } from '../../support/fakes/snapshots.ts';
import { statusReading } from '../../support/fakes/status-lines.ts';

const hourMs = 3_600_000;
const messages = messagesIn('en');

function window(id: QuotaWindow['id'], usedPercent: number, resetsInHours?: number): QuotaWindow {
  const resetsAtMs = resetsInHours === undefined ? undefined : nowMs + resetsInHours * hourMs;
  return { id, usedPercent, unit: 'percent', resetsAtMs, reliable: true };
}

function pick(...limits: readonly (readonly [number, number?])[]) {
  return tightestWindow(limits, ([leftPercent, resetsInHours]) => ({
    leftPercent,
    resetsAtMs: resetsInHours === undefined ? undefined : nowMs + resetsInHours * hourMs,
  }));
}

test('the least left is the tightest, and of equals the one that resets last', () => {
  assert.deepEqual(pick([20, 9], [10, 1], [30, 99]), [10, 1]);
  assert.deepEqual(pick([0, 1], [0, 3], [0, 2]), [0, 3]);
  assert.deepEqual(pick([0], [0, 1]), [0, 1]);
  assert.equal(pick(), undefined);
});

test('of equals that reset at the same moment the first is the tightest, whatever the seconds', () => {
  const second = 1 / 3600;
  assert.deepEqual(pick([0, 50], [0, 50 + second]), [0, 50]);
  assert.deepEqual(pick([0, 50 + second], [0, 50]), [0, 50 + second]);
});

const accounts: Readonly<Record<string, readonly [QuotaWindow['id'], ...QuotaWindow[]]>> = {
  'one clearly lowest': ['weekly', window('session', 40, 2), window('weekly', 90, 50)],
  'two used up, the longer first': ['weekly', window('weekly', 100, 50), window('session', 100, 2)],
  'two used up, the longer last': ['monthly', window('session', 100, 4), window('monthly', 100, 9)],
  'one used up without a reset': ['session', window('session', 100, 1), window('weekly', 100)],
  'one used up': ['session', window('session', 100, 3), window('weekly', 99.9, 90)],
  'one past its reset': ['monthly', window('session', 100, -1), window('monthly', 97, 200)],
  'one unreliable': [
    'weekly',
    { ...window('session', 100, 3), reliable: false },
    window('weekly', 95, 90),
  ],
};

for (const [name, [tightest, ...windows]] of Object.entries(accounts)) {
  test(`every face agrees on the tightest window: ${name}`, () => {
    const usage = snapshot(windows, { fetchedAtMs: nowMs - 2 * hourMs });
    const view = usageView(fresh(usage), { nowMs, meters: 'left' });
    const row = tightestRow(view.rows);
    assert.equal(row?.id, tightest);
    assert.ok(row !== undefined);

    const status = statusView(statusReading(windows, { snapshot: usage }), nowMs);
    assert.equal(status.kind === 'usage' && status.tightest?.id, tightest);

    // The tab names the window that decides when the quota is back, if one is used up.
    const decides = view.rows.find(({ id }) => id === view.verdict.window) ?? row;
    const title = tabTitle({ views: [view], route: 'usage' }, wordsFor('en', []));
    assert.ok(title.includes(` ${windowLabel(decides, messages)} `), title);

    const card = usageText(view, { width: 80, unicode: true, messages, colour: 'none' });
    assert.equal(card.includes('Used up.'), row.exhausted, card);

    const tray = trayModel({
      state: {
        enabled: true,
        accounts: [{ outcome: fresh(usage) }],
        refreshing: false,
        atMs: nowMs,
      },
      settings: { meters: 'left' },
      look: { title: 'countdown', panel: 'auto', colour: 'alert' },
      hasDashboard: true,
      nowMs,
      messages,
    });
    assert.equal(tray.title, shortResetText(row.resets, messages));

    // The guard decides by fresh usage only, so no reset can lie between it and now.
    const current = windows.filter(({ resetsAtMs = Infinity }) => resetsAtMs > nowMs);
    const decision = decideGuard(fresh(snapshot(current)), { window: 'any', minimumPercent: 50 });
    assert.equal(decision.window, tightest);
  });
}
