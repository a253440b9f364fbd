import { readdirSync, readFileSync } from 'node:fs';

export type ProcessRow = {
  readonly pid: number;
  readonly name: string;
  readonly state: string;
  readonly parent: number;
};

/** Every process of the machine, from /proc; those that end meanwhile are left out. */
export function allProcesses(): ProcessRow[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      // proc(5): the name stands in brackets and may hold blanks.
      const [, name = '', state = '', parent = ''] =
        /^\d+ \((.*)\) (\S) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return [{ pid: Number(pid), name, state, parent: Number(parent) }];
    } catch {
      return [];
    }
  });
}

/** The children of these processes that have ended and that nobody asked about. */
export function zombiesOf(...parents: readonly (number | undefined)[]): ProcessRow[] {
  return allProcesses().filter(({ state, parent }) => state === 'Z' && parents.includes(parent));
}

/** The processes that run in this home, by the environment they were started with. */
export function processesIn(home: string): ProcessRow[] {
  return allProcesses().filter(({ pid }) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOME=${home}`);
    } catch {
      return false;
    }
  });
}
