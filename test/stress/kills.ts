import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { lstatSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { chanceFrom } from './chance.ts';
import { attempt, type Ground, type Score } from './trial.ts';
import { writers, type WriterName } from './writers.ts';

/** A history is read whole each time: it begins anew after so many kills. */
const killsPerFolder = 10;
const longestWriteMs = 12;

/** 550 kills at random moments over all writers: what is kept is whole, and lacks at most what was under way. */
export async function tortureWriters(ground: Ground): Promise<void> {
  const names = Object.keys(writers) as WriterName[];
  const program = await bundled(ground);
  const lanes = names.map(async (name, index) => {
    const score = ground.score(`kills while writing ${name}`);
    const chance = chanceFrom(ground.seed + index);
    let folder = '';
    let sure = 0;
    for (let kill = 0; kill < ground.count(50); kill += 1) {
      if (kill % killsPerFolder === 0) [folder, sure] = [ground.folder(name), 0];
      await attempt(score, `kill ${kill + 1}`, async () => {
        sure = Math.max(sure, await killAtRandom(program, name, folder, chance));
        const kept = await writers[name](folder).read();
        assert.ok(kept >= sure && sure > 0, `${kept} kept, ${sure} told`);
        sure = kept;
      });
      checkRemains(score, folder);
    }
  });
  await Promise.all(lanes);
}

/** The writer as one file: it starts in a third of the time. */
async function bundled(ground: Ground): Promise<string> {
  const file = join(ground.folder('writer'), 'writer-process.mjs');
  const input = join(import.meta.dirname, 'writer-process.ts');
  // Its main file asks for its parts in a way that no bundler follows.
  const resolve = { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } };
  await build({
    input,
    resolve,
    platform: 'node',
    output: { file, format: 'esm', codeSplitting: false },
    logLevel: 'silent',
  });
  return file;
}

/** Kills a writer a random time after its first sign of life; resolves with the last count that it was sure of. */
async function killAtRandom(
  program: string,
  name: WriterName,
  folder: string,
  chance: () => number,
): Promise<number> {
  const child = spawn(process.execPath, [program, name, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const afterMs = chance() * longestWriteMs;
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    if (text === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
    text += part;
  });
  await new Promise((resolve) => child.once('close', resolve));
  // What the one before left must not keep the next from writing.
  assert.ok(text.includes('\n'), 'not one write came about');
  return Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1));
}

/** What a killed writer leaves is private, and is tidied up by the next: an hour later, for which nobody waits here. */
function checkRemains(score: Score, folder: string): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const remains = entries
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.tmp') || name.startsWith('kimibar-cookies-'));
  // Of each file one: a lock and what it guards may be left by one kill and the one before.
  if (remains.length > 2) score.failures.push(`remains pile up: ${remains.join(', ')}`);
  const then = new Date(Date.now() - 3_600_000);
  for (const entry of entries.toReversed()) {
    const path = join(entry.parentPath, entry.name);
    if ((lstatSync(path).mode & 0o077) !== 0) score.failures.push(`others may read ${entry.name}`);
    utimesSync(path, then, then);
  }
}
