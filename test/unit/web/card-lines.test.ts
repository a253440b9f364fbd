import assert from 'node:assert/strict';
import test from 'node:test';
import type { WindowForecast } from '../../../src/domain/forecast/window-forecast.ts';
import { usageView } from '../../../src/present/usage-view.ts';
import { resetPhrases } from '../../../src/web/usage/card-lines.ts';
import { wordsFor } from '../../../src/web/words.ts';
import { fresh, nowMs, session, snapshot } from '../../support/fakes/snapshots.ts';

const minuteMs = 60_000;

/** The phrases below the meter of a window that runs out in an hour, or that earlier. */
function phrases(earlierMinutes: number, language: 'en' | 'zh-CN' = 'en'): readonly string[] {
  const forecast: WindowForecast = {
    basis: 'rhythm',
    weeks: 4,
    runsOutProbability: 0.9,
    usedAtResetPercent: { p10: 90, p50: 100, p90: 100 },
    runsOutAt: nowMs + 60 * minuteMs,
    runsOutEarliestAt: nowMs + (60 - earlierMinutes) * minuteMs,
  };
  const forecasts = new Map([['session', forecast] as const]);
  const view = usageView(fresh(snapshot([session])), { nowMs, meters: 'left', forecasts });
  const [row] = view.rows;
  assert.ok(row);
  return resetPhrases({ row, view }, wordsFor(language, []));
}

test('a window that runs short says how early it may be empty', () => {
  assert.match(phrases(20)[0] ?? '', /^\d\d:\d\d at the earliest$/);
  assert.match(phrases(20, 'zh-CN')[0] ?? '', /^最早 \d\d:\d\d$/);
  assert.match(phrases(20)[1] ?? '', /^resets /);
});

test('a range that is too narrow, or that begins now, is not told', () => {
  assert.match(phrases(4)[0] ?? '', /^resets /);
  assert.match(phrases(60)[0] ?? '', /^resets /);
});
