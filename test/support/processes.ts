import { readdirSync, readFileSync } from 'node:fs';

export type ProcessRow = {
  readonly pid: number;
  readonly name: string;
  readonly state: string;
  readonly parent: number;
};

/** Every process of the machine, from /proc. Processes that end meanwhile are left out. */
export function allProcesses(): ProcessRow[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      // proc(5): the name is in parentheses and may contain spaces.
      const [, name = '', state = '', parent = ''] =
        /^\d+ \((.*)\) (\S) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return [{ pid: Number(pid), name, state, parent: Number(parent) }];
    } catch {
      return [];
    }
  });
}

/** Zombies: children of these processes that have ended and were not waited for. */
export function zombiesOf(...parents: readonly (number | undefined)[]): ProcessRow[] {
  return allProcesses().filter(({ state, parent }) => state === 'Z' && parents.includes(parent));
}

/** The processes whose environment has this home. */
export function processesIn(home: string): ProcessRow[] {
  return allProcesses().filter(({ pid }) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOME=${home}`);
    } catch {
      return false;
    }
  });
}

/** No such process, or one that ended and waits for its parent to notice. */
export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  return (
    process.platform === 'linux' && zombiesOf(1, process.pid).some((zombie) => zombie.pid === pid)
  );
}
