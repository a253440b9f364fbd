import type { Host } from '../host/host.ts';
import { takeExclusiveFile, type ForeignMark } from '../host/files/exclusive-file.ts';

/** A change takes milliseconds: a process that holds the lock for longer was killed. */
const abandonedAfterMs = 2000;
const maxWaitMs = 10_000;

type LockHost = Pick<Host, 'files' | 'clock' | 'platform'>;

/**
 * A holder that was suspended may have lost the lock to another process: it checks before it
 * writes.
 */
export type ConfigLock = { isHeld(): boolean };

/**
 * Runs `change` while no other process changes the file at `path`. The lock is a file beside it
 * that only one process can create; one left behind by a killed process is taken over after two
 * seconds. Throws what `change` throws, the system's error if the lock can't be created, and
 * `EBUSY` after ten seconds of waiting.
 */
export async function withConfigLock<T>(
  host: LockHost,
  path: string,
  change: (lock: ConfigLock) => Promise<T>,
): Promise<T> {
  const lockPath = `${path}.lock`;
  const token = `${host.platform.pid} ${crypto.randomUUID()}`;
  await waitForLock(host, lockPath, token);
  const isHeld = (): boolean => host.files.readText(lockPath) === token;
  try {
    return await change({ isHeld });
  } finally {
    if (isHeld()) await host.files.remove(lockPath);
  }
}

async function waitForLock(host: LockHost, path: string, text: string): Promise<void> {
  const startedAtMs = host.clock.now();
  const isAbandoned = watchHolder(host.clock);
  while (!(await takeExclusiveFile(host.files, { path, text, isAbandoned }))) {
    if (host.clock.now() - startedAtMs > maxWaitMs)
      throw Object.assign(new Error('config file is locked'), { code: 'EBUSY', path });
    await host.clock.sleep(5 + Math.random() * 15);
  }
}

/** By the file's age, or, if clocks disagree, by having seen the same holder for that long. */
function watchHolder(clock: Host['clock']): (mark: ForeignMark) => boolean {
  let seen = { text: '', sinceMs: clock.now() };
  return ({ text = '', modifiedAtMs }) => {
    const nowMs = clock.now();
    if (text !== seen.text) seen = { text, sinceMs: nowMs };
    return nowMs - modifiedAtMs > abandonedAfterMs || nowMs - seen.sinceMs > abandonedAfterMs;
  };
}
