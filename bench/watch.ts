import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { busySeconds } from './process-cost.ts';

/** Until usage is on the screen and all code is loaded. */
const settlesMs = 4_000;
const measuredMs = 10_000;

/**
 * The share of one core that an untouched `kimibar watch` takes over ten seconds, in percent.
 * Undefined without Linux and util-linux's `script`, which creates the terminal.
 */
export async function measureWatch(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  const command = `stty cols 80 rows 24; exec '${process.execPath}' '${program}' watch`;
  const script = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: { ...env, TERM: 'xterm-256color', LANG: 'C.UTF-8' },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    script.once('error', () => resolve());
    script.once('exit', () => resolve());
  });
  try {
    await sleep(settlesMs);
    const watch = programOn(script);
    const before = busySeconds(watch);
    await sleep(measuredMs);
    return ((busySeconds(watch) - before) * 1000 * 100) / measuredMs;
  } catch {
    return undefined;
  } finally {
    script.stdin.write('q');
    await ended;
  }
}

/** The program on the terminal is the only child of `script`. */
function programOn({ pid }: ChildProcess): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}
