import assert from 'node:assert/strict';
import test from 'node:test';
import type { HistorySeries } from '../../../../src/domain/history.ts';
import {
  evenShareAt,
  historyCourse,
  shareAt,
  type CourseFacts,
} from '../../../../src/web/history/history-course.ts';

const hour = 3_600_000;
const facts: CourseFacts = { sinceMs: 0, untilMs: 24 * hour, meters: 'left', gapMs: 3 * hour };

function session(
  samples: readonly (readonly [number, number, number?])[],
  resets: readonly number[] = [],
): HistorySeries {
  return {
    windowId: 'session',
    lengthMinutes: 300,
    samples: samples.map(([at, usedPercent, end]) => ({
      atMs: at * hour,
      usedPercent,
      resetsAtMs: end === undefined ? undefined : end * hour,
    })),
    resetsAtMs: resets.map((at) => at * hour),
  };
}

test('a sample is valid until the next one', () => {
  const course = historyCourse(
    session([
      [1, 10],
      [2, 30],
    ]),
    facts,
  );
  assert.equal(shareAt(course, 1.5 * hour), 90);
  assert.equal(shareAt(course, 2 * hour), 70);
  assert.equal(shareAt(course, 0.5 * hour), undefined);
});

test('a longer time without a sample breaks the line', () => {
  const course = historyCourse(
    session([
      [1, 10],
      [9, 30],
    ]),
    facts,
  );
  assert.equal(shareAt(course, 3.9 * hour), 90);
  assert.equal(shareAt(course, 5 * hour), undefined);
  assert.equal(shareAt(course, 9 * hour), 70);
});

test('there is no line between a reset and the next sample', () => {
  const course = historyCourse(
    session(
      [
        [1, 60],
        [3, 5],
      ],
      [2],
    ),
    facts,
  );
  assert.equal(shareAt(course, 1.9 * hour), 40);
  assert.equal(shareAt(course, 2.5 * hour), undefined);
  assert.deepEqual(course.resetsAtMs, [2 * hour]);
});

test('even-pace lines run from full to empty; resets a few minutes apart are one window', () => {
  const course = historyCourse(
    session(
      [
        [10, 0, 14],
        [11, 20, 14.01],
        [15, 0, 19],
      ],
      [14],
    ),
    facts,
  );
  assert.equal(course.evenLines.length, 2);
  assert.equal(Math.round(evenShareAt(course, 11.51 * hour) ?? 0), 50);
  assert.equal(evenShareAt(course, 8 * hour), undefined);
  const used = historyCourse(session([[10, 0, 14]]), { ...facts, meters: 'used' });
  assert.equal(evenShareAt(used, 10 * hour), 20);
});

test('windows without a pace have no even-pace line; samples outside the span are left out', () => {
  const daily = historyCourse(
    {
      windowId: 'rate-1440',
      lengthMinutes: 1440,
      samples: [{ atMs: -hour, usedPercent: 5, resetsAtMs: hour }],
      resetsAtMs: [-2 * hour],
    },
    facts,
  );
  assert.deepEqual(daily.evenLines, []);
  assert.deepEqual(daily.resetsAtMs, []);
  assert.equal(daily.samples.length, 0);
  assert.equal(shareAt(daily, hour), 95, 'but it still says where the line begins');
});

test('a month has an even-pace line from one calendar month before its reset', () => {
  const resetsAtMs = Date.UTC(2026, 2, 15);
  const untilMs = resetsAtMs - 24 * hour;
  const { evenLines } = historyCourse(
    {
      windowId: 'monthly',
      // The same reset, a few seconds apart.
      samples: [0, 3].map((seconds) => ({
        atMs: untilMs - hour,
        usedPercent: 5,
        resetsAtMs: resetsAtMs + seconds * 1000,
      })),
      resetsAtMs: [],
    },
    { ...facts, sinceMs: untilMs - 24 * hour, untilMs },
  );
  assert.deepEqual(evenLines, [{ fromMs: Date.UTC(2026, 1, 15) + 3000, toMs: resetsAtMs + 3000 }]);
});
