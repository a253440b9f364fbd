import { join } from 'node:path';
import { takeTurn } from '../../src/host/files/turn.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { takeLease } from '../../src/store/refresh-lease.ts';
import type { Writer } from './writer.ts';

// Leases and turns have no content worth keeping, but one that a killed process has left must not
// lock the others out. Their writers count in another file while they have the turn.

export function leaseWriter(folder: string): Writer {
  const host = createNodeHost({ env: {} });
  const path = join(folder, 'reading.lease');
  return counting(folder, async (count) => {
    // If its holder was killed while it took over another's lease, the third attempt succeeds.
    const lease =
      (await takeLease(host, path)) ??
      (await takeLease(host, path)) ??
      (await takeLease(host, path));
    if (lease === undefined) throw new Error('cannot take a free lease');
    await count();
    await lease.renew();
    await lease.release();
  });
}

export function turnWriter(folder: string): Writer {
  const { files } = createNodeHost({ env: {} });
  const path = join(folder, 'status-refresh');
  let nowMs = Date.now();
  return counting(folder, async (count) => {
    // As if an hour had passed since the last one.
    nowMs += 3_600_000;
    const host = { files, clock: { now: () => nowMs, sleep: async () => {} } };
    const turn = { path, owner: 'stress', everyMs: 60_000, othersMs: 60_000 };
    if (!(await takeTurn(host, turn)) && !(await takeTurn(host, turn)))
      throw new Error('cannot take a free turn');
    await count();
  });
}

function counting(folder: string, inTurn: (count: () => Promise<void>) => Promise<void>): Writer {
  const { files } = createNodeHost({ env: {} });
  const path = join(folder, 'count');
  return {
    write: (count) => inTurn(() => files.writePrivate(path, String(count))),
    read: () => Number(files.readText(path) ?? 0),
  };
}
