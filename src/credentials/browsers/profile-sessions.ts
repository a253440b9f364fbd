import type { AbsentReason, BlockedReason } from '../../domain/attempt.ts';
import { Secret } from '../../domain/secret.ts';
import type { Host } from '../../host/host.ts';
import type { CredentialQuery } from '../credential.ts';
import { wasRejected } from '../credential-digest.ts';
import { unreadableReason } from '../unreadable-reason.ts';
import { readJwtClaims } from '../jwt-claims.ts';
import type { BrowserProfile } from './browser-profiles.ts';
import { listCookieRows, type CookieRow } from './cookie-rows.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import { listPlainSessions, storeFingerprint } from './plain-sessions.ts';
import type { SessionLook } from './session-look.ts';
import { systemCode } from '../../host/system-error.ts';

/** A session that may still be valid. */
export type Candidate = { readonly profile: BrowserProfile; readonly row: CookieRow };

/** The content of a profile's store, without any key. */
export type StoreFinding =
  | { readonly kind: 'rows'; readonly rows: readonly CookieRow[] }
  | { readonly kind: 'absent'; readonly reason: AbsentReason }
  | { readonly kind: 'blocked'; readonly reason: BlockedReason };

export type SessionFinding =
  | {
      readonly kind: 'session';
      readonly profile: BrowserProfile;
      readonly token: Secret;
      readonly expiresAtMs?: number | undefined;
    }
  | { readonly kind: 'blocked'; readonly profile: BrowserProfile; readonly reason: BlockedReason }
  | { readonly kind: 'expired'; readonly expiresAtMs: number }
  | { readonly kind: 'none' };

/** After a refusal KimiBar does not prompt again for this long. */
const noPromptAfterRefusalMs = 6 * 3_600_000;

/**
 * Problems that the user can solve; until then a token found earlier is used.
 */
const transient: ReadonlySet<BlockedReason> = new Set([
  'needs-person',
  'keyring-locked',
  'keychain-denied',
  'browser-running',
]);

/**
 * The sessions in a profile's store. An unchanged store isn't opened again. Rejects with the reason
 * of an aborted signal.
 */
export async function readStore(
  look: SessionLook,
  profile: BrowserProfile,
  signal: AbortSignal,
): Promise<StoreFinding> {
  const { storePath } = profile;
  const note = look.notes.stores.get(storePath);
  try {
    const fingerprint = storeFingerprint(look.files, profile);
    if (!look.fresh && note?.fingerprint === fingerprint) return { kind: 'rows', rows: note.rows };
    const rows = await readRows(look, profile, signal);
    const kept = rows.length > 0 && note?.kept !== undefined ? { kept: note.kept } : {};
    look.notes.stores.set(storePath, { fingerprint, rows, ...kept });
    return { kind: 'rows', rows };
  } catch (error) {
    const problem = problemOf(look, error, signal);
    const fallsBack =
      !look.fresh &&
      problem.kind === 'blocked' &&
      transient.has(problem.reason) &&
      note?.kept !== undefined;
    return fallsBack ? { kind: 'rows', rows: note.rows } : problem;
  }
}

/**
 * The first valid session among the candidates or, if there is none, why. Rejects with the reason
 * of an aborted signal.
 */
export async function findValidSession(
  look: SessionLook,
  candidates: readonly Candidate[],
  ask: CredentialQuery,
): Promise<SessionFinding> {
  let shut: SessionFinding | undefined;
  let ended: number | undefined;
  for (const { profile, row } of candidates) {
    const opened = isPast(look, row.expiresAtMs)
      ? undefined
      : await openKept(look, { profile, row }, ask);
    if (opened?.kind === 'token' && wasRejected(ask, opened.token)) continue;
    if (opened?.kind === 'shut') {
      shut ??= { kind: 'blocked', profile, reason: opened.reason };
      continue;
    }
    const expiresAtMs =
      opened === undefined
        ? row.expiresAtMs
        : (readJwtClaims(opened.token)?.expiresAtMs ?? row.expiresAtMs);
    if (opened !== undefined && !isPast(look, expiresAtMs)) {
      return {
        kind: 'session',
        profile,
        token: new Secret(opened.token),
        expiresAtMs,
      };
    }
    ended = Math.max(ended ?? 0, expiresAtMs ?? 0);
  }
  return shut ?? (ended === undefined ? { kind: 'none' } : { kind: 'expired', expiresAtMs: ended });
}

/**
 * Opens a session, or uses the remembered token if it is the same one or the session can't be
 * opened.
 */
async function openKept(
  look: SessionLook,
  { profile, row }: Candidate,
  ask: CredentialQuery,
): Promise<OpenedSession> {
  const note = look.notes.stores.get(profile.storePath);
  const kept = note?.kept;
  if (!look.fresh && kept?.digest === row.digest)
    return { kind: 'token', token: kept.token.open() };
  const opened = await open(look, { profile, row }, ask);
  if (opened.kind === 'token' && note !== undefined) {
    const expiresAtMs = readJwtClaims(opened.token)?.expiresAtMs ?? row.expiresAtMs;
    const found = {
      digest: row.digest,
      token: new Secret(opened.token),
      expiresAtMs,
    };
    look.notes.stores.set(profile.storePath, { ...note, kept: found });
  }
  const stillGood = !look.fresh && kept !== undefined && !isPast(look, kept.expiresAtMs);
  if (opened.kind === 'shut' && stillGood && transient.has(opened.reason))
    return { kind: 'token', token: kept.token.open() };
  return opened;
}

async function open(
  look: SessionLook,
  { profile, row }: Candidate,
  ask: CredentialQuery,
): Promise<OpenedSession> {
  const { browser } = profile;
  // On Linux all browsers share one key store, and a refusal applies to all of it.
  const guard = look.platform.os === 'linux' ? 'keyring' : browser.id;
  const refused = wasRefused(look, guard);
  const mayPrompt = ask.mayPrompt && !refused;
  try {
    const opened = await openWith(look, { profile, row }, { ...ask, mayPrompt });
    if (opened.kind === 'token') return opened;
    const isRefusal = opened.reason === 'keychain-denied' || opened.reason === 'keyring-locked';
    if (mayPrompt && isRefusal) look.notes.deniedAtMs.set(guard, look.clock.now());
    const silent = opened.reason === 'needs-person' && refused;
    return silent
      ? {
          kind: 'shut',
          reason: look.platform.os === 'darwin' ? 'keychain-denied' : 'keyring-locked',
        }
      : opened;
  } catch (error) {
    const problem = problemOf(look, error, ask.signal);
    return { kind: 'shut', reason: problem.kind === 'blocked' ? problem.reason : 'undecryptable' };
  }
}

async function openWith(
  look: SessionLook,
  { profile, row }: Candidate,
  ask: CredentialQuery,
): Promise<OpenedSession> {
  const { browser } = profile;
  if (browser.engine !== 'safari' && profile.isLocalStorage !== true)
    return openSession(look, { profile: { ...profile, browser }, row }, ask);
  const sessions = await listPlainSessions(look, profile, ask.signal);
  const same = sessions.find((session) => session.row.digest === row.digest) ?? sessions[0];
  return same === undefined
    ? { kind: 'shut', reason: 'undecryptable' }
    : { kind: 'token', token: same.token };
}

async function readRows(
  look: SessionLook,
  profile: BrowserProfile,
  signal: AbortSignal,
): Promise<CookieRow[]> {
  const { engine } = profile.browser;
  if (engine !== 'safari' && profile.isLocalStorage !== true)
    return listCookieRows(look, { storePath: profile.storePath, engine, site: look.site }, signal);
  return (await listPlainSessions(look, profile, signal)).map(({ row }) => row);
}

function wasRefused(look: SessionLook, guard: string): boolean {
  const deniedAtMs = look.notes.deniedAtMs.get(guard);
  const nowMs = look.clock.now();
  // One from the future was noted before the clock was set back: its age is unknown.
  if (deniedAtMs === undefined || deniedAtMs > nowMs) return false;
  // Never prompt twice within one search.
  return (
    deniedAtMs >= look.startedAtMs || (!look.fresh && nowMs - deniedAtMs < noPromptAfterRefusalMs)
  );
}

function isPast(look: Pick<Host, 'clock'>, expiresAtMs: number | undefined): boolean {
  return expiresAtMs !== undefined && expiresAtMs <= look.clock.now();
}

/**
 * The finding for an error of the system or SQLite. Rethrows errors without a code: they are bugs.
 */
function problemOf(
  look: Pick<Host, 'platform'>,
  error: unknown,
  signal: AbortSignal,
): Exclude<StoreFinding, { kind: 'rows' }> {
  signal.throwIfAborted();
  const code = systemCode(error);
  if (code === undefined) throw error;
  const refused = code === 'EPERM' || code === 'EACCES';
  if (look.platform.os === 'win32' && (refused || code === 'EBUSY'))
    return { kind: 'blocked', reason: 'browser-running' };
  // macOS protects Safari's files and other programs' data with one switch.
  if (look.platform.os === 'darwin' && refused)
    return { kind: 'blocked', reason: 'full-disk-access' };
  return { kind: 'absent', reason: unreadableReason(error) };
}
