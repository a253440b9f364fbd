import assert from 'node:assert/strict';
import test from 'node:test';
import { snoozeKey, wakefulEvents, withSnooze } from '../../../src/domain/snooze.ts';
import type { QuotaEvent } from '../../../src/domain/events/usage-event.ts';

const nowMs = 1_000_000;
const low: QuotaEvent = {
  kind: 'quota-low',
  atMs: nowMs,
  windowId: 'session',
  usedPercent: 82,
  leftPercent: 18,
};

test('a snoozed window does not warn until its reset; other windows, accounts and good news are shown', () => {
  const snoozes = withSnooze({}, { key: snoozeKey(low), untilMs: nowMs + 1000 }, nowMs);
  const weekly = { ...low, windowId: 'weekly' } as const;
  const back = { ...low, kind: 'quota-reset' } as const;
  const work = { ...low, account: 'work' };
  assert.deepEqual(wakefulEvents([low, weekly, back, work], snoozes, nowMs), [weekly, back, work]);
  assert.deepEqual(wakefulEvents([low], snoozes, nowMs + 1000), [low]);
});

test('snoozes that have ended are forgotten when the next one comes', () => {
  assert.deepEqual(
    withSnooze(
      { '/weekly': nowMs, '/monthly': nowMs + 1 },
      { key: '/session', untilMs: nowMs + 5 },
      nowMs,
    ),
    {
      '/monthly': nowMs + 1,
      '/session': nowMs + 5,
    },
  );
});
