import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import {
  forecastWindows,
  type ForecastRequest,
} from '../../../src/domain/forecast/forecast-windows.ts';
import { learnRhythm } from '../../../src/domain/forecast/learn-rhythm.ts';
import type { Learned } from '../../../src/domain/forecast/learned.ts';
import { recentSamples } from '../../../src/domain/forecast/recent-samples.ts';
import type { WindowForecast } from '../../../src/domain/forecast/window-forecast.ts';
import type { HistorySample, HistorySeries } from '../../../src/domain/history.ts';
import { judgeWindows } from '../../../src/domain/outlook.ts';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import { verdictOf } from '../../../src/domain/verdict.ts';
import { runs } from '../../support/property-runs.ts';
import { randomFrom } from '../../support/random.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const lengths = { session: 300, weekly: 10_080, monthly: undefined } as const;

const habit = fc.record({
  seed: fc.integer(),
  days: fc.constantFrom(0.02, 0.3, 2, 9, 30),
  pointsPerWork: fc.integer({ min: 0, max: 12_000 }).map((thousandths) => thousandths / 1000),
  firstHour: fc.integer({ min: 0, max: 18 }),
  utcOffsetMinutes: fc.integer({ min: -48, max: 56 }).map((quarters) => 15 * quarters),
  nowMs: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 11, 31) }),
});

type Habit = typeof habit extends fc.Arbitrary<infer T> ? T : never;

const share = fc.oneof(
  fc.constantFrom(0, 0.0001, 0.4, 1, 69.5, 99, 99.6, 99.99999, 100),
  fc.double({ min: 0, max: 100, noNaN: true }),
);
const windowNow = fc.record({
  usedPercent: share,
  /** How much of the window is left; 0 is the moment of the reset. */
  left: fc.oneof(
    fc.constantFrom(-0.01, 0, 1e-9, 1e-6, 1e-3, 0.9999, 1, 1.1),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ),
  reliable: fc.boolean(),
});
const windowsNow = fc.record({ session: windowNow, weekly: windowNow, monthly: windowNow });

/** Five-minute readings of work on some hours of each day, with gaps. */
function past({ seed, days, pointsPerWork, firstHour, nowMs }: Habit): readonly HistorySeries[] {
  const random = randomFrom(seed);
  const samples: Record<keyof typeof lengths, HistorySample[]> = {
    session: [],
    weekly: [],
    monthly: [],
  };
  const used = { session: 0, weekly: 0, monthly: 0 };
  const ends = { session: 0, weekly: nowMs - days * dayMs + random() * 7 * dayMs, monthly: 0 };
  ends.monthly = ends.weekly + random() * 20 * dayMs;
  const gap = (): number => 5 * minuteMs * (random() < 0.03 ? 1 + random() * 200 : 1);
  for (let atMs = nowMs - days * dayMs; atMs <= nowMs; atMs += gap()) {
    if (atMs >= ends.session) used.session = 0;
    for (; atMs >= ends.weekly; ends.weekly += 7 * dayMs) used.weekly = 0;
    for (; atMs >= ends.monthly; ends.monthly += 30 * dayMs) used.monthly = 0;
    const hour = (atMs / hourMs) % 24;
    const isWork = hour > firstHour && hour < firstHour + 6 && random() < 0.7;
    if (isWork && used.weekly < 100 && used.monthly < 100) {
      if (atMs >= ends.session) ends.session = atMs + 5 * hourMs;
      const points = Math.min(random() * pointsPerWork, 100 - used.session);
      used.session += points;
      used.weekly = Math.min(100, used.weekly + points / 7);
      used.monthly = Math.min(100, used.monthly + points / 25);
    }
    const session = atMs < ends.session ? ends.session : undefined;
    samples.session.push({ atMs, usedPercent: Math.floor(used.session), resetsAtMs: session });
    samples.weekly.push({ atMs, usedPercent: Math.floor(used.weekly), resetsAtMs: ends.weekly });
    samples.monthly.push({ atMs, usedPercent: used.monthly, resetsAtMs: ends.monthly });
  }
  return (['session', 'weekly', 'monthly'] as const).map((windowId) => ({
    windowId,
    lengthMinutes: lengths[windowId],
    samples: samples[windowId],
    resetsAtMs: [],
  }));
}

function learnedOf(account: Habit): Learned | undefined {
  const series = past(account);
  const { nowMs, utcOffsetMinutes } = account;
  const rhythm = learnRhythm({ series, nowMs, utcOffset: () => utcOffsetMinutes });
  return rhythm === undefined ? undefined : { rhythm, recent: recentSamples(series, nowMs) };
}

type WindowsNow = typeof windowsNow extends fc.Arbitrary<infer T> ? T : never;

function windowsAt(nowMs: number, shown: WindowsNow): readonly QuotaWindow[] {
  return (['session', 'weekly', 'monthly'] as const).map((id) => {
    const { usedPercent, left, reliable } = shown[id];
    const lengthMinutes = lengths[id];
    const leftMs = left * (lengthMinutes ?? 30 * 1440) * minuteMs;
    const resetsAtMs = nowMs + Math.round(leftMs);
    return { id, lengthMinutes, usedPercent, resetsAtMs, unit: 'percent', reliable };
  });
}

/** Sums are not exact, and quantiles are searched in 24 steps. */
const tolerance = 1e-4;

function checkForecast(
  forecast: WindowForecast,
  { usedPercent, resetsAtMs = Infinity }: QuotaWindow,
  nowMs: number,
): void {
  const { runsOutProbability, runsOutAt, runsOutEarliestAt, path = [] } = forecast;
  const { p10, p50, p90 } = forecast.usedAtResetPercent;
  assert.ok(runsOutProbability >= 0 && runsOutProbability <= 1);
  assert.ok(usedPercent <= p10 && p10 <= p50 && p50 <= p90 && p90 <= 100);
  assert.equal(runsOutAt === undefined, runsOutEarliestAt === undefined);
  const times = [nowMs, runsOutEarliestAt ?? nowMs, runsOutAt ?? nowMs, resetsAtMs];
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  for (const [index, point] of path.entries()) {
    const before = path[index - 1] ?? point;
    assert.ok(point.p10 <= point.p50 && point.p50 <= point.p90 && point.p90 <= 100);
    for (const key of ['at', 'p10', 'p50', 'p90'] as const)
      assert.ok(point[key] >= before[key] - tolerance, `${key} falls at ${index}`);
  }
  assert.ok(path.length === 0 || Math.abs((path.at(-1)?.p50 ?? 0) - p50) < tolerance);
}

test('forecasts are possible: shares and times in order, and no quota comes back before its reset', () => {
  fc.assert(
    fc.property(habit, fc.array(windowsNow, { minLength: 1, maxLength: 8 }), (account, shown) => {
      const { nowMs } = account;
      for (const learned of [learnedOf(account), undefined])
        for (const one of shown) {
          const windows = windowsAt(nowMs, one);
          const forecasts = forecastWindows({ windows, nowMs, learned, withPath: true });
          for (const window of windows) {
            const forecast = forecasts.get(window.id);
            if (forecast !== undefined) checkForecast(forecast, window, nowMs);
          }
          const facts = { nowMs, fetchedAtMs: nowMs, stale: false, forecasts };
          const verdict = verdictOf(judgeWindows(windows, facts), facts);
          if (verdict.state === 'short')
            assert.ok(
              nowMs <= (verdict.until ?? 0) && (verdict.until ?? 0) <= (verdict.backAt ?? 0),
            );
        }
    }),
    runs(25),
  );
});

test('a wrong clock changes no forecast: the rhythm was learned by the same clock', () => {
  const offsets = fc.integer({ min: -12 * 60, max: 12 * 60 }).map((minutes) => minutes * minuteMs);
  const windowIds = ['session', 'weekly'] as const;
  fc.assert(
    fc.property(habit, windowsNow, offsets, (account, shown, clockOffsetMs) => {
      const learned = learnedOf(account);
      const request = (nowMs: number): ForecastRequest => ({
        windows: windowsAt(nowMs, shown).filter(({ id }) => id !== 'monthly'),
        nowMs,
        learned,
      });
      const right = forecastWindows(request(account.nowMs));
      const wrong = forecastWindows({ ...request(account.nowMs - clockOffsetMs), clockOffsetMs });
      for (const id of windowIds) {
        const [one, other] = [right.get(id), wrong.get(id)];
        assert.equal(one === undefined, other === undefined);
        if (one === undefined || other === undefined) continue;
        assert.deepEqual(other.usedAtResetPercent, one.usedAtResetPercent);
        assert.equal(other.runsOutProbability, one.runsOutProbability);
        assert.equal(other.runsOutAt, one.runsOutAt && one.runsOutAt - clockOffsetMs);
      }
    }),
    runs(25),
  );
});
