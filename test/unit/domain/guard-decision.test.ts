import assert from 'node:assert/strict';
import test from 'node:test';
import { decideGuard, type GuardWindow } from '../../../src/domain/guard-decision.ts';
import { assertSame } from '../../support/assert-same.ts';
import {
  failed,
  fresh,
  monthly,
  nowMs,
  session,
  snapshot,
  weekly,
} from '../../support/fakes/snapshots.ts';

const usage = fresh(
  snapshot([
    { ...session, usedPercent: 70 },
    { ...weekly, usedPercent: 10 },
  ]),
);

function decide(window: GuardWindow, minimumPercent: number) {
  return decideGuard(usage, { window, minimumPercent });
}

test('exactly the minimum left is enough', () => {
  assert.equal(decide('session', 30).decision, 'ok');
  assert.equal(decide('session', 30.000001).decision, 'blocked');
  assert.equal(decide('session', 29.999999).decision, 'ok');
});

test('nothing left is enough only for a minimum of nothing', () => {
  const empty = fresh(snapshot([{ ...session, usedPercent: 100 }]));
  assert.equal(decideGuard(empty, { window: 'any', minimumPercent: 0 }).decision, 'ok');
  assert.equal(decideGuard(empty, { window: 'any', minimumPercent: 1 }).decision, 'blocked');
});

test('a decision names its window, what is left and the reset', () => {
  assertSame(decide('weekly', 10), {
    decision: 'ok',
    window: 'weekly',
    remainingPercent: 90,
    resetsAtMs: weekly.resetsAtMs,
  });
  assert.equal(decide('any', 10).window, 'session');
});

test('a window that is missing or unreliable decides nothing', () => {
  const unavailable = { decision: 'unknown', reason: 'window-unavailable' };
  assert.deepEqual(decide('monthly', 10), { ...unavailable, window: 'monthly' });
  const guess = fresh(snapshot([{ ...monthly, reliable: false }]));
  for (const window of ['monthly', 'any'] as const) {
    assert.deepEqual(decideGuard(guess, { window, minimumPercent: 0 }), { ...unavailable, window });
  }
});

test('stale usage decides nothing, however much is left', () => {
  const lastGood = snapshot([session, weekly]);
  for (const [kind, reason] of [
    ['timed-out', 'timeout'],
    ['offline', 'fetch-failed'],
    ['credential-missing', 'fetch-failed'],
  ] as const) {
    assert.deepEqual(
      decideGuard(failed({ kind }, lastGood), { window: 'any', minimumPercent: 0 }),
      { decision: 'unknown', window: 'any', reason },
    );
  }
});

test('work that takes longer than the quota lasts is blocked', () => {
  // 69.5% of the window in 2 h 55 min: the rest lasts for about 77 minutes of the 125 to its reset.
  const pressed = fresh(snapshot([session, { ...weekly, usedPercent: 10 }]));
  const expecting = (minutes: number, window: GuardWindow = 'any') =>
    decideGuard(pressed, { window, minimumPercent: 10, expected: { minutes, nowMs } });
  const enough = expecting(60);
  assert.ok(enough.decision === 'ok');
  assert.equal(enough.work?.answer, 'yes');
  const blocked = expecting(120);
  assert.ok(blocked.decision === 'blocked');
  assert.deepEqual([blocked.window, blocked.resetsAtMs], ['session', session.resetsAtMs]);
  const minutes = ((blocked.runsOutAtMs ?? 0) - nowMs) / 60_000;
  assert.ok(minutes > 60 && minutes < 100, String(minutes));
  assert.equal(enough.work.until, blocked.runsOutAtMs);
  assertSame(expecting(120, 'weekly'), {
    decision: 'ok',
    window: 'weekly',
    remainingPercent: 90,
    resetsAtMs: weekly.resetsAtMs,
    work: { answer: 'yes', cause: 'lasts' },
  });
});

test('a quota that is used up is not enough for any work, whatever the minimum', () => {
  const empty = fresh(snapshot([{ ...session, usedPercent: 100 }]));
  const expected = { minutes: 1, nowMs };
  assertSame(decideGuard(empty, { window: 'any', minimumPercent: 0, expected }), {
    decision: 'blocked',
    window: 'session',
    remainingPercent: 0,
    resetsAtMs: session.resetsAtMs,
  });
});
