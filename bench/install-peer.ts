import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Installs a package into a folder, without running any script of it. Returns its `node_modules`;
 * undefined if it cannot be installed, for example without a network.
 */
export function installPeer(folder: string, name: string, path: string): string | undefined {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = [
    'i',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--prefix',
    folder,
    name,
  ];
  const { status } = spawnSync(npm, args, {
    env: { ...process.env, PATH: path },
    stdio: 'ignore',
    timeout: 60_000,
    shell: process.platform === 'win32',
  });
  return status === 0 ? join(folder, 'node_modules') : undefined;
}
