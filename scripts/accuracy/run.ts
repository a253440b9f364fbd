// How well quota is attributed, on simulated accounts whose truth is known: `npm run accuracy`
// scores accounts that the tuning never saw and writes docs/accuracy.md; with --tuning it prints
// the scores of those that it was tuned with.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withWrittenPart } from '../written-part.ts';
import { heldOutAccounts, tuningAccounts } from './account-habits.ts';
import { accountRow, type ScoredAccount } from './account-row.ts';
import { scoreChanges } from './score-changes.ts';
import { scorePoints } from './score-points.ts';
import { simulateAccount } from './simulated-account.ts';
import { summaryOf, type Summary } from './summary.ts';

const { values: flags } = parseArgs({
  options: { tuning: { type: 'boolean' }, accounts: { type: 'string', default: '30' } },
});
const fromMs = Date.UTC(2026, 5, 1);
const days = 60;
const path = join(import.meta.dirname, '..', '..', 'docs', 'accuracy.md');

const draw = flags.tuning === true ? tuningAccounts : heldOutAccounts;
const scored = draw(Number(flags.accounts)).map((habit): ScoredAccount => {
  const account = simulateAccount(habit, { fromMs, days });
  const row = { habit, account, points: scorePoints(account), changes: scoreChanges(account) };
  process.stderr.write(`${accountRow(row)}\n`);
  return row;
});
const summary = summaryOf(
  scored.map(({ points }) => points),
  scored.map(({ changes }) => changes),
);
const tables = `${summaryTable(summary)}\n${accountTable(scored)}`;
if (flags.tuning === true) process.stdout.write(tables);
else writeFileSync(path, withWrittenPart(readFileSync(path, 'utf8'), 'accuracy', tables));
if (summary.some(({ isMet }) => !isMet)) process.exitCode = 1;

function summaryTable(rows: Summary): string {
  const lines = rows.map(({ name, goal, value, isMet }) => {
    return `| ${name} | ${value}${isMet ? '' : ' (missed)'} | ${goal} |\n`;
  });
  return `| figure | reached | goal |\n|---|---|---|\n${lines.join('')}`;
}

function accountTable(rows: readonly ScoredAccount[]): string {
  const head =
    '| habit | projects | read | counts | elsewhere | price | median error | in range | elsewhere error | coverage | change found after |\n';
  return `${head}|---|---|---|---|---|---|---|---|---|---|---|\n${rows.map((row) => `${accountRow(row)}\n`).join('')}`;
}
