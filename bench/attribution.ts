import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeHost } from '../src/host/node-host.ts';
import { writeSimulatedPast } from '../test/support/simulated-past.ts';
import { atMost, milliseconds, type Figure } from './figure.ts';
import { timePairs, type PairedResult, type Run } from './paired-runs.ts';

/** More than bare Node, if neither the logs nor the readings have changed. */
const nothingNewGoalMs = 60;

/** `breakdown` with three weeks of readings: with a repeated answer, and with one of its own. */
export async function timeAttribution(
  program: string,
  folder: string,
  base: Run,
): Promise<readonly Figure[]> {
  const home = join(folder, 'attribution');
  mkdirSync(home);
  const env = { ...base.env, HOME: home, KIMIBAR_DATA_DIR: join(home, 'data') };
  const host = createNodeHost({ env });
  await writeSimulatedPast(host, join(home, '.kimi-code'), { nowMs: Date.now() });
  const over = (...words: readonly string[]): PairedResult =>
    timePairs({ args: [program, 'breakdown', '--json', ...words], env }, { ...base, env }, 10);
  const again = over();
  // Each run asks for another time.
  const anew = over('--since', '14d');
  const addedMs = again.medianMs - again.baseMs;
  return [
    {
      name: '`breakdown` with three weeks of readings, nothing new',
      value: milliseconds(again.medianMs),
      beside: milliseconds(again.baseMs),
      ratio: again.ratio,
      goal: atMost(addedMs, nothingNewGoalMs, `≤ +${nothingNewGoalMs} ms`),
    },
    {
      name: '… and points attributed again',
      value: milliseconds(anew.medianMs),
      beside: milliseconds(anew.baseMs),
      ratio: anew.ratio,
    },
  ];
}
