import type { Host } from '../host/host.ts';

/** A holder that has not renewed its lease for this long has died or hangs: another may take over. */
const lapsesAfterMs = 5_000;

type LeaseDeps = Pick<Host, 'files' | 'clock'>;
type Lease = { readonly renewEveryMs: number; renew(): Promise<void>; release(): Promise<void> };

/**
 * Tries to take the lease that stands at `path`: a small file that exists as long as it is held.
 * Undefined while another process holds it. A lapsed one is moved away before a new one is made, and since only one
 * process can move a file, at most one of those that find it lapsed gets it. Where no file can be made at all
 * (a read-only disk), everyone holds a lease of their own: asking twice beats not asking.
 */
export async function takeLease(deps: LeaseDeps, path: string): Promise<Lease | undefined> {
  const mark = crypto.randomUUID();
  try {
    if (!(await deps.files.createExclusive(path, mark))) {
      if (!hasLapsed(deps, path)) return undefined;
      await removeLapsed(deps, path, mark);
      if (!(await deps.files.createExclusive(path, mark))) return undefined;
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
      if (isOurs()) await deps.files.remove(path);
    },
  };
}

/** Age by the file's own time. One from the future (the clock was set back) has lapsed, too: nobody can say when it would. */
function hasLapsed({ files, clock }: LeaseDeps, path: string): boolean {
  const facts = files.facts(path);
  if (facts === undefined) return true;
  const ageMs = clock.now() - facts.modifiedAtMs;
  return ageMs > lapsesAfterMs || ageMs < -lapsesAfterMs;
}

async function removeLapsed(deps: LeaseDeps, path: string, mark: string): Promise<void> {
  const aside = `${path}.${mark}.lapsed`;
  if (!(await deps.files.move(path, aside))) return;
  // Between the look and the move another process may have taken over: what we moved is its live lease. Give it back.
  if (!hasLapsed(deps, aside)) await deps.files.createExclusive(path, readMark(deps, aside) ?? '');
  await deps.files.remove(aside);
}

function readMark({ files }: LeaseDeps, path: string): string | undefined {
  try {
    return files.readText(path);
  } catch {
    return undefined;
  }
}
