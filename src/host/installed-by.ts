import { realpathSync } from 'node:fs';
import { isSea } from 'node:sea';
import { dirname, join } from 'node:path';
import type { Files, Platform } from './host.ts';
import { tryFacts, tryList } from './files/try-read.ts';
import type { ThisProgram } from './this-program.ts';

/** How this KimiBar was installed; `binary` is a downloaded executable. */
export type InstalledBy =
  | 'npm'
  | 'project'
  | 'npx'
  | 'pnpm'
  | 'brew'
  | 'scoop'
  | 'winget'
  | 'pacman'
  | 'deb'
  | 'nix'
  | 'docker'
  | 'source'
  | 'binary';

type Machine = { readonly files: Pick<Files, 'facts' | 'list'>; readonly os: Platform['os'] };

const byFolder: readonly (readonly [InstalledBy, RegExp])[] = [
  ['nix', /^\/nix\/store\//],
  ['npx', /[\\/](_npx|dlx)[\\/]|[\\/]pnpm[\\/]dlx-/],
  ['brew', /\/Cellar\//],
  ['scoop', /\\scoop\\(apps|shims)\\/i],
  ['winget', /\\WinGet\\/i],
  ['pnpm', /[\\/](\.pnpm|pnpm[\\/]global)[\\/]/],
  ['docker', /^\/opt\/kimibar\/dist\//],
];

const npmFolder = /[\\/]node_modules[\\/]kimibar[\\/]/;
/** npm's folder for global packages: `lib/node_modules`, on Windows `npm\node_modules`. */
const globalFolder = /([\\/]lib|[\\/]npm|[\\/]nodejs)[\\/]node_modules[\\/]kimibar[\\/]/i;

/** Finds out from the paths of this program, the package databases of Linux included. */
export function installedBy(
  machine: Machine,
  { node, script }: ThisProgram,
  isExecutable = isSea(),
): InstalledBy {
  const path = realPathOr(isExecutable ? node : script);
  const known = byFolder.find(([, folder]) => folder.test(path))?.[0];
  if (known !== undefined) return known;
  if (isExecutable) return packageOf(machine, path) ?? 'binary';
  if (npmFolder.test(path)) return globalFolder.test(path) ? 'npm' : 'project';
  return 'source';
}

/** Only a program in `/usr/bin` can be a package's. */
function packageOf({ files, os }: Machine, path: string): InstalledBy | undefined {
  if (os !== 'linux' || dirname(path) !== '/usr/bin') return undefined;
  if (tryFacts(files, '/var/lib/dpkg/info/kimibar.list') !== undefined) return 'deb';
  const packages = tryList(files, join('/var', 'lib', 'pacman', 'local'));
  return packages.some((name) => /^kimibar(-bin)?-\d/.test(name)) ? 'pacman' : undefined;
}

function realPathOr(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
