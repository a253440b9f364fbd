import { readEnvValue } from '../host/env-value.ts';
import type { Env, Platform } from '../host/host.ts';
import { dataHome, pathsOf, settingsHome } from '../host/user-folders.ts';

type UserPlatform = Pick<Platform, 'os' | 'homeDir'>;

/**
 * The config file: `given` (`--config`), then `KIMIBAR_CONFIG`, then the system's folder for
 * settings.
 * A relative path stays as given, a leading `~/` means home.
 */
export function configFilePath(env: Env, platform: UserPlatform, given?: string): string {
  const path =
    given !== undefined && given.trim() !== '' ? given : readEnvValue(env, 'KIMIBAR_CONFIG');
  if (path !== undefined) return expandHome(path, platform);
  return pathsOf(platform).join(settingsHome({ env, platform }), 'kimibar', 'config.json');
}

/**
 * The folder for cached usage, history and leases: `KIMIBAR_DATA_DIR`, then the system's folder for
 * data.
 */
export function dataFolder(env: Env, platform: UserPlatform): string {
  const path = readEnvValue(env, 'KIMIBAR_DATA_DIR');
  if (path !== undefined) return expandHome(path, platform);
  return pathsOf(platform).join(dataHome({ env, platform }), 'kimibar');
}

/** Shells do not expand `~` inside quotes or after `=`. */
function expandHome(path: string, platform: UserPlatform): string {
  const separated = platform.os === 'win32' ? /^~[\\/]/ : /^~\//;
  return separated.test(path) ? pathsOf(platform).join(platform.homeDir, path.slice(2)) : path;
}
