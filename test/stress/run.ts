import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesBelow, leaksOf } from '../support/leaks.ts';
import { tortureReader } from './answers.ts';
import { tortureConfig } from './config-files.ts';
import { tortureWithFailures } from './failures.ts';
import { tortureServer } from './hostile-requests.ts';
import { tortureWithServices } from './hostile-service.ts';
import { tortureWriters } from './kills.ts';
import { torturePlaces } from './places.ts';
import { tortureProgramWithKills } from './program-kills.ts';
import { tortureServerSlowly } from './slow-clients.ts';
import { tortureWithTexts } from './texts.ts';
import { attempt, type Ground, type Score, type Trial } from './trial.ts';

// Faults and abuse at scale, as a table. `--seconds` is how long it may take, `--seed` brings the same chance back,
// `--only Page` tries what has that in its name.

/** With this much time everything is tried as often as it says; with less, in proportion. */
const fullSeconds = 600;
/** What is always tried whole takes about so long. */
const fixedSeconds = 70;
/** Not a real one: whatever shows a stretch of it shows a secret. */
const key = 'sk-kimi-TortureW8nQ2xVb7LrT5wKc9NdF4hJa6YsG0uEoZi3RkMpPqXtBz1DgHvS';

const trials: readonly Trial[] = [
  tortureReader,
  tortureWithFailures,
  tortureWithTexts,
  tortureConfig,
  torturePlaces,
  tortureWithServices,
  tortureServer,
  tortureServerSlowly,
  tortureWriters,
  tortureProgramWithKills,
];

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const seconds = Number(values.seconds ?? fullSeconds);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!(seconds > 0) || !Number.isSafeInteger(seed))
  throw new Error('--seconds takes a number, --seed a whole number');
const chosen = trials.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0)
  throw new Error(
    `--only takes a part of one of these: ${trials.map(({ name }) => name).join(', ')}`,
  );

const share = Math.min(1, (seconds - fixedSeconds) / (fullSeconds - fixedSeconds));
const root = mkdtempSync(join(tmpdir(), 'kimibar-torture-'));
// The tests' helpers make their folders there, too, so that these are searched as well.
process.env['TMPDIR'] = root;
const scores: Score[] = [];
const heard: string[] = [];
const takenDown: (() => unknown)[] = [];
const ground: Ground = {
  seed,
  key,
  count: (full) => Math.max(1, Math.ceil(full * share)),
  heard: (text) => void heard.push(text),
  after: (work) => void takenDown.push(work),
  folder(name) {
    const folder = join(root, `${name}-${takenDown.length}-${scores.length}`);
    mkdirSync(folder, { recursive: true });
    return folder;
  },
  score(what) {
    const known = scores.find((score) => score.what === what) ?? { what, tried: 0, failures: [] };
    if (!scores.includes(known)) scores.push(known);
    return known;
  },
};

print(`seed ${seed}`);
const startMs = performance.now();
const tooLong = setTimeout(() => {
  print(`took longer than ${seconds} s; done so far:`);
  tell();
  process.exit(1);
}, seconds * 1000);
try {
  for (const trial of chosen) {
    const before = performance.now();
    await trial(ground);
    print(`${trial.name}: ${((performance.now() - before) / 1000).toFixed(1)} s`);
  }
  await searchForSecrets(ground.score('secrets in all that came of it'));
} finally {
  clearTimeout(tooLong);
  for (const work of takenDown.toReversed()) await work();
  rmSync(root, { recursive: true, force: true });
}
tell();

/** Each output once, and every file that was left, by name and bytes. */
async function searchForSecrets(score: Score): Promise<void> {
  for (const text of new Set(heard))
    await attempt(score, text.slice(0, 200), () => refuseLeak(text));
  await attempt(score, 'files', () => refuseLeak(bytesBelow(root)));
}

function refuseLeak(text: string): void {
  const count = leaksOf(text, key).length;
  if (count > 0) throw new Error(`${count} stretches of the key`);
}

function tell(): void {
  print('');
  print(`${'what'.padEnd(48)}${'tried'.padStart(9)}${'failed'.padStart(9)}`);
  for (const { what, tried, failures } of scores) {
    print(`${what.padEnd(48)}${String(tried).padStart(9)}${String(failures.length).padStart(9)}`);
  }
  const failures = scores.flatMap(({ what, failures: all }) =>
    all.slice(0, 5).map((failure) => `${what}: ${failure.slice(0, 1000)}`),
  );
  for (const failure of failures) print(`\n${failure}`);
  const tried = scores.reduce((sum, score) => sum + score.tried, 0);
  print(
    `\n${tried} tried, ${scores.reduce((sum, score) => sum + score.failures.length, 0)} failed, seed ${seed}, ${((performance.now() - startMs) / 1000).toFixed(0)} s`,
  );
  // What was tried nowhere has proved nothing.
  if (failures.length > 0 || scores.some((score) => score.tried === 0)) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
