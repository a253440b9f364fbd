import assert from 'node:assert/strict';
import test from 'node:test';
import { forecastWindows } from '../../../../src/domain/forecast/forecast-windows.ts';
import { learnRhythm } from '../../../../src/domain/forecast/learn-rhythm.ts';
import { isLearned } from '../../../../src/domain/forecast/learned.ts';
import type { HistorySample, HistorySeries } from '../../../../src/domain/history.ts';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
/** A Monday, when the weeks begin. */
const startMs = Date.UTC(2026, 0, 5);

/** Weeks in which work of a few points an hour is done from 9 to 17 on workdays. */
function officeWeeks(weeks: number, pointsPerHour = 1.5): HistorySeries {
  const samples: HistorySample[] = [];
  let used = 0;
  for (let atMs = startMs; atMs <= startMs + weeks * weekMs; atMs += hourMs / 2) {
    if ((atMs - startMs) % weekMs === 0) used = 0;
    const at = new Date(atMs);
    const isWork = at.getUTCDay() % 6 !== 0 && at.getUTCHours() >= 9 && at.getUTCHours() < 17;
    const resetsAtMs = startMs + (Math.floor((atMs - startMs) / weekMs) + 1) * weekMs;
    samples.push({ atMs, usedPercent: Math.min(100, Math.floor(used)), resetsAtMs });
    if (isWork) used += pointsPerHour / 2;
  }
  return { windowId: 'weekly', lengthMinutes: 10_080, samples, resetsAtMs: [] };
}

function learnedAt(series: HistorySeries, nowMs: number) {
  const samples = series.samples.filter(({ atMs }) => atMs <= nowMs);
  const known = [{ ...series, samples }];
  const rhythm = learnRhythm({ series: known, nowMs, utcOffset: () => 0 });
  assert.ok(rhythm);
  const recent = [{ ...series, samples: samples.slice(-52) }];
  return { rhythm, recent };
}

function weeklyAt(series: HistorySeries, nowMs: number): QuotaWindow {
  const last = series.samples.findLast(({ atMs }) => atMs <= nowMs);
  assert.ok(last);
  const { usedPercent, resetsAtMs } = last;
  return {
    id: 'weekly',
    lengthMinutes: 10_080,
    usedPercent,
    resetsAtMs,
    unit: 'percent',
    reliable: true,
  };
}

test('the rhythm has the hours of work, and is plain data', () => {
  const learned = learnedAt(officeWeeks(4), startMs + 4 * weekMs - 1);
  const { cells, weeks, unit } = learned.rhythm;
  const monday = (hour: number): number => cells[48 + hour * 2] ?? 0;
  assert.deepEqual({ weeks, unit }, { weeks: 3, unit: 'weekly' });
  assert.ok(monday(11) > 8 * monday(3), `${monday(11)} ${monday(3)}`);
  assert.ok(isLearned(JSON.parse(JSON.stringify(learned))));
});

test('on Friday evening a week lasts, whatever used/elapsed says', () => {
  const series = officeWeeks(5, 2.3);
  const nowMs = startMs + 4 * weekMs + 4 * dayMs + 18 * hourMs;
  const window = weeklyAt(series, nowMs);
  assert.ok(window.usedPercent > 85);
  const forecast = forecastWindows({ windows: [window], nowMs, learned: learnedAt(series, nowMs) });
  const { runsOutProbability = 1, basis } = forecast.get('weekly') ?? {};
  assert.equal(basis, 'rhythm');
  assert.ok(runsOutProbability < 0.25, String(runsOutProbability));
});

test('on Monday evening a week that ran out before is expected to run out again', () => {
  const series = officeWeeks(5, 3.2);
  const nowMs = startMs + 4 * weekMs + 18 * hourMs;
  const windows = [weeklyAt(series, nowMs)];
  const forecast = forecastWindows({ windows, nowMs, learned: learnedAt(series, nowMs) });
  const { runsOutProbability = 0, runsOutAt = 0 } = forecast.get('weekly') ?? {};
  assert.ok(runsOutProbability > 0.75, String(runsOutProbability));
  // 3.2 points an hour, 8 hours a day: on Thursday.
  const days = (runsOutAt - startMs - 4 * weekMs) / dayMs;
  assert.ok(days > 3 && days < 5, String(days));
});

test('nothing is used of a window while another one is used up', () => {
  const series = officeWeeks(5);
  const nowMs = startMs + 4 * weekMs + dayMs + 10 * hourMs;
  const week = weeklyAt(series, nowMs);
  const session: QuotaWindow = {
    id: 'session',
    lengthMinutes: 300,
    usedPercent: 100,
    resetsAtMs: nowMs + 4 * hourMs,
    unit: 'percent',
    reliable: true,
  };
  const learned = learnedAt(series, nowMs);
  const { path = [] } =
    forecastWindows({ windows: [session, week], nowMs, learned, withPath: true }).get('weekly') ??
    {};
  const early = path.filter(({ at }) => at < nowMs + 4 * hourMs - 1);
  assert.ok(early.length > 0);
  for (const point of early) assert.equal(Math.round(point.p90), week.usedPercent);
});

/** Four weeks of a small plan, then four times as much in the middle of a week. */
function upgraded(hasLimits: boolean) {
  const changeMs = startMs + 4 * weekMs + 1.5 * dayMs;
  const series = officeWeeks(5, 2);
  const samples = series.samples.map((sample) => {
    const isNew = sample.atMs >= changeMs;
    const usedPercent = isNew ? sample.usedPercent / 4 : sample.usedPercent;
    const limit = hasLimits ? (isNew ? 4096 : 1024) : undefined;
    return { ...sample, usedPercent, limit };
  });
  const { cells } = learnedAt({ ...series, samples }, changeMs + 2 * dayMs).rhythm;
  return cells.reduce((sum, cell) => sum + cell, 0);
}

test('a larger plan in the middle of a week makes the old level count little', () => {
  const [known, unknown, truth] = [upgraded(true), upgraded(false), 2 * 8 * 5 * 0.25];
  assert.ok(truth < known && known < 0.7 * unknown, `${known} instead of ${unknown}`);
});
