import type { Host } from '../host/host.ts';
import { refuseLinkedFolder } from './own-folder.ts';

/** A holder that has not renewed its lease for this long has died or hangs: another may take over. */
const lapsesAfterMs = 5_000;

type LeaseDeps = Pick<Host, 'files' | 'clock'>;
type Lease = {
  readonly renewEveryMs: number;
  renew(): Promise<void>;
  /** Never rejects: one that can't be removed lapses. */
  release(): Promise<void>;
};

/**
 * Tries to take the lease that stands at `path`: a small file that exists as long as it is held.
 * Undefined while another process holds it. A lapsed one goes to one of those that find it so. Where no file can be made
 * at all (a read-only disk), everyone holds a lease of their own: asking twice beats not asking.
 */
export async function takeLease(deps: LeaseDeps, path: string): Promise<Lease | undefined> {
  const mark = crypto.randomUUID();
  try {
    refuseLinkedFolder(deps.files, path);
    if (!(await deps.files.createExclusive(path, mark))) {
      if (!hasLapsed(deps, path) || !(await takeOver(deps, path, mark))) return undefined;
    }
  } catch {
    return { renewEveryMs: lapsesAfterMs, renew: async () => {}, release: async () => {} };
  }
  const isOurs = () => readMark(deps, path) === mark;
  return {
    renewEveryMs: lapsesAfterMs / 4,
    async renew() {
      if (isOurs()) await deps.files.writePrivate(path, mark);
    },
    async release() {
      if (isOurs()) await deps.files.remove(path).catch(() => undefined);
    },
  };
}

/** Age by the file's own time. One from the future (the clock was set back) has lapsed, too: nobody can say when it would. */
function hasLapsed({ files, clock }: LeaseDeps, path: string): boolean {
  const facts = files.facts(path);
  // Just given back: whoever makes the next one first has it.
  if (facts === undefined) return false;
  const ageMs = clock.now() - facts.modifiedAtMs;
  return ageMs > lapsesAfterMs || ageMs < -lapsesAfterMs;
}

/**
 * Between finding a lease lapsed and removing it another process may have done both and hold a new one. So only who has
 * the right to take over looks again and removes; the right lapses, too, should its owner die that very moment.
 */
async function takeOver(deps: LeaseDeps, path: string, mark: string): Promise<boolean> {
  const right = `${path}.takeover`;
  if (!(await deps.files.createExclusive(right, mark))) {
    if (hasLapsed(deps, right)) await deps.files.remove(right);
    return false;
  }
  try {
    if (!hasLapsed(deps, path)) return false;
    await deps.files.remove(path);
    return await deps.files.createExclusive(path, mark);
  } finally {
    await deps.files.remove(right);
  }
}

function readMark({ files }: LeaseDeps, path: string): string | undefined {
  try {
    return files.readText(path);
  } catch {
    return undefined;
  }
}
