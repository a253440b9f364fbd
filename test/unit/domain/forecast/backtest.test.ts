import assert from 'node:assert/strict';
import test from 'node:test';
import { runBacktest, windowIds } from '../../../../scripts/backtest/run-backtest.ts';
import { compare, minAgeDays } from '../../../../scripts/backtest/summarise.ts';
import { heldOutHabits } from '../../../../src/simulator/people/held-out-habits.ts';
import { tuningHabits } from '../../../../src/simulator/people/tuning-habits.ts';

// A cut version of `npm run backtest`, with fixed seeds.

const habits = [...tuningHabits.slice(0, 3), ...heldOutHabits.slice(0, 3)];
const { cases } = runBacktest({
  habits,
  seeds: [77, 78, 79],
  weeks: 10,
  test: { shares: [0.1, 0.25, 0.5, 0.75], futures: 40, watchFutures: 0, maxSessions: 12 },
});
const grown = cases.filter(({ ageDays }) => ageDays >= minAgeDays);

test('forecasts close most of the gap between used/elapsed and the oracle', () => {
  const session = compare(grown.filter(({ id }) => id === 'session'));
  const weekly = compare(grown.filter(({ id }) => id === 'weekly'));
  assert.ok(session.count > 200 && weekly.count > 50);
  assert.ok(session.closed.error > 0.6, `5-hour error ${session.closed.error}`);
  assert.ok(session.closed.brier > 0.85, `5-hour Brier ${session.closed.brier}`);
  assert.ok(weekly.closed.error > 0.8, `weekly error ${weekly.closed.error}`);
  assert.ok(weekly.closed.brier > 0.75, `weekly Brier ${weekly.closed.brier}`);
});

test('the 80% range holds about 80% of outcomes', () => {
  for (const id of ['session', 'weekly'] as const) {
    const { scores, openCoverage } = compare(grown.filter((one) => one.id === id));
    const { coverage = 0 } = scores.kimibar;
    assert.ok(coverage > 0.74 && coverage < 0.9, `${id} ${coverage}`);
    // An outcome of 100% is within every range that reaches it.
    const open = openCoverage.kimibar ?? 0;
    assert.ok(open > 0.65 && open < Math.min(0.88, coverage), `${id} below 100% ${open}`);
  }
});

test('the oracle is better than any method, since it knows more', () => {
  for (const id of windowIds) {
    const { scores, count } = compare(grown.filter((one) => one.id === id));
    if (count < 50) continue;
    for (const method of ['kimibar', 'usedByElapsed', 'lastHalfHour'] as const)
      assert.ok(scores.oracle.error < scores[method].error, `${id} ${method}`);
  }
});
