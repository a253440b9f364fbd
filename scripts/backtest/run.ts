import { parseArgs } from 'node:util';
import { heldOutHabits } from '../../src/simulator/people/held-out-habits.ts';
import { tuningHabits } from '../../src/simulator/people/tuning-habits.ts';
import { scoreTables } from './print-tables.ts';
import { runBacktest } from './run-backtest.ts';

// `npm run backtest -- [--habits held-out|tuning] [--people N] [--seed N] [--weeks N]`: the score
// tables of docs/forecast.md. The people of the default were not looked at while tuning.

const { values } = parseArgs({
  options: {
    habits: { type: 'string', default: 'held-out' },
    people: { type: 'string', default: '3' },
    seed: { type: 'string', default: '9653' },
    weeks: { type: 'string', default: '15' },
  },
});
const people = Number(values.people);
const seed = Number(values.seed);
const weeks = Number(values.weeks);
if (![people, seed, weeks].every((value) => Number.isSafeInteger(value) && value > 0))
  throw new Error('--people, --seed and --weeks must be whole numbers above 0');
const habits = values.habits === 'tuning' ? tuningHabits : heldOutHabits;
const backtest = runBacktest({
  habits,
  seeds: Array.from({ length: people }, (_, index) => seed + index),
  weeks,
  test: {
    shares: [0.02, 0.1, 0.25, 0.5, 0.75, 0.9],
    futures: 80,
    watchFutures: 40,
    maxSessions: 40,
  },
});
const title = `${habits.length} habits (${values.habits}), ${people} people each, ${weeks} weeks, seed ${seed}`;
process.stdout.write(`${title}\n\n${scoreTables(backtest)}\n`);
