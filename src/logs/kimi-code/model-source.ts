import { join } from 'node:path';
import { isObject } from '../../domain/shape.ts';
import type { Certainty } from '../../domain/token-use.ts';
import { readEnvValue } from '../../host/env-value.ts';
import { tryReadText } from '../../host/files/try-read.ts';
import type { Host } from '../../host/host.ts';

/** Who is paid for a model's calls: `kimi` for the account's Kimi quota. */
export interface ModelSource {
  readonly provider: string;
  readonly certainty: Certainty;
  /** The model's own name, if the config gives one. */
  readonly model?: string | undefined;
}

const kimiQuota: ModelSource = { provider: 'kimi', certainty: 'exact' };
const managedProvider = 'managed:kimi-code';

/**
 * Returns the function that finds the source of a model alias by Kimi Code's `config.toml`. An
 * alias that is not in the file, such as one from `KIMI_MODEL_*`, has the source that was known
 * before; else only the prefix `kimi-code/` means Kimi.
 */
export async function readModelSources(
  host: Pick<Host, 'files' | 'env'>,
  home: string,
): Promise<(alias: string, known: ModelSource | undefined) => ModelSource> {
  const config = await readConfig(host, home);
  const { models, providers } = config;
  const secondary =
    readEnvValue(host.env, 'KIMI_SECONDARY_MODEL') ?? textAt(config['secondary_model'], 'model');
  return (alias, known) => {
    const name = alias === '__secondary__' ? (secondary ?? alias) : alias;
    const entry = entryAt(models, name);
    const provider = textAt(entry, 'provider');
    if (provider !== undefined)
      return { ...sourceOf(provider, entryAt(providers, provider)), model: textAt(entry, 'model') };
    if (known !== undefined) return known;
    const [, model] = /^kimi-code\/(.+)$/.exec(name) ?? [];
    return model !== undefined
      ? { ...kimiQuota, model }
      : { provider: 'unknown', certainty: 'exact' };
  };
}

function sourceOf(name: string, provider: unknown): ModelSource {
  const address = textAt(provider, 'base_url');
  const isKimi = name === managedProvider || (address !== undefined && isKimiAddress(address));
  return isKimi ? kimiQuota : { provider: name, certainty: 'exact' };
}

/** Is this the address of the API that the Kimi quota pays for? */
export function isKimiAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, pathname } = new URL(address);
  const isHost = hostname === 'api.kimi.com' || hostname === 'api.kimi.ai';
  return isHost && (pathname === '/coding' || pathname.startsWith('/coding/'));
}

async function readConfig(
  { files }: Pick<Host, 'files'>,
  home: string,
): Promise<Readonly<Record<string, unknown>>> {
  const text = tryReadText(files, join(home, 'config.toml'));
  if (text === undefined) return {};
  const { parse } = await import('@decimalturn/toml-patch');
  try {
    const config: unknown = parse(text);
    return isObject(config) ? config : {};
  } catch {
    return {};
  }
}

function entryAt(table: unknown, name: string): unknown {
  return isObject(table) && Object.hasOwn(table, name) ? table[name] : undefined;
}

function textAt(table: unknown, name: string): string | undefined {
  const value = entryAt(table, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
