import { join } from 'node:path';
import { tryList } from '../../host/files/try-read.ts';
import type { Files, Host } from '../../host/host.ts';
import { configHome, localAppData, roamingAppData } from '../../host/user-folders.ts';
import type { Browser, PathBase, ProfileRoot } from './browser-table.ts';
import { listFirefoxProfiles } from './firefox-profiles.ts';

/** One profile of a browser that has a cookie store. */
export type BrowserProfile = {
  readonly browser: Browser;
  /** `Default`, `Profile 1`; of a second install of the same browser `Default, snap`. */
  readonly name: string;
  readonly storePath: string;
  /** The folder of Chromium's `Local State`, which contains the sealed key on Windows. */
  readonly userDataFolder?: string | undefined;
};

/**
 * All profiles of a browser that have a cookie store, the default one first. Reads only folders and
 * small text files.
 */
export function findProfiles(
  host: Pick<Host, 'files' | 'platform' | 'env'>,
  browser: Browser,
): BrowserProfile[] {
  const found = browser.roots[host.platform.os].flatMap((root) =>
    profilesUnder(host.files, browser, root, join(baseFolder(host, root.base), root.path)),
  );
  // Two roots may be the same folder (`current` of a snap is a link to a version).
  return found.filter(
    (profile, index) => found.findIndex((other) => other.storePath === profile.storePath) === index,
  );
}

/** For messages: `Chrome (Default)`. */
export function profileLabel(profile: BrowserProfile): string {
  return `${profile.browser.name} (${profile.name})`;
}

function profilesUnder(
  files: Files,
  browser: Browser,
  root: ProfileRoot,
  folder: string,
): BrowserProfile[] {
  const name = (plain: string) =>
    root.packaging === undefined ? plain : `${plain}, ${root.packaging}`;
  if (browser.engine === 'safari') {
    return safariStores(files, folder).map((store) => ({
      browser,
      name: name(store.name),
      storePath: store.path,
    }));
  }
  if (browser.engine === 'firefox') {
    return listFirefoxProfiles(files, folder)
      .map((profile) => ({
        browser,
        name: name(profile.name),
        storePath: join(profile.folder, 'cookies.sqlite'),
      }))
      .filter((profile) => hasStore(files, profile.storePath));
  }
  return tryList(files, folder)
    .toSorted(
      (a, b) =>
        Number(b === 'Default') - Number(a === 'Default') ||
        a.localeCompare(b, 'en', { numeric: true }),
    )
    .flatMap((entry) => {
      const storePath = chromiumStore(files, join(folder, entry));
      return storePath === undefined
        ? []
        : [{ browser, name: name(entry), storePath, userDataFolder: folder }];
    });
}

/**
 * Newer versions have the store in the folder `Network`; an older one beside it is a leftover.
 */
function chromiumStore(files: Files, profileFolder: string): string | undefined {
  return [join(profileFolder, 'Network', 'Cookies'), join(profileFolder, 'Cookies')].find((path) =>
    hasStore(files, path),
  );
}

/** Safari's own store, and beside it those of its further profiles (Safari 17 and newer). */
function safariStores(files: Files, path: string): { name: string; path: string }[] {
  const profilesFolder = join(path, '..', '..', 'WebKit', 'WebsiteDataStore');
  const further = tryList(files, profilesFolder)
    .toSorted()
    .map((id) => ({
      name: id.slice(0, 8),
      path: join(profilesFolder, id, 'Cookies', 'Cookies.binarycookies'),
    }));
  return [{ name: 'Default', path }, ...further].filter((store) => hasStore(files, store.path));
}

/** Also true if access is denied: reading the store then reports what the user can do. */
function hasStore(files: Files, path: string): boolean {
  try {
    const kind = files.facts(path)?.kind;
    return kind === 'file' || kind === 'link';
  } catch {
    return true;
  }
}

function baseFolder(host: Pick<Host, 'platform' | 'env'>, base: PathBase): string {
  if (base === 'home') return host.platform.homeDir;
  if (base === 'local-app-data') return localAppData(host);
  return base === 'app-data' ? roamingAppData(host) : configHome(host);
}
