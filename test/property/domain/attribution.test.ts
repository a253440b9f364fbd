import assert from 'node:assert/strict';
import test from 'node:test';
import { tuningAccounts } from '../../../scripts/accuracy/account-habits.ts';
import { scorePoints } from '../../../scripts/accuracy/score-points.ts';
import { simulateAccount } from '../../../scripts/accuracy/simulated-account.ts';
import { summaryOf } from '../../../scripts/accuracy/summary.ts';

// The cut version of `npm run accuracy`: fewer accounts, and no replay of price changes.

test('points of simulated accounts are as near to the truth as promised', () => {
  const fromMs = Date.UTC(2026, 5, 1);
  const accounts = tuningAccounts(12).map((habit) => simulateAccount(habit, { fromMs, days: 45 }));
  const summary = summaryOf(accounts.map(scorePoints), []);
  const points = summary.filter(({ name }) => /error|ranges/.test(name));
  assert.equal(points.length, 4);
  assert.deepEqual(
    points.filter(({ isMet }) => !isMet),
    [],
  );
});
