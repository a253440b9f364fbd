import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, type StressContext } from './stress-context.ts';

/** With `--scale 1`, each property is checked with so many times its usual number of values. */
const fullFactor = 10;

const repository = join(import.meta.dirname, '..', '..');

/** Runs the property tests, a file at a time, with many more values than usual. */
export async function stressProperties(context: StressContext): Promise<void> {
  const factor = context.times(fullFactor);
  const result = context.result(`property tests, ${factor} times their values`);
  const env = {
    ...process.env,
    KIMIBAR_TEST_RUNS: String(factor),
    KIMIBAR_TEST_SEED: String(context.seed),
  };
  for (const file of globSync('test/property/**/*.test.ts', { cwd: repository }).toSorted()) {
    await attempt(result, file, async () => {
      const { exitCode, output } = await runTests(file, env);
      if (exitCode !== 0) throw new Error(output.slice(-900));
    });
  }
}

async function runTests(
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const child = spawn(process.execPath, ['--test', '--test-reporter=tap', file], {
    cwd: repository,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, output };
}
