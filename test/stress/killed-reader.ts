import assert from 'node:assert/strict';
import { join } from 'node:path';
import { isBreakdownRecord } from '../../src/domain/breakdown-record.ts';
import { writeLogTree } from '../support/log-tree.ts';
import { randomFrom } from '../support/random.ts';
import { runProgram } from '../support/run-program.ts';
import { attempt, type StressContext } from './stress-context.ts';

const args = ['breakdown', '--json', '--since', '2020-01-01'];
/** About as long as it takes to start and to read everything. */
const maxDelayMs = 400;
/** After this many kills, everything is counted by a run that ends, and reading starts again. */
const killsPerLedger = 20;

/** Kills `breakdown` while it reads logs into its ledger: afterwards every call counts once. */
export async function stressKilledReader(context: StressContext): Promise<void> {
  const result = context.result('kills of a reader of logs');
  const random = randomFrom(context.seed);
  const home = context.folder('log-home');
  const truth = writeLogTree(join(home, '.kimi-code'), {
    sessions: 100,
    callsPerSession: 100,
    bytesPerCall: 3_000,
    seed: context.seed,
    startMs: Date.UTC(2026, 10, 20),
  });
  let data = '';
  for (let kill = 0; kill < context.times(200); kill += 1) {
    if (kill % killsPerLedger === 0) data = context.folder(`log-data-${kill}`);
    const env = { KIMIBAR_DATA_DIR: data };
    const afterMs = 30 + random() * maxDelayMs;
    await attempt(result, `kill ${kill + 1} after ${afterMs.toFixed(0)} ms`, async () => {
      await runProgram(args, {
        home,
        env,
        onStart: (child) => setTimeout(() => child.kill('SIGKILL'), afterMs),
      });
      if ((kill + 1) % killsPerLedger !== 0 && kill + 1 !== context.times(200)) return;
      const record: unknown = JSON.parse((await runProgram(args, { home, env })).stdout);
      assert.ok(isBreakdownRecord(record));
      const { input, output, cacheRead, calls } = record.tokens;
      assert.deepEqual([calls, input + output + cacheRead], [truth.calls, truth.tokens]);
    });
  }
}
