import { isAbsolute, resolve } from 'node:path';
import { unwrapText } from '../domain/api-key.ts';
import { readPlatform } from './platform.ts';
import { kimiCodeHome } from './user-folders.ts';

/** Variables that name a file or folder, and may be relative to the folder of the first program. */
const pathVariables = [
  'KIMIBAR_CONFIG',
  'KIMIBAR_DATA_DIR',
  'KIMI_CODE_HOME',
  'CLAUDE_CONFIG_DIR',
  'STARSHIP_CONFIG',
  'NODE_EXTRA_CA_CERTS',
];

/** The same path for programs in other folders. `~/` stays: see `configFilePath`. */
export function absolutePath(path: string): string {
  return path.trim() === '' || isAbsolute(path) || /^~[\\/]/.test(path) ? path : resolve(path);
}

/**
 * Makes relative paths in these variables absolute, once, as the program starts: what it starts or
 * installs (a refresh, a service) runs in other folders. Drops `KIMI_CODE_HOME` if it is the default.
 */
export function resolvePathVariables(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of pathVariables) {
    const path = unwrapText(env[name] ?? '');
    if (path !== undefined && absolutePath(path) !== path) env[name] = absolutePath(path);
  }
  // Kimi Code sets it for programs of its plugins. Whether it is set decides which account is meant.
  const home = kimiCodeHome({ env: {}, platform: readPlatform(env) });
  if (env['KIMI_CODE_HOME'] === home) delete env['KIMI_CODE_HOME'];
}
