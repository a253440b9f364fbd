import assert from 'node:assert/strict';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { configBytes } from '../property/config/wild-configs.ts';
import { runProgram } from '../support/run-program.ts';
import { attempt, type StressContext } from './stress-context.ts';

const commands = [
  ['config', 'validate'],
  ['config', 'set', 'language', 'en'],
  ['usage', '--json', '--source', 'api'],
];

/**
 * The built program with config files that are almost right: it names line and column, and never
 * overwrites a broken one.
 */
export async function stressBrokenConfigs(context: StressContext): Promise<void> {
  const result = context.result('mutated config files, program');
  const home = context.folder('config-home');
  const path = join(home, 'config.json');
  const env = { KIMIBAR_CONFIG: path, KIMI_CODE_BASE_URL: 'http://127.0.0.1:1' };
  const samples = fc.sample(configBytes, { numRuns: context.times(60), seed: context.seed });
  for (const [index, bytes] of samples.entries()) {
    writeFileSync(path, bytes);
    chmodSync(path, 0o600);
    for (const args of commands) {
      const label = `${index} ${args.join(' ')}: ${JSON.stringify(bytes.toString('latin1'))}`;
      await attempt(result, label, async () => {
        const run = await runProgram(args, { env, home });
        context.record(run.stdout + run.stderr);
        assert.ok([0, 1].includes(run.exitCode ?? -1), `exit code ${run.exitCode}: ${run.stderr}`);
        if (args[0] !== 'config' || run.exitCode === 0) return;
        assert.match(run.stdout + run.stderr, /config\.json:\d+:\d+/);
        assert.ok(readFileSync(path).equals(bytes), 'a broken file is overwritten');
      });
    }
  }
  rmSync(path);
}
