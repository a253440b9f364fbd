import type { RefreshLease } from '../domain/refresh-lease.ts';
import { takeExclusiveFile, type ForeignMark } from '../host/files/exclusive-file.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { tryReadText } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';

/** A holder that has not renewed its lease for this long has died or hangs. */
const lapsesAfterMs = 5_000;

/**
 * Tries to take the lease at `path`: a small file that exists while it is held. Undefined while
 * another process holds it. If the file cannot be created at all (a read-only disk), every process
 * gets a lease of its own: an extra request is better than none.
 */
export async function takeLease(
  { files, clock }: Pick<Host, 'files' | 'clock'>,
  path: string,
): Promise<RefreshLease | undefined> {
  const text = crypto.randomUUID();
  // One from the future (the clock was set back) has lapsed, too: it might not lapse for years.
  const isAbandoned = ({ modifiedAtMs }: ForeignMark): boolean =>
    Math.abs(clock.now() - modifiedAtMs) > lapsesAfterMs;
  try {
    refuseLinkedFolder(files, path);
    if (!(await takeExclusiveFile(files, { path, text, isAbandoned }))) return undefined;
  } catch {
    return {
      renewEveryMs: lapsesAfterMs,
      isHeld: () => true,
      renew: async () => {},
      release: async () => {},
    };
  }
  const isOurs = () => tryReadText(files, path) === text;
  return {
    renewEveryMs: lapsesAfterMs / 4,
    isHeld: isOurs,
    async renew() {
      if (isOurs()) await files.writeCache(path, text);
    },
    async release() {
      if (isOurs()) await files.remove(path).catch(() => undefined);
    },
  };
}
