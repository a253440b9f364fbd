import { join } from 'node:path';
import type { BlockedReason } from '../../domain/attempt.ts';
import { isHeaderWord } from '../../domain/header-text.ts';
import type { Host } from '../../host/host.ts';
import { withProcessEnv } from '../../host/process-env.ts';
import type { OpenSqlite } from '../../host/sqlite.ts';
import { untilAborted } from '../../host/within.ts';
import type { BrowserProfile } from './browser-profiles.ts';
import type { ChromiumBrowser, FirefoxBrowser } from './browser-table.ts';
import { withSingleCookieStore, type CookieRow } from './cookie-rows.ts';
import { readKeyringKeys } from './linux-keyring.ts';
import { readCookieFile, type LibraryAnswer } from './sweet-cookie.ts';

/** A session's token, or why it stays shut. */
export type OpenedSession =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'shut'; readonly reason: BlockedReason };

export type SessionOpener = Pick<Host, 'files' | 'platform' | 'env' | 'commands'> & {
  readonly openSqlite: OpenSqlite;
};

/** Safari seals nothing and keeps no database. */
export type SealedProfile = BrowserProfile & { readonly browser: ChromiumBrowser | FirefoxBrowser };

type Ask = { readonly mayPrompt: boolean; readonly signal: AbortSignal };
type SingleStore = { readonly path: string; readonly folder: string };

/** How long a person may look for a password, in milliseconds. */
const personMs = 60_000;

/**
 * Opens the one session that `row` stands for, asking the system for the browser's key where it is
 * sealed. Without `mayPrompt` nothing that could open a dialog is asked. Rejects as
 * `withSingleCookieStore` does.
 */
export async function openSession(
  opener: SessionOpener,
  profile: SealedProfile,
  row: CookieRow,
  ask: Ask,
): Promise<OpenedSession> {
  const { browser } = profile;
  // Nothing on this machine may break these: Chrome opens them for itself alone.
  if (row.sealing === 'v20') return { kind: 'shut', reason: 'app-bound' };
  if (
    opener.platform.os === 'darwin' &&
    browser.engine === 'chromium' &&
    row.sealing !== 'plain' &&
    !ask.mayPrompt
  ) {
    return { kind: 'shut', reason: 'needs-person' };
  }
  const session = await withSingleCookieStore(
    opener,
    { storePath: profile.storePath, engine: browser.engine },
    row.digest,
    async (single, found) => {
      if (browser.engine !== 'chromium')
        return opened(await readCookieFile({ kind: 'firefox', path: single.path }));
      // The library would ask for a key even where none is needed.
      if (found.sealing === 'plain') return readPlainValue(opener, single);
      return unsealIn(opener, profile, browser, found, single, ask);
    },
    ask.signal,
  );
  return session ?? { kind: 'shut', reason: 'undecryptable' };
}

async function unsealIn(
  opener: SessionOpener,
  profile: BrowserProfile,
  browser: ChromiumBrowser,
  row: CookieRow,
  single: SingleStore,
  ask: Ask,
): Promise<OpenedSession> {
  if (opener.platform.os === 'linux') return unsealOnLinux(opener, browser, row, single, ask);
  if (opener.platform.os === 'win32' && profile.userDataFolder !== undefined) {
    await opener.files.copyPrivate(
      join(profile.userDataFolder, 'Local State'),
      join(single.folder, 'Local State'),
    );
  }
  const answer = await untilAborted(
    readCookieFile({
      kind: 'chromium',
      path: single.path,
      keyOwner: browser.keyOwner,
      timeoutMs: personMs,
    }),
    ask.signal,
  );
  // An entry that is missing is nobody's refusal.
  const refused =
    opener.platform.os === 'darwin' &&
    answer.warnings.some((text) => /keychain/i.test(text) && !/could not be found/i.test(text));
  return opened(answer, refused ? 'keychain-denied' : 'undecryptable');
}

async function unsealOnLinux(
  opener: SessionOpener,
  browser: ChromiumBrowser,
  row: CookieRow,
  single: SingleStore,
  ask: Ask,
): Promise<OpenedSession> {
  const read = () =>
    readCookieFile({ kind: 'chromium', path: single.path, keyOwner: browser.keyOwner });
  // A browser that found no key store seals with a key known to all.
  if (row.sealing !== 'v11')
    return opened(await withProcessEnv({ SWEET_COOKIE_LINUX_KEYRING: 'basic' }, read));
  if (isKde(opener)) {
    // KWallet can't be asked whether it would open a dialog.
    if (!ask.mayPrompt) return { kind: 'shut', reason: 'needs-person' };
    return opened(
      await untilAborted(
        withProcessEnv({ SWEET_COOKIE_LINUX_KEYRING: 'kwallet' }, read),
        ask.signal,
      ),
      'keyring-locked',
    );
  }
  const answer = await readKeyringKeys(opener, browser.keyringApplications, ask);
  if (answer.kind === 'shut') return answer;
  for (const key of answer.keys) {
    const session = opened(
      await withProcessEnv(
        { [`SWEET_COOKIE_${browser.keyOwner.toUpperCase()}_SAFE_STORAGE_PASSWORD`]: key },
        read,
      ),
    );
    if (session.kind === 'token') return session;
  }
  return { kind: 'shut', reason: 'undecryptable' };
}

/** Chromium looks at the same two variables to choose its key store. */
function isKde({ env }: Pick<Host, 'env'>): boolean {
  return (
    (env['XDG_CURRENT_DESKTOP'] ?? '').toUpperCase().split(':').includes('KDE') ||
    Boolean(env['KDE_FULL_SESSION'])
  );
}

async function readPlainValue(opener: SessionOpener, single: SingleStore): Promise<OpenedSession> {
  const database = await opener.openSqlite(single.path, { readOnly: true });
  try {
    return opened({
      values: database.all('SELECT value FROM cookies').map((row) => String(row['value'])),
      warnings: [],
    });
  } finally {
    database.close();
  }
}

/**
 * A wrong key yields noise rather than nothing: only what a header could carry counts as a token.
 */
function opened(answer: LibraryAnswer, otherwise: BlockedReason = 'undecryptable'): OpenedSession {
  const token = answer.values.find(isHeaderWord);
  return token === undefined ? { kind: 'shut', reason: otherwise } : { kind: 'token', token };
}
