import { posix, win32, type PlatformPath } from 'node:path';
import type { Env, Platform } from '../host/host.ts';
import { readEnvValue } from '../host/env-value.ts';

type Place = Pick<Platform, 'os' | 'homeDir'>;

/**
 * Where the config file is: the path asked for, `KIMIBAR_CONFIG`, then the system's place for config files.
 * A relative path stays as given, a leading `~/` means home. XDG variables count only when absolute, as the XDG Base
 * Directory Specification wants it.
 */
export function configFilePath(env: Env, platform: Place, asked?: string): string {
  const given =
    asked !== undefined && asked.trim() !== '' ? asked : readEnvValue(env, 'KIMIBAR_CONFIG');
  if (given !== undefined) return expandHome(given, platform);
  return pathsOf(platform).join(systemConfigFolder(env, platform), 'kimibar', 'config.json');
}

/** The folder for readings, history and leases: `KIMIBAR_DATA_DIR`, then the system's place for an application's data. */
export function dataFolder(env: Env, platform: Place): string {
  const given = readEnvValue(env, 'KIMIBAR_DATA_DIR');
  if (given !== undefined) return expandHome(given, platform);
  return pathsOf(platform).join(systemDataFolder(env, platform), 'kimibar');
}

function systemConfigFolder(env: Env, platform: Place): string {
  const { join } = pathsOf(platform);
  const xdg = absolute(readEnvValue(env, 'XDG_CONFIG_HOME'), platform);
  if (xdg !== undefined) return xdg;
  if (platform.os !== 'win32') return join(platform.homeDir, '.config');
  return (
    absolute(readEnvValue(env, 'APPDATA'), platform) ?? join(platform.homeDir, 'AppData', 'Roaming')
  );
}

function systemDataFolder(env: Env, platform: Place): string {
  const { join } = pathsOf(platform);
  const xdg = absolute(readEnvValue(env, 'XDG_DATA_HOME'), platform);
  if (xdg !== undefined) return xdg;
  if (platform.os === 'darwin') return join(platform.homeDir, 'Library', 'Application Support');
  if (platform.os !== 'win32') return join(platform.homeDir, '.local', 'share');
  return (
    absolute(readEnvValue(env, 'LOCALAPPDATA'), platform) ??
    join(platform.homeDir, 'AppData', 'Local')
  );
}

function absolute(path: string | undefined, platform: Place): string | undefined {
  return path !== undefined && pathsOf(platform).isAbsolute(path) ? path : undefined;
}

/** Shells leave `~` alone inside quotes and after `=`; nobody means a folder of that name. */
function expandHome(path: string, platform: Place): string {
  const separated = platform.os === 'win32' ? /^~[\\/]/ : /^~\//;
  return separated.test(path) ? pathsOf(platform).join(platform.homeDir, path.slice(2)) : path;
}

function pathsOf(platform: Place): PlatformPath {
  return platform.os === 'win32' ? win32 : posix;
}
