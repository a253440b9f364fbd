import assert from 'node:assert/strict';
import test from 'node:test';
import { isBreakdownRecord, type BreakdownRecord } from '../../../src/domain/breakdown-record.ts';
import { breakdownBars, timeBars } from '../../../src/web/breakdown/breakdown-bars.ts';
import { amountText, basisText, detailText } from '../../../src/web/breakdown/breakdown-words.ts';
import { wordsFor } from '../../../src/web/words.ts';

const words = wordsFor('en', []);
const at = (hour: number): string => new Date(2026, 10, 24, hour).toISOString();

function record(
  points: readonly (number | undefined)[],
  more: Partial<BreakdownRecord> = {},
): BreakdownRecord {
  const tokens = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0, calls: 1 };
  return {
    provider: 'kimi',
    since: at(8),
    until: at(20),
    by: 'project',
    window: 'weekly',
    tokens,
    quota: {
      usedPoints: 30,
      explainedPoints: 20,
      elsewherePoints: 10,
      elsewhereRange: { low: 8.2, high: 13 },
      coverage: 1,
      elsewhere: [{ from: at(12), to: at(13), points: 10 }],
    },
    rows: points.map((each, index) => ({
      key: at(9 + index),
      label: `row ${index}`,
      tokens: { ...tokens, input: (index + 1) * 1_000_000 },
      sessions: 1,
      firstAt: at(9),
      lastAt: at(10),
      quota: each === undefined ? null : { points: each, low: each * 0.9, high: each * 1.1 },
    })),
    otherProviders: [],
    pointPrice: [],
    walls: [],
    logs: [],
    ...more,
  };
}

test('the longest bar is the widest, and elsewhere is measured with the same rule', () => {
  const { bars, elsewhere, rest } = breakdownBars(record([5, 20]));
  assert.deepEqual(
    bars.map(({ label, width }) => [label, width]),
    [
      ['row 1', 1],
      ['row 0', 0.25],
    ],
  );
  assert.equal(elsewhere?.width, 0.5);
  assert.equal(rest, undefined);
});

test('elsewhere shows its range, and none if an older server sends none', () => {
  const hint = 'Another computer.';
  const detail = (of: BreakdownRecord): string => {
    assert.ok(isBreakdownRecord(of));
    const { elsewhere } = breakdownBars(of);
    assert.ok(elsewhere !== undefined);
    assert.equal(amountText(elsewhere, words), '10.0 points');
    return detailText(elsewhere, words, hint);
  };
  const { quota, ...others } = record([5, 20]);
  assert.ok(quota !== null);
  assert.equal(detail({ quota, ...others }), '8.2–13.0 · Another computer.');
  const { elsewhereRange, ...older } = quota;
  assert.equal(detail({ quota: older, ...others }), hint);
  const half = { ...older, elsewhereRange: { low: elsewhereRange?.low } };
  assert.ok(!isBreakdownRecord({ quota: half, ...others }));
});

test('without points, bars are tokens, and nothing is said of elsewhere', () => {
  const { bars, elsewhere } = breakdownBars(record([undefined, 3]));
  assert.deepEqual(
    bars.map(({ points }) => points),
    [undefined, undefined],
  );
  assert.equal(bars[0]?.label, 'row 1');
  assert.equal(elsewhere, undefined);
  const [bar] = breakdownBars(record([undefined], { quota: null })).bars;
  assert.ok(bar !== undefined);
  assert.equal(amountText(bar, words), '1.0M tokens');
});

test('many small rows are one', () => {
  const { bars, rest } = breakdownBars(record([9, 8, 7, 6, 5, 4, 3, 2, 1]));
  assert.equal(bars.length, 7);
  assert.equal(rest?.count, 2);
  assert.equal(rest?.points?.points, 3);
});

test('with several accounts it says that the logs do not name them, also in Chinese', () => {
  const chinese = wordsFor('zh-CN', []);
  for (const spoken of [words, chinese])
    for (const quota of [record([5]).quota, null]) {
      const own = basisText(record([5], { quota }), spoken);
      const shared = basisText(record([5], { quota, logsShared: true }), spoken);
      assert.equal(
        shared,
        own + spoken.messages.verdict.between + spoken.page.breakdown.logsShared,
      );
    }
  assert.match(chinese.page.breakdown.logsShared, /日志不记录账号/);
});

test('hours hold what their rows and elsewhere come to', () => {
  const hours = timeBars(record([4, 6]));
  const heights = new Map(hours.map((bar) => [new Date(bar.atMs).getHours(), bar]));
  assert.equal(heights.get(9)?.height, 0.4);
  assert.equal(heights.get(10)?.height, 0.6);
  assert.deepEqual([heights.get(12)?.height, heights.get(12)?.elsewhereHeight], [0, 1]);
  assert.equal(timeBars(record([4, 6]), 86_400_000).length, 1);
});

test('estimates show their range, and a price that changed is named', () => {
  const [bar] = breakdownBars(record([20])).bars;
  assert.ok(bar !== undefined);
  assert.equal(amountText(bar, words), '20.0 points');
  assert.equal(detailText(bar, words), '18.0–22.0 · 1.0M tokens');
  const price = { window: 'weekly', low: 1, high: 1 };
  const pointPrice = [
    { ...price, from: at(8), to: at(12), tokensPerPoint: 2_900_000 },
    { ...price, from: at(12), to: at(20), tokensPerPoint: 1_100_000 },
  ];
  const text = basisText(record([20], { pointPrice }), words);
  assert.match(text, /One point is 1\.1M tokens since 12:00; before, it was 2\.9M\.$/);
  assert.equal(basisText(record([], { quota: null }), words), '');
});
