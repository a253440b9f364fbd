import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { attribute } from '../../../src/domain/attribution/attribute.ts';
import { learnPrices } from '../../../src/domain/attribution/learn-prices.ts';
import { pointPrices } from '../../../src/domain/attribution/point-prices.ts';
import type { HistorySample, HistorySeries } from '../../../src/domain/history.ts';
import type { TokenUse } from '../../../src/domain/token-use.ts';
import { runs } from '../../support/property-runs.ts';
import { pick, randomFrom } from '../../support/random.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const bucketMs = 5 * minuteMs;
const startMs = Date.UTC(2026, 2, 1);

const account = fc.record({
  seed: fc.integer(),
  days: fc.constantFrom(0.1, 1, 4, 10),
  models: fc.integer({ min: 1, max: 10 }),
  isWhole: fc.boolean(),
  /** The share of calls that the provider counted no tokens for. */
  uncounted: fc.constantFrom(0, 0.5, 1),
  elsewhere: fc.constantFrom(0, 0.1),
  corrections: fc.constantFrom(0, 0.01),
});

type Account = typeof account extends fc.Arbitrary<infer T> ? T : never;

function past({ seed, days, ...habit }: Account) {
  const random = randomFrom(seed);
  const uses: TokenUse[] = [];
  const readings = { session: [] as HistorySample[], weekly: [] as HistorySample[] };
  let [session, sessionEnd, week, weekEnd] = [0, 0, 0, startMs + random() * 7 * dayMs];
  const gap = (): number => bucketMs * (random() < 0.05 ? Math.ceil(random() * 70) : 1);
  for (let atMs = startMs; atMs < startMs + days * dayMs; atMs += gap()) {
    if (atMs >= sessionEnd) session = 0;
    for (; atMs >= weekEnd; weekEnd += 7 * dayMs) week = 0;
    if (random() < 0.3) {
      if (atMs >= sessionEnd) sessionEnd = atMs + 5 * hourMs;
      const tokens = Math.floor(random() * 2e6);
      uses.push(useOf(atMs, random() < habit.uncounted ? 0 : tokens, { random, ...habit }));
      session = Math.min(100, session + tokens / 3e5);
      week = Math.min(100, week + tokens / 24e5);
    }
    if (random() < habit.elsewhere) week = Math.min(100, week + random() * 2);
    if (random() < habit.corrections) week *= random();
    const shown = habit.isWhole ? Math.floor : Number;
    const resetsAtMs = atMs < sessionEnd ? sessionEnd : undefined;
    readings.session.push({ atMs, usedPercent: shown(session), resetsAtMs });
    readings.weekly.push({ atMs, usedPercent: shown(week), resetsAtMs: weekEnd });
  }
  const allSeries: readonly HistorySeries[] = [
    { windowId: 'session', lengthMinutes: 300, samples: readings.session, resetsAtMs: [] },
    { windowId: 'weekly', lengthMinutes: 10_080, samples: readings.weekly, resetsAtMs: [] },
  ];
  return { uses, allSeries };
}

function useOf(
  at: number,
  input: number,
  { random, models }: { readonly random: () => number; readonly models: number },
): TokenUse {
  return {
    at,
    agent: 'kimi-code',
    sessionId: 'session_1',
    subagent: 'main',
    project: pick(random, ['shop', 'api', 'web']),
    model: `k${Math.floor(random() * models)}`,
    provider: pick(random, ['kimi', 'kimi', 'openai']),
    certainty: 'exact',
    tokens: { input, output: Math.floor(input / 30), cacheRead: 9 * input, cacheCreation: 0 },
    calls: 1,
  };
}

function checkRange({ points, low, high }: { points: number; low: number; high: number }): void {
  assert.ok(low >= 0 && low <= points && points <= high && high < Infinity, `${low} to ${high}`);
}

test('attributed points add up, lie in their ranges, and prices are positive numbers', () => {
  const part = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean());
  fc.assert(
    fc.property(account, part, (one, [since, isInScope]) => {
      const { uses, allSeries } = past(one);
      const untilMs = startMs + one.days * dayMs;
      const sinceMs = startMs + since * one.days * dayMs;
      for (const prices of learnPrices(allSeries, uses)) {
        const known = { allSeries, uses, prices, sinceMs, untilMs };
        const keyOf = ({ project }: TokenUse) =>
          isInScope || project === 'shop' ? project : undefined;
        const found = attribute({ ...known, windowId: prices.windowId, keyOf });
        const { usedPoints, explainedPoints, elsewhere, coverage } = found;
        assert.ok(Math.abs(usedPoints - explainedPoints - elsewhere.points) < 1e-9);
        const rows = [...found.rows.values()];
        const inRows = rows.reduce((sum, { points }) => sum + points, 0);
        assert.ok(
          isInScope ? Math.abs(inRows - explainedPoints) < 1e-9 : inRows <= usedPoints + 1e-9,
        );
        for (const range of [elsewhere, ...rows]) checkRange(range);
        assert.ok(coverage >= 0 && coverage <= 1);
        for (const price of pointPrices(known)) {
          assert.ok(price.low > 0 && price.fromMs < price.toMs);
          checkRange({ ...price, points: price.tokensPerPoint });
        }
      }
    }),
    runs(25),
  );
});
