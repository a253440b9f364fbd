import assert from 'node:assert/strict';
import test from 'node:test';
import type { WindowForecast } from '../../../src/domain/forecast/window-forecast.ts';
import { judgeWindows } from '../../../src/domain/outlook.ts';
import type { QuotaWindow, WindowId } from '../../../src/domain/quota-window.ts';
import { verdictOf, type Verdict } from '../../../src/domain/verdict.ts';
import { assertSame } from '../../support/assert-same.ts';
import { monthly, nowMs, session, weekly } from '../../support/fakes/snapshots.ts';

const hourMs = 3_600_000;
const facts = { nowMs, fetchedAtMs: nowMs, stale: false };
const out = (window: QuotaWindow, inMs?: number): QuotaWindow => ({
  ...window,
  usedPercent: 100,
  resetsAtMs: inMs === undefined ? undefined : nowMs + inMs,
});

function forecast(runsOutProbability: number, runsOutAt?: number): WindowForecast {
  const usedAtResetPercent = { p10: 40, p50: 60, p90: 80 };
  return { basis: 'rhythm', weeks: 4, runsOutProbability, usedAtResetPercent, runsOutAt };
}

type Forecasts = Partial<Record<WindowId, WindowForecast>>;

function judge(windows: readonly QuotaWindow[], forecasts: Forecasts, stale = false) {
  const known = Object.entries(forecasts) as [WindowId, WindowForecast][];
  return judgeWindows(windows, { ...facts, stale, forecasts: new Map(known) });
}

function verdict(windows: readonly QuotaWindow[], forecasts: Forecasts, stale = false): Verdict {
  return verdictOf(judge(windows, forecasts, stale), { ...facts, stale });
}

const lasting = forecast(0.1);
const lastingAll = { session: lasting, weekly: lasting, monthly: lasting };
const windows = [session, weekly, monthly];

test('the windows last if each probably does', () => {
  assertSame(verdict(windows, lastingAll), { state: 'lasts' });
  assertSame(verdict(windows, { ...lastingAll, weekly: forecast(0.49, nowMs + hourMs) }), {
    state: 'lasts',
  });
});

test('the first window to run out decides', () => {
  const forecasts = {
    ...lastingAll,
    session: forecast(0.7, nowMs + 2 * hourMs),
    weekly: forecast(0.9, nowMs + hourMs),
  };
  assertSame(verdict(windows, forecasts), {
    state: 'short',
    window: 'weekly',
    until: nowMs + hourMs,
    backAt: weekly.resetsAtMs,
  });
});

test('of exhausted windows, the last to reset decides', () => {
  const windowsOut = [out(session, hourMs), out(weekly, 9 * hourMs), monthly];
  assertSame(verdict(windowsOut, lastingAll), {
    state: 'out',
    window: 'weekly',
    backAt: nowMs + 9 * hourMs,
  });
  assertSame(verdict([out(session), out(weekly, hourMs)], lastingAll), {
    state: 'out',
    window: 'session',
  });
  // Its reset has passed: it is no longer known to be used up.
  assertSame(verdict([out(session, -hourMs), weekly], lastingAll), { state: 'lasts' });
});

test('stale usage is out or unknown', () => {
  assertSame(verdict(windows, lastingAll, true), { state: 'unknown' });
  assertSame(verdict([out(session, hourMs), weekly], lastingAll, true), {
    state: 'out',
    window: 'session',
    backAt: nowMs + hourMs,
  });
});

test('nothing is said without a forecast of every used window', () => {
  assertSame(verdict(windows, { session: lasting, weekly: lasting }), { state: 'unknown' });
  assertSame(verdict([], {}), { state: 'unknown' });
  assertSame(verdict([{ ...session, reliable: false }], lastingAll), { state: 'unknown' });
  assertSame(verdict([{ ...session, usedPercent: 0 }], {}), { state: 'lasts' });
});

test('severity follows the consequence', () => {
  const severities = (runsOutAtMs: number, probability = 0.8): string | undefined =>
    judge([weekly], { weekly: forecast(probability, runsOutAtMs) })[0]?.outlook.severity;
  const resetsAtMs = weekly.resetsAtMs ?? 0;
  assert.equal(severities(resetsAtMs - 5 * hourMs), 'busy');
  assert.equal(severities(resetsAtMs - 5 * hourMs, 0.3), 'calm');
  // A fifth of the week is 33.6 hours.
  assert.equal(severities(resetsAtMs - 34 * hourMs), 'nearly-out');
  assert.equal(severities(nowMs + 59 * 60_000), 'nearly-out');
  const share = judge([{ ...weekly, usedPercent: 85 }], {});
  assert.equal(share[0]?.outlook.severity, 'nearly-out');
});

function blockers(...judged: readonly QuotaWindow[]) {
  return judge(judged, {}).map(({ outlook }) => [outlook.severity, outlook.blockedBy]);
}

test('a longer exhausted window blocks the shorter ones', () => {
  assert.deepEqual(blockers(session, out(weekly, 9 * hourMs), monthly), [
    ['blocked', 'weekly'],
    ['out', undefined],
    ['busy', undefined],
  ]);
  assert.deepEqual(blockers(out(session, hourMs), out(weekly, 9 * hourMs)), [
    ['out', 'weekly'],
    ['out', undefined],
  ]);
  assert.deepEqual(blockers(out(session, 3 * hourMs), out(weekly, hourMs)), [
    ['out', undefined],
    ['out', undefined],
  ]);
});
