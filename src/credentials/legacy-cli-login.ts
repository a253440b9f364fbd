import { join } from 'node:path';
import { readEnvValue } from '../host/env-value.ts';
import type { Host } from '../host/host.ts';

/**
 * The path of a login left by the older `kimi-cli` (`$KIMI_SHARE_DIR` or `~/.kimi`), undefined where there is none, or where
 * nobody may look. It is no credential for us and is never opened: a person is told that Kimi Code took its place.
 */
export function findLegacyCliLogin(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
): string | undefined {
  const home = readEnvValue(host.env, 'KIMI_SHARE_DIR') ?? join(host.platform.homeDir, '.kimi');
  const path = join(home, 'credentials', 'kimi-code.json');
  try {
    return host.files.facts(path) === undefined ? undefined : path;
  } catch {
    return undefined;
  }
}
