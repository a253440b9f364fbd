import { join } from 'node:path';
import type { BlockedReason } from '../../domain/attempt.ts';
import { isHeaderWord } from '../../domain/header-text.ts';
import type { KimiSite } from '../../domain/kimi-site.ts';
import type { Host } from '../../host/host.ts';
import { withProcessEnv } from '../../host/process-env.ts';
import type { OpenSqlite } from '../../host/sqlite.ts';
import { untilAborted } from '../../host/within.ts';
import type { BrowserProfile } from './browser-profiles.ts';
import type { ChromiumBrowser, FirefoxBrowser } from './browser-table.ts';
import { withSingleCookieStore, type CookieRow } from './cookie-rows.ts';
import { readKeyringKeys } from './linux-keyring.ts';
import { readCookieFile, type CookiesFound } from './sweet-cookie.ts';

/** A session's token, or why it can't be opened. */
export type OpenedSession =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'shut'; readonly reason: BlockedReason };

export type SessionOpener = Pick<Host, 'files' | 'platform' | 'env' | 'commands'> & {
  readonly openSqlite: OpenSqlite;
  readonly site: KimiSite;
};

/** Safari does not encrypt and has no database. */
export type SealedProfile = BrowserProfile & { readonly browser: ChromiumBrowser | FirefoxBrowser };

type Prompting = { readonly mayPrompt: boolean; readonly signal: AbortSignal };

/** A sealed session in a private store of its own, and what it takes to unseal it. */
type SealedSession = {
  readonly opener: SessionOpener;
  readonly profile: BrowserProfile;
  readonly browser: ChromiumBrowser;
  readonly row: CookieRow;
  readonly single: { readonly path: string; readonly folder: string };
};

/** Long enough for a user to type a password, in milliseconds. */
const promptTimeoutMs = 60_000;

/**
 * Opens the one session of `row`. Asks the system for the browser's key if the value is sealed, but
 * without `mayPrompt` only in ways that open no dialog. Rejects as `withSingleCookieStore` does.
 */
export async function openSession(
  opener: SessionOpener,
  { profile, row }: { readonly profile: SealedProfile; readonly row: CookieRow },
  prompting: Prompting,
): Promise<OpenedSession> {
  const { browser, storePath } = profile;
  // Only Chrome itself can open these.
  if (row.sealing === 'v20') return { kind: 'shut', reason: 'app-bound' };
  const needsKeychain =
    opener.platform.os === 'darwin' && browser.engine === 'chromium' && row.sealing !== 'plain';
  if (needsKeychain && !prompting.mayPrompt) return { kind: 'shut', reason: 'needs-person' };
  const { signal } = prompting;
  const session = await withSingleCookieStore(
    opener,
    { store: { storePath, engine: browser.engine, site: opener.site }, digest: row.digest, signal },
    async (single, found) => {
      // The library would ask for a key even if none is needed.
      if (browser.engine === 'firefox' || found.sealing === 'plain')
        return readPlainValue(opener, single.path, browser.engine);
      return unseal({ opener, profile, browser, row: found, single }, prompting);
    },
  );
  return session ?? { kind: 'shut', reason: 'undecryptable' };
}

async function unseal(session: SealedSession, prompting: Prompting): Promise<OpenedSession> {
  const { opener, profile, browser, single } = session;
  if (opener.platform.os === 'linux') return unsealOnLinux(session, prompting);
  if (opener.platform.os === 'win32' && profile.userDataFolder !== undefined) {
    await opener.files.copyPrivate(
      join(profile.userDataFolder, 'Local State'),
      join(single.folder, 'Local State'),
    );
  }
  const found = await untilAborted(
    readCookieFile({
      kind: 'chromium',
      path: single.path,
      keyOwner: browser.keyOwner,
      site: opener.site,
      timeoutMs: promptTimeoutMs,
    }),
    prompting.signal,
  );
  // A missing keychain entry is no refusal.
  const isDenied =
    opener.platform.os === 'darwin' &&
    found.warnings.some((text) => /keychain/i.test(text) && !/could not be found/i.test(text));
  return opened(found, isDenied ? 'keychain-denied' : 'undecryptable');
}

async function unsealOnLinux(
  { opener, browser, row, single }: SealedSession,
  prompting: Prompting,
): Promise<OpenedSession> {
  const readWith = (variables: Readonly<Record<string, string>>) =>
    withProcessEnv(variables, () =>
      readCookieFile({
        kind: 'chromium',
        path: single.path,
        keyOwner: browser.keyOwner,
        site: opener.site,
      }),
    );
  // A browser that found no key store seals with a well-known key.
  if (row.sealing !== 'v11') return opened(await readWith({ SWEET_COOKIE_LINUX_KEYRING: 'basic' }));
  if (isKde(opener)) {
    // There is no way to know whether KWallet would open a dialog.
    if (!prompting.mayPrompt) return { kind: 'shut', reason: 'needs-person' };
    const reading = readWith({ SWEET_COOKIE_LINUX_KEYRING: 'kwallet' });
    return opened(await untilAborted(reading, prompting.signal), 'keyring-locked');
  }
  const found = await readKeyringKeys(opener, browser.keyringApplications, prompting);
  if (found.kind === 'shut') return found;
  const variable = `SWEET_COOKIE_${browser.keyOwner.toUpperCase()}_SAFE_STORAGE_PASSWORD`;
  for (const key of found.keys) {
    const session = opened(await readWith({ [variable]: key }));
    if (session.kind === 'token') return session;
  }
  return { kind: 'shut', reason: 'undecryptable' };
}

/** Chromium chooses its key store by the same two variables. */
function isKde({ env }: Pick<Host, 'env'>): boolean {
  return (
    (env['XDG_CURRENT_DESKTOP'] ?? '').toUpperCase().split(':').includes('KDE') ||
    Boolean(env['KDE_FULL_SESSION'])
  );
}

async function readPlainValue(
  opener: SessionOpener,
  path: string,
  engine: 'chromium' | 'firefox',
): Promise<OpenedSession> {
  const database = await opener.openSqlite(path, { readOnly: true });
  try {
    return opened({
      values: database
        .all(`SELECT value FROM ${engine === 'firefox' ? 'moz_cookies' : 'cookies'}`)
        .map((row) => String(row['value'])),
      warnings: [],
    });
  } finally {
    database.close();
  }
}

/**
 * A wrong key gives noise instead of an error: only what a header can carry counts as a token.
 */
function opened(found: CookiesFound, otherwise: BlockedReason = 'undecryptable'): OpenedSession {
  const token = found.values.find(isHeaderWord);
  return token === undefined ? { kind: 'shut', reason: otherwise } : { kind: 'token', token };
}
