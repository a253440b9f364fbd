import assert from 'node:assert/strict';
import test from 'node:test';
import { learnPrices } from '../../../../src/domain/attribution/learn-prices.ts';
import { pointPrices } from '../../../../src/domain/attribution/point-prices.ts';
import type { HistorySeries } from '../../../../src/domain/history.ts';
import type { TokenUse } from '../../../../src/domain/token-use.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 9, 5);
const hours = [9, 10, 11, 12, 15, 16, 17, 18];

function useOf(model: string, hour: number, input: number): TokenUse {
  return {
    at: startMs + (hour - 0.5) * hourMs,
    agent: 'kimi-code',
    sessionId: 'session_1',
    subagent: 'main',
    project: 'shop',
    model,
    provider: 'kimi',
    certainty: 'exact',
    tokens: { input, output: 0, cacheRead: 0, cacheCreation: 0 },
    calls: 1,
  };
}

/** A day of a window that moves by four points in each of the hours. */
function prices(uses: readonly TokenUse[]) {
  const samples = Array.from({ length: 24 }, (_, hour) => ({
    atMs: startMs + hour * hourMs,
    usedPercent: 4 * hours.filter((one) => one <= hour).length,
    resetsAtMs: startMs + 7 * 24 * hourMs,
  }));
  const weekly: HistorySeries = {
    windowId: 'weekly',
    lengthMinutes: 10_080,
    samples,
    resetsAtMs: [],
  };
  const [learned] = learnPrices([weekly], uses);
  assert.ok(learned !== undefined);
  const untilMs = startMs + 24 * hourMs;
  const task = { allSeries: [weekly], uses, prices: learned, sinceMs: startMs, untilMs };
  return pointPrices(task).map(({ model, tokensPerPoint }) => [
    model ?? 'all',
    Math.round(tokensPerPoint / 1e5) / 10,
  ]);
}

test('a point has a price for each model that used tokens', () => {
  const uses = hours.map((hour, index) => useOf(index < 4 ? 'k3' : 'k2', hour, 4e6));
  assert.deepEqual(
    prices(uses).map(([model]) => model),
    ['all', 'k3', 'k2'],
  );
});

test('calls that a provider counted no tokens for have no price', () => {
  const counted = hours.slice(0, 4).map((hour) => useOf('k3', hour, 4e6));
  const uncounted = hours.slice(4).map((hour) => useOf('free', hour, 0));
  const found = prices([...counted, ...uncounted]);
  assert.deepEqual(
    found.map(([model]) => model),
    ['all', 'k3'],
  );
  assert.deepEqual(prices(hours.map((hour) => useOf('free', hour, 0))), []);
});
