import { posix, win32, type PlatformPath } from 'node:path';
import { readEnvValue } from './env-value.ts';
import type { Env, Platform } from './host.ts';

export type UserSystem = {
  readonly env: Env;
  readonly platform: Pick<Platform, 'os' | 'homeDir'>;
};

/** `$XDG_CONFIG_HOME` or `~/.config`, on every system. */
export function configHome({ env, platform }: UserSystem): string {
  return absoluteFolder(env, platform, 'XDG_CONFIG_HOME') ?? inHome(platform, '.config');
}

/**
 * Where programs keep settings: `$XDG_CONFIG_HOME`, then `%APPDATA%` on Windows and `~/.config`
 * elsewhere.
 */
export function settingsHome(system: UserSystem): string {
  const { env, platform } = system;
  if (platform.os !== 'win32') return configHome(system);
  return absoluteFolder(env, platform, 'XDG_CONFIG_HOME') ?? roamingAppData(system);
}

/** Where programs keep data: `$XDG_DATA_HOME`, then the folder that each system has for it. */
export function dataHome(system: UserSystem): string {
  const { env, platform } = system;
  const xdg = absoluteFolder(env, platform, 'XDG_DATA_HOME');
  if (xdg !== undefined) return xdg;
  if (platform.os === 'win32') return localAppData(system);
  return platform.os === 'darwin'
    ? inHome(platform, 'Library', 'Application Support')
    : inHome(platform, '.local', 'share');
}

/** Where the single executable unpacks itself, as packaging/binary/main.cjs has it. */
export function unpackedHome(system: UserSystem): string {
  const { env, platform } = system;
  if (platform.os === 'win32')
    return pathsOf(platform).join(localAppData(system), 'kimibar', 'cache');
  if (platform.os === 'darwin') return inHome(platform, 'Library', 'Caches', 'kimibar');
  const xdg = absoluteFolder(env, platform, 'XDG_CACHE_HOME') ?? inHome(platform, '.cache');
  return pathsOf(platform).join(xdg, 'kimibar');
}

/** Windows: `%APPDATA%`. */
export function roamingAppData({ env, platform }: UserSystem): string {
  return absoluteFolder(env, platform, 'APPDATA') ?? inHome(platform, 'AppData', 'Roaming');
}

/** Windows: `%LOCALAPPDATA%`. */
export function localAppData({ env, platform }: UserSystem): string {
  return absoluteFolder(env, platform, 'LOCALAPPDATA') ?? inHome(platform, 'AppData', 'Local');
}

/** Kimi Code's own folder: `$KIMI_CODE_HOME` or `~/.kimi-code`. */
export function kimiCodeHome({ env, platform }: UserSystem): string {
  return readEnvValue(env, 'KIMI_CODE_HOME') ?? inHome(platform, '.kimi-code');
}

/** `node:path` as the given system has it. */
export function pathsOf({ os }: Pick<Platform, 'os'>): PlatformPath {
  return os === 'win32' ? win32 : posix;
}

/** The XDG Base Directory Specification tells programs to ignore relative paths. */
function absoluteFolder(env: Env, platform: UserSystem['platform'], name: string) {
  const path = readEnvValue(env, name);
  return path !== undefined && pathsOf(platform).isAbsolute(path) ? path : undefined;
}

function inHome(platform: UserSystem['platform'], ...names: readonly string[]): string {
  return pathsOf(platform).join(platform.homeDir, ...names);
}
