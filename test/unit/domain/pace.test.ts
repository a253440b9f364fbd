import assert from 'node:assert/strict';
import test from 'node:test';
import { paceOf, type PaceStage } from '../../../src/domain/pace.ts';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';

const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 0, 6);

/** A 5-hour window of which half is over, unless the test says otherwise. */
function session(usedPercent: number, more: Partial<QuotaWindow> = {}): QuotaWindow {
  return {
    id: 'session',
    usedPercent,
    unit: 'percent',
    lengthMinutes: 300,
    resetsAtMs: nowMs + 2.5 * hourMs,
    reliable: true,
    ...more,
  };
}

const stages: readonly (readonly [number, PaceStage])[] = [
  [50, 'onTrack'],
  [52, 'onTrack'],
  [48, 'onTrack'],
  [52.1, 'slightlyAhead'],
  [47.9, 'slightlyBehind'],
  [56, 'slightlyAhead'],
  [56.1, 'ahead'],
  [62, 'ahead'],
  [62.1, 'farAhead'],
  [38, 'behind'],
  [37.9, 'farBehind'],
];

for (const [used, stage] of stages) {
  test(`${used}% used halfway is ${stage}`, () => {
    assert.equal(paceOf(session(used), nowMs)?.stage, stage);
  });
}

test('points ahead are rounded away from zero and never are minus zero', () => {
  assert.equal(paceOf(session(60.5), nowMs)?.deltaPercent, 11);
  assert.equal(paceOf(session(39.5), nowMs)?.deltaPercent, -11);
  assert.ok(Object.is(paceOf(session(49.9), nowMs)?.deltaPercent, 0));
});

test('what is used so far says when the rest runs out', () => {
  const fast = paceOf(session(75), nowMs);
  assert.deepEqual([fast?.willLastToReset, fast?.emptyInMs], [false, (2.5 * hourMs) / 3]);
  const even = paceOf(session(50), nowMs);
  assert.deepEqual([even?.willLastToReset, even?.emptyInMs], [true, 2.5 * hourMs]);
  const unused = paceOf(session(0), nowMs);
  assert.deepEqual([unused?.willLastToReset, unused?.emptyInMs], [true, undefined]);
});

const withoutPace: Readonly<Record<string, QuotaWindow>> = {
  'another length': session(50, { lengthMinutes: 1440 }),
  'an unknown length': session(50, { lengthMinutes: undefined }),
  'unreliable counters': session(50, { reliable: false }),
  'an unknown reset': session(50, { resetsAtMs: undefined }),
  'a passed reset': session(50, { resetsAtMs: nowMs }),
  'a reset further away than the window is long': session(50, { resetsAtMs: nowMs + 6 * hourMs }),
  'nothing left': session(100),
  'less than 3% of the window over': session(50, { resetsAtMs: nowMs + 4.86 * hourMs }),
};

for (const [name, window] of Object.entries(withoutPace)) {
  test(`there is no pace with ${name}`, () => assert.equal(paceOf(window, nowMs), undefined));
}

test('a pace begins when 3% of the window is over, for weekly windows as well', () => {
  assert.ok(paceOf(session(5, { resetsAtMs: nowMs + 4.85 * hourMs }), nowMs));
  const weekly = session(5, { lengthMinutes: 10_080, resetsAtMs: nowMs + 84 * hourMs });
  assert.equal(paceOf(weekly, nowMs)?.expectedUsedExact, 50);
});

const dayMs = 24 * hourMs;

function monthly(usedPercent: number, resetsAtMs: number): QuotaWindow {
  return { id: 'monthly', usedPercent, unit: 'percent', resetsAtMs, reliable: true };
}

test('a month is as long as the calendar month before its reset', () => {
  const resetsAtMs = Date.UTC(2026, 2, 15);
  // 28 days: February lies between.
  const halfway = paceOf(monthly(75, resetsAtMs), resetsAtMs - 14 * dayMs);
  assert.equal(halfway?.expectedUsedExact, 50);
  assert.equal(halfway?.willLastToReset, false);
  assert.equal(halfway?.emptyInMs, (14 * dayMs) / 3);
  const long = paceOf(monthly(50, Date.UTC(2026, 0, 15)), Date.UTC(2025, 11, 30, 12));
  assert.equal(long?.expectedUsedExact, 50);
});

test('79% used after 7 of 30 days will not last', () => {
  const resetsAtMs = Date.UTC(2026, 9, 29);
  const pace = paceOf(monthly(79, resetsAtMs), resetsAtMs - 23 * dayMs);
  assert.deepEqual(
    [pace?.stage, pace?.deltaPercent, pace?.willLastToReset],
    ['farAhead', 56, false],
  );
});

test('a month that has more than a month to go has no pace', () => {
  assert.equal(paceOf(monthly(50, Date.UTC(2026, 2, 15)), Date.UTC(2026, 1, 14)), undefined);
});

test('a month whose reset no calendar has has no pace', () => {
  assert.equal(paceOf(monthly(50, 1e300), nowMs), undefined);
});
