// What a simulated fleet costs a VictoriaMetrics: `npm run fleet-cost` writes the table in
// docs/fleet.md; --accounts 100,1000 measures these only and prints.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { noMetricsLab } from '../../test/support/metrics-engine.ts';
import { withWrittenPart } from '../written-part.ts';
import { bytesOfSample } from './bytes-of-sample.ts';
import type { Cost } from './engine-cost.ts';
import { measureFleet, type FleetCost } from './measure-fleet.ts';

const { values: flags } = parseArgs({ options: { accounts: { type: 'string' } } });
const path = join(import.meta.dirname, '..', '..', 'docs', 'fleet.md');
const minutesOfDay = 1440;
if (noMetricsLab !== false) throw new Error(noMetricsLab);

const bytes = await withCleanup(bytesOfSample);
const costs: FleetCost[] = [];
for (const accounts of (flags.accounts ?? '100,1000,10000').split(',').map(Number)) {
  const cost = await withCleanup((t) => measureFleet(t, accounts));
  process.stderr.write(`${JSON.stringify(cost)}\n`);
  costs.push(cost);
}
const text = table(costs);
if (flags.accounts !== undefined) process.stdout.write(text);
else writeFileSync(path, withWrittenPart(readFileSync(path, 'utf8'), 'fleet-cost', text));

/** Ends what `act` started when it is done. */
async function withCleanup<Result>(
  act: (t: Parameters<typeof measureFleet>[0]) => Promise<Result>,
): Promise<Result> {
  const cleanups: (() => unknown)[] = [];
  const after = (clean: () => unknown) => void cleanups.unshift(clean);
  try {
    return await act({ after });
  } finally {
    for (const clean of cleanups) await clean();
  }
}

function table(all: readonly FleetCost[]): string {
  const rows: readonly (readonly [string, (cost: FleetCost) => string])[] = [
    ['series', ({ series }) => count(series)],
    ['samples a day', (cost) => `${(samples(cost) / 1e6).toFixed(1)} million`],
    ['disk a day', (cost) => `${((samples(cost) * bytes) / 1e6).toFixed(1)} MB`],
    ['memory of the engine', ({ memoryMb }) => `${count(memoryMb)} MB`],
    ['pushes, processor time a minute', ({ pushes }) => ms(pushes.cpuMs)],
    ['recording rules, processor time a minute', ({ rules }) => ms(rules.cpuMs)],
    ['`fleet`, first page, without rules', ({ pagePushed }) => firstPage(pagePushed)],
    ['`fleet`, first page, with rules', ({ pageRecorded }) => firstPage(pageRecorded)],
    ['slowest panel of the dashboard', ({ slowest }) => ms(slowest.cpuMs)],
  ];
  const head = `| accounts | ${all.map(({ accounts }) => count(accounts)).join(' | ')} |\n`;
  const lines = rows.map(([name, of]) => `| ${name} | ${all.map(of).join(' | ')} |\n`);
  return `${head}|---|${'---|'.repeat(all.length)}\n${lines.join('')}`;
}

function samples({ series }: FleetCost): number {
  return series * minutesOfDay;
}

/** The engine's work, and how long a user waits from pressing Enter. */
function firstPage({ cpuMs, wallMs }: Cost): string {
  return `${ms(cpuMs)}, shown after ${ms(wallMs)}`;
}

function ms(value: number): string {
  return `${count(value)} ms`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
