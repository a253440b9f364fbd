import { join } from 'node:path';
import { tryReadText } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';
import { isObject } from '../domain/shape.ts';
import { kimiCodeHome } from '../host/user-folders.ts';

/** What Kimi Code's own `config.toml` says about its login; all absent if it says nothing. */
export type KimiCodeConfig = {
  /** The file in `credentials` that holds the login in use, without `.json`. */
  readonly loginInUse?: string | undefined;
  /** Kimi Code keeps the login in the system's keyring and not in a file. */
  readonly isInKeyring: boolean;
};

/**
 * Reads `[providers."managed:kimi-code".oauth] key = "oauth/<file stem>"` and the top-level
 * `credentials_store` of Kimi Code's config. A missing or broken config says nothing.
 */
export async function readKimiCodeConfig(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
): Promise<KimiCodeConfig> {
  const text = tryReadText(host.files, join(kimiCodeHome(host), 'config.toml'));
  const config = text === undefined ? undefined : await parseConfig(text);
  const oauth = valueAt(config, ['providers', 'managed:kimi-code', 'oauth']);
  const key = valueAt(oauth, ['key']);
  return {
    // Anything but a plain name could lead out of the folder.
    loginInUse: typeof key === 'string' ? /^oauth\/([\w-]+)$/.exec(key)?.[1] : undefined,
    isInKeyring: valueAt(config, ['credentials_store']) === 'keyring',
  };
}

async function parseConfig(text: string): Promise<unknown> {
  const { parse } = await import('@decimalturn/toml-patch');
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner: unknown, name) => (isObject(inner) ? inner[name] : undefined), value);
}
