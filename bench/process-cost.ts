import { spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** The smallest unit of processor time on Linux, in seconds. */
export const shortestBusySeconds = 1 / ticksPerSecond;

/**
 * User and system time of a process so far, in seconds (proc(5): fields 14 and 15, after a name
 * that may contain spaces). Linux only.
 */
export function busySeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/**
 * How often a process was woken so far, and the processor time of all its threads, in milliseconds
 * (proc(5): `status` and `schedstat`). Linux only.
 */
export function wakeUps(pid: number): { readonly times: number; readonly busyMs: number } {
  const [, times] = /^voluntary_ctxt_switches:\s*(\d+)$/m.exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
  ) ?? [undefined, '0'];
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return { times: Number(times), busyMs: nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6 };
}

/** Memory that a process uses now. */
export function residentMb({ pid }: Pick<ChildProcess, 'pid'>): number {
  return (
    Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()) /
    1024
  );
}
