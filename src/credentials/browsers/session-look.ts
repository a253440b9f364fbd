import type { Host } from '../../host/host.ts';
import type { SessionOpener } from './open-session.ts';
import type { SessionCache, SessionNotes } from './session-cache.ts';

/**
 * What looking through the browsers needs. `fresh` passes over kept sessions and earlier refusals:
 * the person asked for it.
 */
export type BrowserDeps = SessionOpener &
  Pick<Host, 'clock'> & { readonly cache: SessionCache; readonly fresh?: boolean | undefined };

/** One look through browsers: what is remembered from earlier ones, and when it began. */
export type SessionLook = SessionOpener &
  Pick<Host, 'clock'> & {
    readonly notes: SessionNotes;
    readonly startedAtMs: number;
    readonly fresh: boolean;
  };

/**
 * Runs one look with what is remembered, and remembers what it found, also when it is cut short.
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
    tidy(deps, notes);
    const after = contents(notes);
    if (after.length !== before.length || after.some((note, index) => note !== before[index]))
      await deps.cache.save(notes);
  }
}

function contents({ stores, deniedAtMs }: SessionNotes): unknown[] {
  return [...stores.values(), ...deniedAtMs.values()];
}

/** No token is kept longer than it lives, or than its profile exists. */
function tidy({ files, clock }: Pick<Host, 'files' | 'clock'>, { stores }: SessionNotes): void {
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
