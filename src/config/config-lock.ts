import type { Host } from '../host/host.ts';

/** A change takes milliseconds; whoever holds the lock for this long died with it. */
const abandonedAfterMs = 2000;
const longestWaitMs = 10_000;

type LockHost = Pick<Host, 'files' | 'clock' | 'platform'>;

/** Proof of holding the lock. A holder that was suspended may have been given up for dead: it asks before it writes. */
export type ConfigLock = { isHeld(): boolean };

/**
 * Runs `change` while no other process changes the file at `path`. The lock is a file beside it that only one process can
 * create; one left behind by a killed process is taken over after two seconds.
 * Throws what `change` throws, the system's error where the lock can't be created, and `EBUSY` after ten seconds of waiting.
 */
export async function withConfigLock<T>(
  host: LockHost,
  path: string,
  change: (lock: ConfigLock) => Promise<T>,
): Promise<T> {
  const lockPath = `${path}.lock`;
  const token = `${host.platform.pid} ${crypto.randomUUID()}`;
  await take(host, lockPath, token);
  const isHeld = (): boolean => host.files.readText(lockPath) === token;
  try {
    return await change({ isHeld });
  } finally {
    if (isHeld()) await host.files.remove(lockPath);
  }
}

async function take(host: LockHost, lockPath: string, token: string): Promise<void> {
  const startedAtMs = host.clock.now();
  let seen = { token: '', sinceMs: startedAtMs };
  while (!(await host.files.createExclusive(lockPath, token))) {
    const nowMs = host.clock.now();
    const holder = host.files.readText(lockPath);
    if (holder !== undefined && holder !== seen.token) seen = { token: holder, sinceMs: nowMs };
    if (holder !== undefined && isAbandoned(host, lockPath, nowMs, seen.sinceMs))
      await removeAbandoned(host, lockPath, holder, token);
    else if (nowMs - startedAtMs > longestWaitMs)
      throw Object.assign(new Error('config file is locked'), { code: 'EBUSY', path: lockPath });
    else await host.clock.sleep(5 + Math.random() * 15);
  }
}

/** By the file's age, or, where clocks disagree, by having watched the same holder for that long. */
function isAbandoned(
  host: LockHost,
  lockPath: string,
  nowMs: number,
  seenSinceMs: number,
): boolean {
  const modifiedAtMs = host.files.facts(lockPath)?.modifiedAtMs ?? nowMs;
  return nowMs - modifiedAtMs > abandonedAfterMs || nowMs - seenSinceMs > abandonedAfterMs;
}

/** Moved away first, so that of several waiters only one gets it; a fresh lock caught by mistake is put back. */
async function removeAbandoned(
  host: LockHost,
  lockPath: string,
  holder: string,
  token: string,
): Promise<void> {
  // Named like a temporary file: should this process be killed before it removes it, the next writer tidies up.
  const aside = `${lockPath}.${token.slice(-12)}.tmp`;
  if (!(await host.files.move(lockPath, aside))) return;
  const caught = host.files.readText(aside);
  if (caught !== undefined && caught !== holder) await host.files.createExclusive(lockPath, caught);
  await host.files.remove(aside);
}
