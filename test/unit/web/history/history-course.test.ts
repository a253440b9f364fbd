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
const facts: CourseFacts = {
  sinceMs: 0,
  untilMs: 24 * hour,
  nowMs: 24 * hour,
  meters: 'left',
  gapMs: 3 * hour,
};

function session(
  samples: readonly (readonly [number, number])[],
  resets: readonly number[] = [],
): HistorySeries {
  return {
    windowId: 'session',
    lengthMinutes: 300,
    samples: samples.map(([at, usedPercent]) => ({ atMs: at * hour, usedPercent })),
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
  assert.equal(course.parts.length, 2);
});

test('at a reset the window is full, until the next sample or as long as a gap', () => {
  const course = historyCourse(
    session(
      [
        [1, 60],
        [3, 5],
        [4, 20],
      ],
      [2, 6],
    ),
    facts,
  );
  assert.equal(shareAt(course, 1.9 * hour), 40);
  assert.equal(shareAt(course, 2 * hour), 100);
  assert.equal(shareAt(course, 2.9 * hour), 100);
  assert.equal(shareAt(course, 3 * hour), 95);
  assert.equal(shareAt(course, 8.9 * hour), 100);
  assert.equal(shareAt(course, 9.1 * hour), undefined);
  assert.deepEqual(course.resetsAtMs, [2 * hour, 6 * hour]);
});

test('the level at the left edge is carried in, and only the last of several', () => {
  const course = historyCourse(
    session(
      [
        [-3, 80],
        [-1, 60],
        [1, 20],
      ],
      [0],
    ),
    facts,
  );
  assert.deepEqual(course.parts[0]?.slice(0, 2), [
    { atMs: 0, share: 100 },
    { atMs: hour, share: 80 },
  ]);
  const early = historyCourse(session([[-1, 60]]), facts);
  assert.equal(shareAt(early, hour), 40);
  assert.equal(early.samples.length, 0, 'but the samples are those of the span');
});

test('the even pace is that of the open window only', () => {
  const series = session([[10, 0]], [5, 9]);
  const course = historyCourse(series, { ...facts, resetsAtMs: 14 * hour });
  assert.deepEqual(course.even, { fromMs: 9 * hour, toMs: 14 * hour });
  assert.equal(evenShareAt(course, 11.5 * hour), 50);
  assert.equal(evenShareAt(course, 8 * hour), undefined);
  const used = historyCourse(series, { ...facts, meters: 'used', resetsAtMs: 14 * hour });
  assert.equal(evenShareAt(used, 10 * hour), 20);
  assert.equal(historyCourse(series, facts).even, undefined);
});

test('a month begins one calendar month before its reset; other windows have no even pace', () => {
  const resetsAtMs = Date.UTC(2026, 2, 15);
  const month: HistorySeries = { windowId: 'monthly', samples: [], resetsAtMs: [] };
  const { even } = historyCourse(month, { ...facts, resetsAtMs });
  assert.deepEqual(even, { fromMs: Date.UTC(2026, 1, 15), toMs: resetsAtMs });
  const daily: HistorySeries = { ...month, windowId: 'rate-1440', lengthMinutes: 1440 };
  assert.equal(historyCourse(daily, { ...facts, resetsAtMs }).even, undefined);
});

test('the times without any quota left, up to the reset', () => {
  const course = historyCourse(
    session(
      [
        [1, 90],
        [2, 100],
        [2.5, 100],
        [6, 100],
      ],
      [4],
    ),
    { ...facts, nowMs: 8 * hour },
  );
  assert.deepEqual(course.dry, [
    { fromMs: 2 * hour, toMs: 4 * hour },
    { fromMs: 6 * hour, toMs: 8 * hour },
  ]);
});
