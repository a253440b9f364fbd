import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { median } from './percentile.ts';

/** A process to time: a program, by default this Node, with arguments and environment. */
export type Run = {
  readonly program?: string | undefined;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Its standard input; empty by default. */
  readonly input?: string | undefined;
};

export type PairedResult = {
  readonly medianMs: number;
  readonly baseMs: number;
  readonly ratio: number;
};

/**
 * Times a process and a base process in turns, `pairs` times, so that a noisy machine slows both.
 * The ratio is the median of the pairs' ratios. Throws if a run fails: a broken program must not
 * look fast.
 */
export function timePairs(run: Run, base: Run, pairs = 20): PairedResult {
  timeOnce(run);
  timeOnce(base);
  const times = Array.from({ length: pairs }, () => ({
    baseMs: timeOnce(base),
    runMs: timeOnce(run),
  }));
  return {
    medianMs: median(times.map(({ runMs }) => runMs)),
    baseMs: median(times.map(({ baseMs }) => baseMs)),
    ratio: median(times.map(({ runMs, baseMs }) => runMs / baseMs)),
  };
}

/** Milliseconds from spawn to exit. Throws if the run fails. */
export function timeOnce({ program = process.execPath, args, env, input = '' }: Run): number {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(program, args, { env, input, encoding: 'utf8' });
  const tookMs = performance.now() - startedMs;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return tookMs;
}
