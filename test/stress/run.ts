import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesBelow, leaksOf } from '../support/leaks.ts';
import { stressBrokenConfigs } from './broken-configs.ts';
import { stressFailures } from './failures.ts';
import { stressHostileRequests } from './hostile-requests.ts';
import { stressHostileResponses } from './hostile-responses.ts';
import { stressHostileTexts } from './hostile-texts.ts';
import { stressKilledProgram } from './killed-program.ts';
import { stressKilledReader } from './killed-reader.ts';
import { stressKilledWriters } from './killed-writers.ts';
import { stressProperties } from './properties.ts';
import { stressResumes } from './resumes.ts';
import { stressSlowClients } from './slow-clients.ts';
import { attempt, type Result, type StressContext, type StressTest } from './stress-context.ts';
import { stressUnsafeHomes } from './unsafe-homes.ts';

// Faults and abuse in large numbers, reported as a table. `--scale 0.1` tries a tenth of everything
// that has a number, `--seed` repeats a run, `--only Killed` runs the tests with that in their
// names.

/** Not a real one: any output that contains a part of it leaks a secret. */
const key = 'sk-kimi-StressW8nQ2xVb7LrT5wKc9NdF4hJa6YsG0uEoZi3RkMpPqXtBz1DgHvS';

const stressTests: readonly StressTest[] = [
  stressProperties,
  stressFailures,
  stressHostileTexts,
  stressBrokenConfigs,
  stressUnsafeHomes,
  stressHostileResponses,
  stressHostileRequests,
  stressSlowClients,
  stressResumes,
  stressKilledWriters,
  stressKilledProgram,
  stressKilledReader,
];

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    seed: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const scale = Number(values.scale);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!(scale > 0) || !Number.isSafeInteger(seed))
  throw new Error('--scale takes a number above 0, --seed a whole number');
const chosen = stressTests.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0)
  throw new Error(
    `--only takes a part of one of these names: ${stressTests.map(({ name }) => name).join(', ')}`,
  );

const root = mkdtempSync(join(tmpdir(), 'kimibar-stress-'));
// Helpers of the tests create their folders here, so these are searched as well.
process.env['TMPDIR'] = root;
const results: Result[] = [];
const outputs = new Set<string>();
const cleanups: (() => unknown)[] = [];
const context: StressContext = {
  seed,
  key,
  times: (full) => Math.max(1, Math.ceil(full * scale)),
  record: (text) => void outputs.add(text),
  after: (work) => void cleanups.push(work),
  folder(name) {
    const folder = join(root, `${name}-${cleanups.length}-${results.length}`);
    mkdirSync(folder, { recursive: true });
    return folder;
  },
  result(what) {
    const known = results.find((result) => result.what === what);
    if (known !== undefined) return known;
    const created = { what, tried: 0, failures: [] };
    results.push(created);
    return created;
  },
};

print(`seed ${seed}`);
const startMs = performance.now();
try {
  for (const stressTest of chosen) {
    const beforeMs = performance.now();
    await stressTest(context);
    print(`${stressTest.name}: ${((performance.now() - beforeMs) / 1000).toFixed(1)} s`);
  }
  await searchForSecrets(context.result('secrets in outputs and files'));
} finally {
  for (const work of cleanups.toReversed()) await work();
  rmSync(root, { recursive: true, force: true });
}
report();

/** Every output, and every file that is left, by name and bytes. */
async function searchForSecrets(result: Result): Promise<void> {
  for (const text of outputs) await attempt(result, text.slice(0, 200), () => rejectLeaks(text));
  await attempt(result, 'files', () => rejectLeaks(bytesBelow(root)));
}

function rejectLeaks(text: string): void {
  const count = leaksOf(text, key).length;
  if (count > 0) throw new Error(`${count} parts of the key`);
}

function report(): void {
  print(`\n${'what'.padEnd(48)}${'tried'.padStart(9)}${'failed'.padStart(9)}`);
  for (const { what, tried, failures } of results)
    print(`${what.padEnd(48)}${String(tried).padStart(9)}${String(failures.length).padStart(9)}`);
  const failures = results.flatMap(({ what, failures: all }) =>
    all.map((failure) => `${what}: ${failure.slice(0, 1000)}`),
  );
  for (const failure of failures.slice(0, 50)) print(`\n${failure}`);
  const tried = results.reduce((sum, result) => sum + result.tried, 0);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  print(`\n${tried} tried, ${failures.length} failed, seed ${seed}, ${seconds} s`);
  // A row that tried nothing has proved nothing.
  if (failures.length > 0 || results.some((result) => result.tried === 0)) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
