import type { Files } from '../../host/host.ts';
import { databaseFingerprint } from '../cookie-snapshot.ts';
import type { BrowserProfile } from './browser-profiles.ts';
import type { PlainSession } from './cookie-rows.ts';
import { levelDbFingerprint, listLevelDbTokens } from './leveldb-store.ts';
import { listStoredTokens } from './local-storage.ts';
import { listSafariSessions } from './safari-sessions.ts';
import type { SessionLook } from './session-look.ts';

/**
 * The sessions in a store without encryption: Safari's cookies, and local storage. Rejects with the
 * system's error, and as the store's own reader does.
 */
export function listPlainSessions(
  look: SessionLook,
  { browser, storePath }: BrowserProfile,
  signal: AbortSignal,
): Promise<PlainSession[]> {
  switch (browser.engine) {
    case 'safari':
      return listSafariSessions(look, storePath, signal);
    case 'firefox':
      return listStoredTokens(look, storePath, signal);
    case 'chromium':
      return listLevelDbTokens(look, storePath, signal);
  }
}

/** Changes whenever the browser writes to a store of any kind. */
export function storeFingerprint(
  files: Files,
  { browser, storePath, isLocalStorage }: BrowserProfile,
): string {
  return isLocalStorage === true && browser.engine === 'chromium'
    ? levelDbFingerprint(files, storePath)
    : databaseFingerprint(files, storePath);
}
