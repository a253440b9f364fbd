import { spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** The least processor time that Linux tells of, in seconds. */
export const shortestBusySeconds = 1 / ticksPerSecond;

/**
 * User and system time of a process so far, in seconds (proc(5): fields 14 and 15, after a name
 * that may hold blanks). Linux alone.
 */
export function busySeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** What a process holds in memory now. */
export function residentMb({ pid }: Pick<ChildProcess, 'pid'>): number {
  return (
    Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()) /
    1024
  );
}
