import { basename, join } from 'node:path';
import { kimiSites, type KimiSite } from '../../domain/kimi-site.ts';
import { tryList } from '../../host/files/try-read.ts';
import type { Files, Host } from '../../host/host.ts';
import { configHome, localAppData, roamingAppData } from '../../host/user-folders.ts';
import type { OpenSqlite } from '../../host/sqlite.ts';
import type { Browser, PathBase } from './browser-table.ts';
import { listFirefoxProfiles } from './firefox-profiles.ts';

/** A store of one profile of a browser. */
export type BrowserProfile = {
  readonly browser: Browser;
  /** `Default`, `Profile 1`; of a second install of the same browser `Default, snap`. */
  readonly name: string;
  readonly storePath: string;
  /**
   * The store is local storage and not the cookies: Firefox's database of a site, Chromium's folder
   * of all sites.
   */
  readonly isLocalStorage?: boolean | undefined;
  /** The folder of Chromium's `Local State`, which contains the sealed key on Windows. */
  readonly userDataFolder?: string | undefined;
};

export type ProfileHost = Pick<Host, 'files' | 'platform' | 'env'> & {
  readonly openSqlite: OpenSqlite;
  readonly site: KimiSite;
};

/**
 * All profiles of a browser that have a cookie store, the default one first. Reads only folders,
 * small text files and Firefox's lists of profiles.
 */
export async function findProfiles(
  host: ProfileHost,
  browser: Browser,
  signal: AbortSignal,
): Promise<readonly BrowserProfile[]> {
  const found: BrowserProfile[] = [];
  for (const root of browser.roots[host.platform.os]) {
    const folder = join(baseFolder(host, root.base), root.path);
    const profiles =
      browser.engine === 'firefox'
        ? await firefoxProfiles(host, folder, signal)
        : otherProfiles(host, browser, folder);
    for (const profile of profiles) {
      const { packaging } = root;
      const name = packaging === undefined ? profile.name : `${profile.name}, ${packaging}`;
      found.push({ ...profile, browser, name });
    }
  }
  // Two roots may be the same folder (`current` of a snap is a link to a version).
  return found.filter(
    (profile, index) => found.findIndex((other) => other.storePath === profile.storePath) === index,
  );
}

/** For messages: `Chrome (Default)`. */
export function profileLabel(profile: BrowserProfile): string {
  return `${profile.browser.name} (${profile.name})`;
}

type FoundStore = Omit<BrowserProfile, 'browser'>;

async function firefoxProfiles(
  host: ProfileHost,
  root: string,
  signal: AbortSignal,
): Promise<FoundStore[]> {
  const profiles = await listFirefoxProfiles(host, root, signal);
  return profiles
    .flatMap(({ name, folder }) => {
      const cookies: FoundStore = { name, storePath: join(folder, 'cookies.sqlite') };
      return host.site === 'global'
        ? [cookies].concat(localStorageStores(host, name, folder))
        : cookies;
    })
    .filter((store) => hasStore(host.files, store.storePath));
}

/** A session of kimi.ai may be in the site's local storage only; each container has its own. */
function localStorageStores(
  { files, site }: ProfileHost,
  name: string,
  folder: string,
): FoundStore[] {
  const origins = join(folder, 'storage', 'default');
  const origin = `https+++${kimiSites[site].host}`;
  return tryList(files, origins)
    .filter((entry) => entry === origin || entry.startsWith(`${origin}^userContextId=`))
    .filter((entry) => !entry.includes('&'))
    .toSorted()
    .map((entry) => ({
      name: `${name}, local storage`,
      storePath: join(origins, entry, 'ls', 'data.sqlite'),
      isLocalStorage: true,
    }));
}

function otherProfiles(
  { files, site }: ProfileHost,
  { engine }: Exclude<Browser, { engine: 'firefox' }>,
  folder: string,
): FoundStore[] {
  if (engine === 'safari')
    return safariStores(files, folder).map(({ name, path }) => ({ name, storePath: path }));
  return tryList(files, folder)
    .toSorted(
      (a, b) =>
        Number(b === 'Default') - Number(a === 'Default') ||
        a.localeCompare(b, 'en', { numeric: true }),
    )
    .flatMap((entry) => {
      const storePath = chromiumStore(files, join(folder, entry));
      const cookies: FoundStore[] =
        storePath === undefined ? [] : [{ name: entry, storePath, userDataFolder: folder }];
      return site === 'global'
        ? cookies.concat(chromiumLocalStorage(files, join(folder, entry)))
        : cookies;
    });
}

/** All sites share one LevelDB, which is a folder. */
function chromiumLocalStorage(files: Files, profileFolder: string): FoundStore[] {
  const name = `${basename(profileFolder)}, local storage`;
  const storePath = join(profileFolder, 'Local Storage', 'leveldb');
  return hasStore(files, storePath, 'folder') ? [{ name, storePath, isLocalStorage: true }] : [];
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
function hasStore(files: Files, path: string, wanted: 'file' | 'folder' = 'file'): boolean {
  try {
    const kind = files.facts(path)?.kind;
    return kind === wanted || kind === 'link';
  } catch {
    return true;
  }
}

function baseFolder(host: Pick<Host, 'platform' | 'env'>, base: PathBase): string {
  if (base === 'home') return host.platform.homeDir;
  if (base === 'local-app-data') return localAppData(host);
  return base === 'app-data' ? roamingAppData(host) : configHome(host);
}
