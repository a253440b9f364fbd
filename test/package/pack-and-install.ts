import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.ts';
import type { Step } from './step.ts';

/** The packed program, and the folder it was installed to. */
export type Installed = { readonly tarball: string; readonly prefix: string };

const sizeLimitBytes = 1.5 * 1024 * 1024;

/** Packs this program and installs it without optional dependencies. */
export function packAndInstall(folder: string): {
  readonly installed: Installed;
  readonly steps: readonly Step[];
} {
  const packed = JSON.parse(
    npm(
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
      join(import.meta.dirname, '..', '..'),
    ),
  );
  const [{ filename, files }] = packed as [
    { filename: string; files: readonly { path: string }[] },
  ];
  const tarball = join(folder, filename);
  const prefix = join(folder, '程序 家');
  mkdirSync(prefix);
  const install = ['install', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'];
  npm([...install, '--prefix', prefix, tarball], folder);
  const globalPrefix = join(folder, 'global');
  npm([...install, '--global', '--prefix', globalPrefix, tarball], folder);
  const packages = readdirSync(join(prefix, 'node_modules')).filter(
    (name) => !name.startsWith('.'),
  );
  const paths = files.map(({ path }) => path);
  const outside = paths.filter(
    (path) =>
      !/^(dist|extensions\/kimi-code)\//.test(path) &&
      !/^(README|LICENSE|CHANGELOG|package\.json)/.test(path),
  );
  const bytes = statSync(tarball).size;
  return {
    installed: { tarball, prefix },
    steps: [
      {
        name: `packed: ${Math.round(bytes / 1024)} KB in ${paths.length} files`,
        isGood: bytes <= sizeLimitBytes,
      },
      {
        name: `packed: nothing but the program${outside.map((path) => ` ${path}`).join('')}`,
        isGood: outside.length === 0,
      },
      {
        name: 'packed: the licences of bundled packages',
        isGood: paths.includes('dist/THIRD-PARTY-LICENSES.txt'),
      },
      { name: 'installed globally: the manual page', isGood: hasManualPage(globalPrefix) },
      { name: `installed alone: ${packages.join(', ')}`, isGood: packages.join() === 'kimibar' },
    ],
  };
}

/** npm links manual pages everywhere except on Windows. */
function hasManualPage(prefix: string): boolean {
  return (
    process.platform === 'win32' || existsSync(join(prefix, 'share', 'man', 'man1', 'kimibar.1'))
  );
}
