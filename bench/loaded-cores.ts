import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Run } from './paired-runs.ts';

/**
 * How long a process takes in the worst of a hundred cases, in milliseconds, while every core has something else to do.
 * Throws when a run fails.
 */
export function timeUnderLoad({ args, env }: Run, runs = 200): { readonly medianMs: number; readonly p99Ms: number } {
  const burners = Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  try {
    const times = Array.from({ length: runs }, () => {
      const startedMs = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
      if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
      return performance.now() - startedMs;
    }).toSorted((a, b) => a - b);
    const at = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
    return { medianMs: at(0.5), p99Ms: at(0.99) };
  } finally {
    for (const burner of burners) burner.kill();
  }
}
