import { join } from 'node:path';
import { takeTurn } from '../../src/host/files/claim.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { takeLease } from '../../src/store/refresh-lease.ts';
import type { Writer } from './writer.ts';

// Files that say whose turn it is hold nothing worth keeping, but one left behind must not lock everyone out. Whoever gets the
// turn here counts in a file of its own.

export function leaseWriter(folder: string): Writer {
  const host = createNodeHost({ env: {} });
  const path = join(folder, 'reading.lease');
  return counting(folder, async (count) => {
    // A lease whose holder was killed while it took over another's is free at the third look.
    const lease =
      (await takeLease(host, path)) ??
      (await takeLease(host, path)) ??
      (await takeLease(host, path));
    if (lease === undefined) throw new Error('a lease that nobody holds can not be had');
    await count();
    await lease.renew();
    await lease.release();
  });
}

export function turnWriter(folder: string): Writer {
  const path = join(folder, 'status-refresh');
  let nowMs = Date.now();
  return counting(folder, async (count) => {
    // Each as if an hour had passed since the last one.
    nowMs += 3_600_000;
    const turn = { for: 'torture', everyMs: 60_000, othersMs: 60_000, nowMs, pid: process.pid };
    if (!takeTurn(path, turn) && !takeTurn(path, turn))
      throw new Error('a turn that nobody has can not be had');
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
