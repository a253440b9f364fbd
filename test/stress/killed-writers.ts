import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { lstatSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { randomFrom } from '../support/random.ts';
import { attempt, type StressContext, type Result } from './stress-context.ts';
import { writers, type WriterName } from './writers.ts';

/** The whole history is read after each kill, so it starts over after this many. */
const killsPerFolder = 10;
const maxDelayMs = 12;

/**
 * 50 kills of each writer at random moments: what was written before is complete; only the write
 * under way may be missing.
 */
export async function stressKilledWriters(context: StressContext): Promise<void> {
  const names = Object.keys(writers) as WriterName[];
  const program = await bundled(context);
  const lanes = names.map(async (name, index) => {
    const result = context.result(`kills while writing ${name}`);
    const random = randomFrom(context.seed + index);
    let folder = '';
    let sure = 0;
    for (let kill = 0; kill < context.times(50); kill += 1) {
      if (kill % killsPerFolder === 0) [folder, sure] = [context.folder(name), 0];
      await attempt(result, `kill ${kill + 1}`, async () => {
        sure = Math.max(sure, await killAtRandom(program, name, folder, random));
        const kept = await writers[name](folder).read();
        assert.ok(kept >= sure && sure > 0, `${kept} kept, ${sure} reported`);
        sure = kept;
      });
      checkRemains(result, folder);
    }
  });
  await Promise.all(lanes);
}

/** Bundled into one file, the writer starts in a third of the time. */
async function bundled(context: StressContext): Promise<string> {
  const file = join(context.folder('writer'), 'writer-process.mjs');
  const input = join(import.meta.dirname, 'writer-process.ts');
  // Its CommonJS entry loads its parts in a way that no bundler follows.
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

/**
 * Kills a writer a random time after its first output; resolves with the last count that it
 * reported.
 */
async function killAtRandom(
  program: string,
  name: WriterName,
  folder: string,
  random: () => number,
): Promise<number> {
  const child = spawn(process.execPath, [program, name, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const afterMs = random() * maxDelayMs;
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    if (text === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
    text += part;
  });
  await new Promise((resolve) => child.once('close', resolve));
  // What an earlier kill has left must not block the next writer.
  assert.ok(text.includes('\n'), 'nothing was written');
  return Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1));
}

/**
 * What a killed writer leaves is private, and the next one removes it after an hour; files are set
 * back by that hour.
 */
function checkRemains(result: Result, folder: string): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const remains = entries
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.tmp') || name.startsWith('kimibar-cookies-'));
  // A lock, and the file that it guards: from the last kill and the one before it.
  if (remains.length > 2) result.failures.push(`leftovers pile up: ${remains.join(', ')}`);
  const then = new Date(Date.now() - 3_600_000);
  for (const entry of entries.toReversed()) {
    const path = join(entry.parentPath, entry.name);
    if ((lstatSync(path).mode & 0o077) !== 0) result.failures.push(`others may read ${entry.name}`);
    utimesSync(path, then, then);
  }
}
