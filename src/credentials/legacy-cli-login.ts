import { join } from 'node:path';
import { readEnvValue } from '../host/env-value.ts';
import { tryFacts } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';

/**
 * The path of a login left by the older `kimi-cli` (`$KIMI_SHARE_DIR` or `~/.kimi`), undefined
 * where there is none, or where nobody may look. It is no credential for us and is never opened: a
 * person is told that Kimi Code took its place.
 */
export function findLegacyCliLogin(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
): string | undefined {
  const home = readEnvValue(host.env, 'KIMI_SHARE_DIR') ?? join(host.platform.homeDir, '.kimi');
  const path = join(home, 'credentials', 'kimi-code.json');
  return tryFacts(host.files, path) === undefined ? undefined : path;
}
