import { readFileSync, readdirSync } from 'node:fs';

/** Names a run in the environment of everything that it starts. */
export const runVariable = 'KIMIBAR_RUN';

/** A process may fork while it is being looked for, so the search is repeated until none is left. */
const maxRounds = 10;

/**
 * Kills this user's processes whose environment names the run, also those that left its process
 * group (`setsid`) or that lost their parent. Linux only, by /proc: other systems show no
 * environments. Processes that cleared their environment are not found.
 */
export function killMarked(run: string): void {
  if (process.platform !== 'linux') return;
  const entry = Buffer.from(`${runVariable}=${run}\0`);
  for (let round = 0; round < maxRounds; round += 1) {
    const found = processIds().filter((id) => environmentOf(id).includes(entry));
    if (found.length === 0) return;
    for (const id of found) kill(id);
  }
}

function processIds(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function environmentOf(id: string): Buffer {
  try {
    return readFileSync(`/proc/${id}/environ`);
  } catch {
    return Buffer.alloc(0);
  }
}

function kill(id: string): void {
  try {
    process.kill(Number(id), 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
