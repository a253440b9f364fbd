import assert from 'node:assert/strict';
import test from 'node:test';
import type { HistorySeries } from '../../../../src/domain/history.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { clockHour } from '../../../../src/web/rhythm/day-words.ts';
import { rhythmOf } from '../../../../src/web/rhythm/rhythm.ts';

const hour = 3_600_000;

/** Four weeks of Tuesdays and Wednesdays from 14 to 17, 25 points an hour; every Tuesday runs dry. */
function habit(): { readonly series: readonly HistorySeries[]; readonly nowMs: number } {
  // 2 November 2026 is a Monday.
  const start = new Date(2026, 10, 2).getTime();
  const samples: { atMs: number; usedPercent: number }[] = [];
  const resetsAtMs: number[] = [];
  for (let day = 0; day < 28; day += 1) {
    const at = (hours: number): number => new Date(2026, 10, 2 + day, hours).getTime();
    const works = day % 7 === 1 || day % 7 === 2;
    for (let hours = 10; hours <= 19; hours += 1) {
      const worked = works ? Math.max(0, Math.min(3, hours - 14)) : 0;
      const dry = day % 7 === 1 && hours >= 17;
      samples.push({ atMs: at(hours), usedPercent: dry ? 100 : worked * 25 });
    }
    if (works) resetsAtMs.push(at(20));
  }
  const weekly = Array.from({ length: 28 }, (_, day) => ({
    atMs: start + day * 24 * hour,
    usedPercent: (day % 7) * 10,
  }));
  return {
    nowMs: start + 28 * 24 * hour,
    series: [
      { windowId: 'session', lengthMinutes: 300, samples, resetsAtMs },
      {
        windowId: 'weekly',
        lengthMinutes: 10_080,
        samples: weekly,
        resetsAtMs: [1, 2, 3].map((week) => start + week * 7 * 24 * hour - hour),
      },
    ],
  };
}

test('points are counted by local weekday and hour', () => {
  const { series, nowMs } = habit();
  const { points, days, busiest } = rhythmOf(series, nowMs);
  assert.equal(points[2]?.[14], 25, 'Wednesday 14 to 15');
  assert.equal(points[0]?.[14], 0, 'watched, and nothing used');
  assert.equal(points[2]?.[4], undefined, 'not watched by night');
  assert.equal(days, 8);
  assert.deepEqual(busiest, { fromDay: 1, toDay: 2, fromHour: 14, toHour: 17 });
});

test('it counts how often a window ran dry, how long that lasted, and what expired', () => {
  const { series, nowMs } = habit();
  const { dry, dryCount, waitedMs, expired } = rhythmOf(series, nowMs);
  assert.equal(dryCount, 4);
  assert.equal(waitedMs, 4 * 3 * hour);
  assert.equal(dry[1]?.[17], 4);
  assert.equal(
    dry.flat().reduce((sum, count) => sum + count, 0),
    4,
  );
  assert.equal(expired?.series.windowId, 'weekly');
  assert.equal(expired?.leftPercent, 40);
});

test('nothing recorded is no rhythm', () => {
  const rhythm = rhythmOf([], 0);
  assert.deepEqual(
    [rhythm.days, rhythm.dryCount, rhythm.busiest, rhythm.expired],
    [0, 0, undefined, undefined],
  );
});

test('hours have two digits, as the moments beside them', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const { usage } = messagesIn(language);
    assert.equal(clockHour(9, { ...usage, hourCycle: 'h23' }), '09:00');
    assert.equal(clockHour(0, { ...usage, hourCycle: 'h23' }), '00:00');
  }
  assert.equal(clockHour(9, { ...messagesIn('en').usage, hourCycle: 'h12' }), '9 AM');
});
