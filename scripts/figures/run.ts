// How the code is cut, in figures: `npm run figures [-- FOLDER…]`. The goals are KimiBar's own;
// other folders, such as clones of execa or hono, are measured beside src. --list names the places
// behind every figure, --check fails if a goal is missed.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figuresOf, type Figure } from './measure.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean' }, check: { type: 'boolean' } },
});
const own = join(import.meta.dirname, '..', '..', 'src');
const columns = [own, ...positionals].map(figuresOf);
const figures = columns[0] ?? [];
const missed = figures.filter(
  ({ value, goal }) => goal && (value < (goal.min ?? 0) || value > goal.max),
);

printTable();
for (const { name, places = [] } of flags.list ? figures : missed) {
  if (places.length > 0) print(`\n${name}:\n  ${places.join('\n  ')}`);
}
if (flags.check && missed.length > 0) {
  print(`\nMissed: ${missed.map(({ name }) => name).join(', ')}`);
  process.exitCode = 1;
}

function printTable(): void {
  const names = [own, ...positionals].map((folder) => folder.split('/').slice(-2).join('/'));
  printRow('', [...names, 'goal']);
  for (const [index, { name, goal }] of figures.entries()) {
    const values = columns.map(
      (column) => `${column[index]?.value ?? ''}${column[index]?.unit ?? ''}`,
    );
    printRow(name, [...values, goalText(goal)]);
  }
}

function printRow(name: string, cells: readonly string[]): void {
  print([name.padEnd(42), ...cells.map((cell) => cell.padStart(10))].join('  '));
}

function goalText(goal: Figure['goal']): string {
  if (goal === undefined) return '';
  return goal.min === undefined ? `≤ ${goal.max}` : `${goal.min}–${goal.max}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
