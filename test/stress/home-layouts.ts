import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A home as a user or another program may have arranged it, and what KimiBar has to do there. */
export type HomeLayout = {
  readonly name: string;
  readonly prepare: (home: Home) => void;
  /**
   * Whether settings and usage can be saved. If not, nothing may be written through the link or
   * into the open folder.
   */
  readonly keeps: { readonly config?: boolean | undefined; readonly data?: boolean | undefined };
  /** Only root can arrange this. */
  readonly needsRoot?: true | undefined;
  /** Neither settings nor usage can be read: an error message is enough. */
  readonly isUnusable?: true | undefined;
  /** Arranged after a first run, since the names of the files depend on it. */
  readonly late?: true | undefined;
};

/** Folders of one home. Links lead to `elsewhere`. */
export type Home = {
  readonly config: string;
  readonly data: string;
  readonly readings: string;
  readonly elsewhere: string;
};

/** A user id without an account. */
const otherUserId = 65_534;

const pipe = (path: string): void => void spawnSync('mkfifo', [path]);
const linkedFolder = (folder: string, elsewhere: string): void => symlinkSync(elsewhere, folder);

/** Every layout that is tried. */
export const homeLayouts: readonly HomeLayout[] = [
  { name: 'an empty home', prepare: () => {}, keeps: { config: true, data: true } },
  {
    name: 'umask 002',
    prepare: ({ config, data }) => [config, data].forEach((folder) => made(folder, 0o775)),
    keeps: { config: true, data: true },
  },
  {
    name: "the user's own links",
    prepare: (home) => linkBoth(home),
    keeps: { config: true, data: true },
  },
  {
    name: 'config folder open to all',
    prepare: ({ config }) => made(config, 0o777),
    keeps: { config: false, data: true },
  },
  {
    name: 'data folder open to all',
    prepare: ({ data, readings }) => (made(data, 0o777), made(readings, 0o777)),
    keeps: { config: true, data: false },
  },
  {
    name: 'readings folder open to all',
    prepare: ({ readings }) => made(readings, 0o777),
    keeps: { config: true, data: false },
  },
  {
    name: 'folders of another user',
    prepare: ({ config, readings }) => [config, readings].forEach(strange),
    keeps: { config: false, data: false },
    needsRoot: true,
  },
  {
    name: 'parent folders open to all',
    prepare: ({ config, readings }) =>
      [config, readings].forEach((folder) => (made(folder), open(above(folder)))),
    keeps: { config: false, data: false },
  },
  {
    name: 'parent folders of another user',
    prepare: ({ config, readings }) =>
      [config, readings].forEach((folder) => (made(folder), strange(above(folder)))),
    keeps: { config: false, data: false },
    needsRoot: true,
  },
  {
    name: 'own link to a folder below one open to all',
    prepare: ({ data, elsewhere }) => {
      made(join(data, '..'));
      made(join(elsewhere, 'shared', 'data'));
      open(join(elsewhere, 'shared'));
      linkedFolder(data, join(elsewhere, 'shared', 'data'));
    },
    keeps: { config: true, data: false },
  },
  {
    name: 'sticky folder',
    prepare: ({ config, readings }) => [config, readings].forEach((folder) => made(folder, 0o1777)),
    keeps: { config: true, data: true },
  },
  {
    name: 'readings folder is a link',
    prepare: ({ data, readings, elsewhere }) => (
      made(data, 0o700),
      linkedFolder(readings, elsewhere)
    ),
    keeps: { config: true, data: false },
  },
  {
    name: 'config is a link',
    prepare: ({ config, elsewhere }) => (
      made(config),
      symlinkSync(join(elsewhere, 'theirs.json'), join(config, 'config.json'))
    ),
    keeps: { config: false, data: true },
  },
  {
    name: 'config lock is a link',
    prepare: ({ config, elsewhere }) => (
      made(config),
      symlinkSync(join(elsewhere, 'new'), join(config, 'config.json.lock'))
    ),
    keeps: { data: true },
  },
  {
    name: 'readings are links',
    prepare: (home) => linkNames(home, home.readings, ['latest.json', 'status-refresh']),
    keeps: { config: true },
  },
  {
    name: 'reading and lease are links',
    prepare: relinkReadings,
    keeps: { config: true },
    late: true,
  },
  {
    name: 'history, events, schedule are links',
    prepare: (home) =>
      linkNames(home, home.data, [
        'history.sqlite',
        'history.sqlite-wal',
        'events.json',
        'schedule.json',
        'schedule.json.looked',
        'web-sessions.json',
      ]),
    keeps: { config: true, data: true },
  },
  {
    name: 'config is a pipe',
    prepare: ({ config }) => (made(config), pipe(join(config, 'config.json'))),
    keeps: { config: false },
    isUnusable: true,
  },
  {
    name: 'config is a link to a device',
    prepare: ({ config }) => (made(config), symlinkSync('/dev/zero', join(config, 'config.json'))),
    keeps: { config: false },
    isUnusable: true,
  },
  {
    name: 'all data files are pipes',
    prepare: ({ data, readings }) => pipes(data, readings),
    keeps: { config: true },
  },
  {
    name: 'a folder in place of each file',
    prepare: (home) => folders(home),
    keeps: { config: false },
    isUnusable: true,
  },
];

function made(folder: string, mode = 0o700): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
}

function open(folder: string): void {
  chmodSync(folder, 0o777);
}

/** The folder directly in the home. */
function above(folder: string): string {
  return folder.includes('.config') ? join(folder, '..') : join(folder, '..', '..', '..');
}

function strange(folder: string): void {
  made(folder, 0o755);
  chownSync(folder, otherUserId, otherUserId);
}

/** As dotfile managers do: the folder itself is a link. */
function linkBoth({ config, data, elsewhere }: Home): void {
  for (const folder of [config, data]) {
    mkdirSync(join(folder, '..'), { recursive: true });
    const real = join(elsewhere, folder === config ? 'config' : 'data');
    made(real, 0o755);
    linkedFolder(folder, real);
  }
}

function linkNames({ elsewhere }: Home, folder: string, names: readonly string[]): void {
  made(folder);
  for (const name of names)
    symlinkSync(
      join(elsewhere, name.includes('history') ? 'theirs.json' : name),
      join(folder, name),
    );
}

function relinkReadings({ readings, elsewhere }: Home): void {
  for (const name of readdirSync(readings)) {
    rmSync(join(readings, name));
    symlinkSync(join(elsewhere, name), join(readings, name));
    symlinkSync(join(elsewhere, name), join(readings, name.replace(/json$/, 'lease')));
  }
}

function pipes(data: string, readings: string): void {
  made(readings);
  for (const name of [
    'history.sqlite',
    'events.json',
    'schedule.json',
    'schedule.json.looked',
    'web-sessions.json',
  ])
    pipe(join(data, name));
  for (const name of ['latest.json', 'status-refresh']) pipe(join(readings, name));
}

function folders({ config, data, readings }: Home): void {
  const files = [
    join(config, 'config.json'),
    ...['history.sqlite', 'events.json', 'schedule.json', 'web-sessions.json'].map((name) =>
      join(data, name),
    ),
  ];
  for (const path of [...files, join(readings, 'latest.json')]) made(path);
}
