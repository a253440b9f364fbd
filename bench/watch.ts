import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Until the first reading is on the screen and all code is loaded. */
const settlesMs = 4_000;
const measuredMs = 10_000;
const ticksPerSecond = 100;

/**
 * The share of one core that `kimibar watch` takes while nobody touches it, in percent, over ten seconds. Undefined where
 * there is no Linux with util-linux's `script`, which makes the terminal.
 */
export async function measureWatch(program: string, env: Readonly<Record<string, string>>): Promise<number | undefined> {
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
    const before = processorTicks(script);
    await sleep(measuredMs);
    const ticks = processorTicks(script) - before;
    return ((ticks / ticksPerSecond) * 1000 * 100) / measuredMs;
  } catch {
    return undefined;
  } finally {
    script.stdin.write('q');
    await ended;
  }
}

/** User and system time of the program on the terminal (proc(5): fields 14 and 15, after a name that may hold blanks). */
function processorTicks({ pid }: ChildProcess): number {
  const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  const fields = readFileSync(`/proc/${child}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
