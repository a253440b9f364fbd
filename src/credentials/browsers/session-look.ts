import type { KimiSite } from '../../domain/kimi-site.ts';
import type { Host } from '../../host/host.ts';
import type { SessionOpener } from './open-session.ts';
import type { SessionCache, SessionNotes } from './session-cache.ts';

/**
 * What a search through the browsers needs. `fresh` ignores remembered sessions and earlier
 * refusals: the user asked for it.
 */
export type BrowserDeps = SessionOpener &
  Pick<Host, 'clock'> & {
    readonly cache: SessionCache;
    /** The service whose sessions count; those of the other one are not even read. */
    readonly site: KimiSite;
    readonly fresh?: boolean | undefined;
  };

/** One search through browsers: what is remembered of earlier ones, and when it started. */
export type SessionLook = SessionOpener &
  Pick<Host, 'clock'> & {
    readonly notes: SessionNotes;
    readonly site: KimiSite;
    readonly startedAtMs: number;
    readonly fresh: boolean;
  };

/**
 * Runs a search with what is remembered, and remembers what it found, even if it is aborted.
 */
export async function withSessionLook<T>(
  deps: BrowserDeps,
  work: (look: SessionLook) => Promise<T>,
): Promise<T> {
  const notes = deps.cache.read();
  const before = contents(notes);
  try {
    return await work({
      ...deps,
      notes,
      startedAtMs: deps.clock.now(),
      fresh: deps.fresh === true,
    });
  } finally {
    forgetOld(deps, notes);
    const after = contents(notes);
    if (after.length !== before.length || after.some((note, index) => note !== before[index]))
      await deps.cache.save(notes);
  }
}

function contents({ stores, deniedAtMs }: SessionNotes): unknown[] {
  return [...stores.values(), ...deniedAtMs.values()];
}

/** Forgets expired tokens and those of removed profiles. */
function forgetOld(
  { files, clock }: Pick<Host, 'files' | 'clock'>,
  { stores }: SessionNotes,
): void {
  for (const [storePath, { kept, ...note }] of stores) {
    if (isGone(files, storePath)) stores.delete(storePath);
    else if (kept?.expiresAtMs !== undefined && kept.expiresAtMs <= clock.now())
      stores.set(storePath, note);
  }
}

function isGone(files: Host['files'], path: string): boolean {
  try {
    return files.facts(path) === undefined;
  } catch {
    return false;
  }
}
