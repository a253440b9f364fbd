import { join } from 'node:path';
import type { KimiSite } from '../domain/kimi-site.ts';
import type { Host } from '../host/host.ts';
import { withCookieSnapshot } from './cookie-snapshot.ts';
import type { CredentialQuery, CredentialSource, Finding } from './credential.ts';
import { wasRejected } from './credential-digest.ts';
import { findPasted } from './pasted/pasted-finding.ts';
import { unreadableReason } from './unreadable-reason.ts';
import { readSessionCookies, type SessionCookie } from './session-cookies.ts';
import { systemCode } from '../host/system-error.ts';
import { configHome, roamingAppData } from '../host/user-folders.ts';

export type DesktopDeps = Pick<Host, 'clock' | 'env' | 'files' | 'openSqlite' | 'platform'>;

/**
 * The session of the Kimi Desktop app (Electron), from a private copy of its cookie database: the
 * newest one that has not expired. Values are stored in plain text so far; encrypted ones are read
 * only if that needs no password.
 */
export function createKimiDesktopSource(host: DesktopDeps, site: KimiSite): CredentialSource {
  return {
    id: 'desktop',
    async find(query) {
      query.signal.throwIfAborted();
      const databases = databasePaths(host);
      let best: Finding = {
        kind: 'absent',
        location: databases[0] ?? 'kimi-desktop',
        reason: 'not-found',
      };
      for (const path of databases) {
        const finding = await findIn(host, { path, site }, query);
        if (finding.kind === 'found') return finding;
        // The first database that exists is more useful to report than one that does not.
        if (best.kind === 'absent' && best.reason === 'not-found') best = finding;
      }
      return best;
    },
  };
}

/** Electron's cookie databases; newer versions have a `Network` folder. */
function databasePaths(host: Pick<Host, 'env' | 'platform'>): string[] {
  const { os, homeDir: home } = host.platform;
  const roots = {
    darwin: [join(home, 'Library', 'Application Support')],
    win32: [roamingAppData(host)],
    linux: [configHome(host), join(home, '.config')],
  }[os];
  const folders = [...new Set(roots)].map((root) => join(root, 'kimi-desktop'));
  return folders.flatMap((folder) => [join(folder, 'Network', 'Cookies'), join(folder, 'Cookies')]);
}

async function findIn(
  host: DesktopDeps,
  { path, site }: { readonly path: string; readonly site: KimiSite },
  query: CredentialQuery,
): Promise<Finding> {
  const { signal } = query;
  let cookies: readonly SessionCookie[];
  try {
    if (host.files.facts(path) === undefined)
      return { kind: 'absent', location: path, reason: 'not-found' };
    const read = (copy: string) =>
      readSessionCookies(host.openSqlite, copy, { os: host.platform.os, site });
    cookies = await withCookieSnapshot(host.files, { path, signal }, read);
  } catch (error) {
    signal.throwIfAborted();
    // On Windows the database is locked while the app runs.
    const isLocked = host.platform.os === 'win32' && systemCode(error) === 'EBUSY';
    if (isLocked) return { kind: 'blocked', location: path, reason: 'browser-running' };
    return { kind: 'absent', location: path, reason: unreadableReason(error) };
  }
  signal.throwIfAborted();
  const others = cookies.filter(
    (cookie) => cookie.kind === 'encrypted' || !wasRejected(query, cookie.value),
  );
  return bestOf(others, path, host.clock.now());
}

function bestOf(cookies: readonly SessionCookie[], location: string, nowMs: number): Finding {
  const findings = cookies.map((cookie): Finding => {
    if (cookie.kind === 'encrypted') return { kind: 'blocked', location, reason: 'undecryptable' };
    return findPasted(`kimi-auth=${cookie.value}`, { location, nowMs, detail: 'Kimi Desktop' });
  });
  return (
    findings.find(({ kind }) => kind === 'found') ??
    findings[0] ?? { kind: 'absent', location, reason: 'no-session' }
  );
}
