import type { Platform } from '../../host/host.ts';

export type BrowserId = 'arc' | 'chrome' | 'safari' | 'edge' | 'brave' | 'chromium' | 'firefox';

/**
 * The folder that a path in the table is relative to: the home folder, `$XDG_CONFIG_HOME`,
 * `%LOCALAPPDATA%` or `%APPDATA%`.
 */
export type PathBase = 'home' | 'config' | 'local-app-data' | 'app-data';

/**
 * A folder with a browser's profiles (for Safari: a cookie file). `packaging` distinguishes two
 * installs of one browser.
 */
export type ProfileRoot = {
  readonly base: PathBase;
  readonly path: string;
  readonly packaging?: 'snap' | 'flatpak' | 'store' | undefined;
};

type Shared = {
  readonly id: BrowserId;
  /** As its vendor writes it. */
  readonly name: string;
  readonly roots: Readonly<Record<Platform['os'], readonly ProfileRoot[]>>;
};

export type ChromiumBrowser = Shared & {
  readonly engine: 'chromium';
  /**
   * Whose key the cookie library takes: the Keychain entry on macOS, the key store's override on
   * Linux.
   */
  readonly keyOwner: 'chrome' | 'brave' | 'arc' | 'chromium' | 'edge';
  /** Values of the attribute `application` of the key in a Linux key store, likeliest first. */
  readonly keyringApplications: readonly string[];
};

export type FirefoxBrowser = Shared & { readonly engine: 'firefox' };

type SafariBrowser = Shared & { readonly engine: 'safari' };

/** A browser whose sessions can be read. */
export type Browser = ChromiumBrowser | FirefoxBrowser | SafariBrowser;

const appSupport = 'Library/Application Support';

/**
 * The browsers in the order they are tried. Places as found in the browsers' own documentation and
 * in use.
 */
export const browsers: readonly Browser[] = [
  {
    id: 'arc',
    name: 'Arc',
    engine: 'chromium',
    keyOwner: 'arc',
    keyringApplications: [],
    roots: {
      darwin: [{ base: 'home', path: `${appSupport}/Arc/User Data` }],
      linux: [],
      win32: [
        {
          base: 'local-app-data',
          path: 'Packages/TheBrowserCompany.Arc_ttt1ap7aakyb4/LocalCache/Local/Arc/User Data',
          packaging: 'store',
        },
        { base: 'local-app-data', path: 'Arc/User Data' },
      ],
    },
  },
  {
    id: 'chrome',
    name: 'Chrome',
    engine: 'chromium',
    keyOwner: 'chrome',
    keyringApplications: ['chrome'],
    roots: {
      darwin: [{ base: 'home', path: `${appSupport}/Google/Chrome` }],
      linux: [
        { base: 'config', path: 'google-chrome' },
        {
          base: 'home',
          path: '.var/app/com.google.Chrome/config/google-chrome',
          packaging: 'flatpak',
        },
      ],
      win32: [{ base: 'local-app-data', path: 'Google/Chrome/User Data' }],
    },
  },
  {
    id: 'safari',
    name: 'Safari',
    engine: 'safari',
    roots: {
      darwin: [
        {
          base: 'home',
          path: 'Library/Containers/com.apple.Safari/Data/Library/Cookies/Cookies.binarycookies',
        },
        // Before macOS 11.
        { base: 'home', path: 'Library/Cookies/Cookies.binarycookies' },
      ],
      linux: [],
      win32: [],
    },
  },
  {
    id: 'edge',
    name: 'Edge',
    engine: 'chromium',
    keyOwner: 'edge',
    // Edge has used its own name and the one it inherited.
    keyringApplications: ['msedge', 'microsoft-edge', 'chromium'],
    roots: {
      darwin: [{ base: 'home', path: `${appSupport}/Microsoft Edge` }],
      linux: [
        { base: 'config', path: 'microsoft-edge' },
        {
          base: 'home',
          path: '.var/app/com.microsoft.Edge/config/microsoft-edge',
          packaging: 'flatpak',
        },
      ],
      win32: [{ base: 'local-app-data', path: 'Microsoft/Edge/User Data' }],
    },
  },
  {
    id: 'brave',
    name: 'Brave',
    engine: 'chromium',
    keyOwner: 'brave',
    keyringApplications: ['brave'],
    roots: {
      darwin: [{ base: 'home', path: `${appSupport}/BraveSoftware/Brave-Browser` }],
      linux: [
        { base: 'config', path: 'BraveSoftware/Brave-Browser' },
        {
          base: 'home',
          path: 'snap/brave/current/.config/BraveSoftware/Brave-Browser',
          packaging: 'snap',
        },
        { base: 'home', path: 'snap/brave/common/BraveSoftware/Brave-Browser', packaging: 'snap' },
        {
          base: 'home',
          path: '.var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser',
          packaging: 'flatpak',
        },
      ],
      win32: [{ base: 'local-app-data', path: 'BraveSoftware/Brave-Browser/User Data' }],
    },
  },
  {
    id: 'chromium',
    name: 'Chromium',
    engine: 'chromium',
    keyOwner: 'chromium',
    keyringApplications: ['chromium'],
    roots: {
      darwin: [{ base: 'home', path: `${appSupport}/Chromium` }],
      linux: [
        { base: 'config', path: 'chromium' },
        { base: 'home', path: 'snap/chromium/common/chromium', packaging: 'snap' },
        {
          base: 'home',
          path: '.var/app/org.chromium.Chromium/config/chromium',
          packaging: 'flatpak',
        },
      ],
      win32: [{ base: 'local-app-data', path: 'Chromium/User Data' }],
    },
  },
  {
    id: 'firefox',
    name: 'Firefox',
    engine: 'firefox',
    roots: {
      darwin: [{ base: 'home', path: `${appSupport}/Firefox` }],
      linux: [
        // New installs use the XDG folders; older ones keep their folder.
        { base: 'config', path: 'mozilla/firefox' },
        { base: 'home', path: '.mozilla/firefox' },
        { base: 'home', path: 'snap/firefox/common/.mozilla/firefox', packaging: 'snap' },
        {
          base: 'home',
          path: '.var/app/org.mozilla.firefox/config/mozilla/firefox',
          packaging: 'flatpak',
        },
        {
          base: 'home',
          path: '.var/app/org.mozilla.firefox/.mozilla/firefox',
          packaging: 'flatpak',
        },
      ],
      win32: [
        { base: 'app-data', path: 'Mozilla/Firefox' },
        {
          base: 'local-app-data',
          path: 'Packages/Mozilla.Firefox_n80bbvh6b1yt2/LocalCache/Roaming/Mozilla/Firefox',
          packaging: 'store',
        },
      ],
    },
  },
];
