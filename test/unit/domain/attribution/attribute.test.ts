import assert from 'node:assert/strict';
import test from 'node:test';
import { attribute, type AttributionTask } from '../../../../src/domain/attribution/attribute.ts';
import { learnPrices } from '../../../../src/domain/attribution/learn-prices.ts';
import { settledChanges } from '../../../../src/domain/attribution/settled-changes.ts';
import type { HistorySample, HistorySeries } from '../../../../src/domain/history.ts';
import type { TokenUse } from '../../../../src/domain/token-use.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
const startMs = Date.UTC(2026, 9, 5);

type Hour = {
  readonly project?: 'shop' | 'api';
  readonly tokens?: number;
  readonly other?: number;
};

/**
 * A week in which every hour has its work: `tokens` (millions of input) in a project, and `other`
 * points used elsewhere. A point costs a million, until `dearerFrom` (hours), then half of it.
 */
function week(hours: readonly Hour[], dearerFrom = Infinity) {
  const uses: TokenUse[] = [];
  const samples: HistorySample[] = [];
  let used = 0;
  for (const [hour, { project = 'shop', tokens = 0, other = 0 }] of hours.entries()) {
    const at = startMs + hour * hourMs;
    used += tokens * (hour >= dearerFrom ? 2 : 1) + other;
    samples.push({
      atMs: at + hourMs,
      usedPercent: Math.floor(used),
      resetsAtMs: startMs + weekMs,
    });
    if (tokens > 0) uses.push(useOf(project, at + 20 * 60_000, tokens * 1e6));
  }
  const weekly = { windowId: 'weekly', lengthMinutes: 10_080, samples, resetsAtMs: [] } as const;
  return { uses, allSeries: [weekly] as readonly HistorySeries[] };
}

function useOf(project: string, at: number, input: number): TokenUse {
  return {
    at,
    agent: 'kimi-code',
    sessionId: 'session_1',
    subagent: 'main',
    project,
    model: 'kimi-k3',
    provider: 'kimi',
    certainty: 'exact',
    tokens: { input, output: 0, cacheRead: 0, cacheCreation: 0 },
    calls: 1,
  };
}

function attributed(
  { uses, allSeries }: ReturnType<typeof week>,
  keyOf: AttributionTask['keyOf'] = ({ project }) => project,
) {
  const prices = learnPrices(allSeries, uses)[0];
  assert.ok(prices !== undefined);
  return attribute({
    allSeries,
    uses,
    prices,
    windowId: 'weekly',
    sinceMs: startMs,
    untilMs: startMs + weekMs,
    keyOf,
  });
}

/** Four hours of the shop, two of the api, the rest of the day nothing. */
const day: readonly Hour[] = Array.from({ length: 24 }, (_, hour): Hour => {
  if (hour >= 9 && hour < 13) return { project: 'shop', tokens: 2 };
  return hour >= 14 && hour < 16 ? { project: 'api', tokens: 1.5 } : {};
});

test('points go to the projects whose tokens used them', () => {
  const found = attributed(week(Array.from({ length: 7 }, () => day).flat()));
  const shop = found.rows.get('shop');
  const api = found.rows.get('api');
  assert.ok(shop !== undefined && Math.abs(shop.points - 56) < 1, String(shop?.points));
  assert.ok(api !== undefined && Math.abs(api.points - 21) < 1, String(api?.points));
  const { low, high } = shop;
  assert.ok(low < 56 && high > 55.5 && high - low < 9, `${low} to ${high}`);
  assert.ok(found.elsewhere.points < 1);
  assert.ok(Math.abs(found.usedPoints - 77) < 1e-6);
  assert.equal(found.coverage, 1);
});

test('use without logs is elsewhere, with its time', () => {
  const nights = day.map((hour, index) => (index === 3 ? { other: 6 } : hour));
  const found = attributed(week([...day, ...nights, ...day, ...day, ...day, ...day]));
  assert.ok(Math.abs(found.elsewhere.points - 6) < 1, String(found.elsewhere.points));
  const [first, ...others] = found.elsewhereTimes.toSorted((a, b) => b.points - a.points);
  assert.deepEqual(first && [first.fromMs, first.toMs], [
    startMs + 27 * hourMs,
    startMs + 28 * hourMs,
  ]);
  assert.ok(others.every(({ points }) => points < 1));
});

test('the range of elsewhere is the same, whatever the rows are', () => {
  const nights = day.map((hour, index) => (index === 3 ? { other: 6 } : hour));
  const all = week([...day, ...nights, ...day, ...day, ...day, ...day]);
  const { elsewhere } = attributed(all);
  assert.ok(elsewhere.low < elsewhere.high);
  for (const keyOf of [
    () => 'all',
    ({ at }: TokenUse) => String(at),
    ({ project }: TokenUse) => (project === 'shop' ? project : undefined),
  ])
    assert.deepEqual(attributed(all, keyOf).elsewhere, elsewhere);
});

test('without readings nothing is attributed, and the coverage says so', () => {
  const { uses, allSeries } = week(Array.from({ length: 4 }, () => day).flat());
  const found = attributed({ uses: [...uses, useOf('api', startMs + 5 * dayMs, 5e6)], allSeries });
  assert.ok(Math.abs(found.coverage - 4 / 7) < 0.01);
  const api = found.rows.get('api');
  assert.ok(api !== undefined && Math.abs(api.points - 12) < 1, String(api?.points));
});

test('what another provider paid for gets nothing', () => {
  const { uses, allSeries } = week(Array.from({ length: 5 }, () => day).flat());
  const other = uses.map((use) => Object.assign({}, use, { provider: 'openai', project: 'other' }));
  const found = attributed({ uses: [...uses, ...other], allSeries });
  assert.deepEqual([...found.rows.keys()].sort(), ['api', 'shop']);
});

test('a point that takes half the tokens is a price change, a night elsewhere is none', () => {
  const days = Array.from({ length: 7 }, () =>
    day.map((hour) => Object.assign({}, hour, { tokens: (hour.tokens ?? 0) * 0.7 })),
  );
  const dearer = week(days.flat(), 3 * 24);
  const [change, ...more] = settledChanges(learnPrices(dearer.allSeries, dearer.uses));
  assert.ok(change !== undefined && more.length === 0);
  assert.ok(Math.abs(change.atMs - (startMs + 3 * dayMs)) < 12 * hourMs);
  const factor = change.tokensPerPointBefore / change.tokensPerPoint;
  assert.ok(factor > 1.6 && factor < 2.5, String(factor));
  const busy = days.map((hours) =>
    hours.map((hour, index) => (index === 22 ? { other: 2 } : hour)),
  );
  const steady = week(busy.flat());
  assert.deepEqual(settledChanges(learnPrices(steady.allSeries, steady.uses)), []);
});
