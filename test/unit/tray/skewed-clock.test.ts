import assert from 'node:assert/strict';
import test from 'node:test';
import { messagesIn } from '../../../src/present/messages.ts';
import { usageView } from '../../../src/present/usage-view.ts';
import { eventsNotice } from '../../../src/tray/event-notice.ts';
import { blankIcon } from '../../../src/tray/meter-icon.ts';
import { usageItems } from '../../../src/tray/usage-items.ts';
import { fresh, nowMs, session, snapshot } from '../../support/fakes/snapshots.ts';

const messages = messagesIn('en');
const hourMs = 3_600_000;

test('the menu names a clock that differs from Kimi’s', () => {
  const outcome = fresh(snapshot([session], { clockOffsetMs: 3 * hourMs }));
  const items = usageItems(usageView(outcome, { nowMs, meters: 'left' }), messages);
  assert.ok(
    items.some(
      (item) => 'label' in item && item.label.endsWith("your clock is 3h ahead of Kimi's"),
    ),
  );
});

test('a notice counts by Kimi’s clock, and its snooze ends by this machine’s', () => {
  const kimiMs = nowMs - 3 * hourMs;
  const low = {
    kind: 'quota-low',
    atMs: kimiMs,
    windowId: 'session',
    usedPercent: 85,
    leftPercent: 15,
    resetsAtMs: kimiMs + 2 * hourMs,
  } as const;
  const { body, buttons } =
    eventsNotice([low], { icon: blankIcon, messages, nowMs, hasDashboard: false }) ?? assert.fail();
  assert.equal(body, 'resets in 2h');
  assert.deepEqual(
    buttons.map(({ action }) => action),
    [{ kind: 'snooze', key: '/session', untilMs: nowMs + 2 * hourMs }],
  );
});
