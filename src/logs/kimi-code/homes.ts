import { join } from 'node:path';
import { logFolderNames } from '../../host/files/log-file.ts';
import type { Host } from '../../host/host.ts';
import { kimiCodeHome, settingsHome } from '../../host/user-folders.ts';

type HomesHost = Pick<Host, 'env' | 'platform' | 'commands'>;

/**
 * The homes of Kimi Code that may exist: the user's own, the one inside Kimi's desktop program, and
 * on Windows those of running WSL distributions.
 */
export async function kimiCodeHomes(host: HomesHost): Promise<readonly string[]> {
  const own = [kimiCodeHome(host), desktopHome(host)];
  return host.platform.os === 'win32' ? [...own, ...(await wslHomes(host))] : own;
}

/** As other trackers found it; Kimi does not document it. */
function desktopHome({ env, platform }: HomesHost): string {
  const userData =
    platform.os === 'darwin'
      ? join(platform.homeDir, 'Library', 'Application Support')
      : settingsHome({ env, platform });
  const runtime = join(userData, 'kimi-desktop', 'daimon-share', 'daimon', 'runtime');
  return join(runtime, 'kimi-code', 'home');
}

/** Only of running distributions: to look into a stopped one would start it. */
async function wslHomes({ commands }: HomesHost): Promise<readonly string[]> {
  const args = ['--list', '--running', '--quiet'];
  const result = await commands.run('wsl.exe', args, { timeoutMs: 5_000 });
  if (result.kind !== 'ran' || result.exitCode !== 0) return [];
  // It writes UTF-16, which has a zero behind each letter when it is read as UTF-8.
  const names = result.stdout.replaceAll('\0', '').split(/\r?\n/);
  return names
    .map((name) => name.replaceAll('\uFFFD', '').trim())
    .filter((name) => /^[\w.-]+$/.test(name))
    .flatMap(homesOfDistribution);
}

function homesOfDistribution(name: string): readonly string[] {
  const root = `\\\\wsl.localhost\\${name}`;
  const users = logFolderNames(join(root, 'home')).map((user) => join(root, 'home', user));
  return [...users, join(root, 'root')].map((folder) => join(folder, '.kimi-code'));
}
