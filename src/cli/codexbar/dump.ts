import { maskSecrets } from '../../config/mask-secrets.ts';
import { parseConfig } from '../../config/parse-config.ts';
import { readConfigText } from '../../config/read-config-text.ts';
import { isKimi, settingsTable } from '../../config/settings-table.ts';
import { isObject } from '../../domain/shape.ts';
import { jsonText } from '../../present/json/json-text.ts';
import type { CommandContext } from '../command-context.ts';
import { pathInUse } from '../commands/config/config-file.ts';

export type DumpOptions = { readonly showSecrets: boolean; readonly pretty: boolean };

/**
 * `codexbar config dump`: the config with Kimi's entry complete, also if there is no file: clients
 * find the providers in it. Secrets are masked unless requested.
 */
export async function runDump(
  context: CommandContext,
  { showSecrets, pretty }: DumpOptions,
): Promise<number> {
  const path = pathInUse(context);
  const text = readConfigText(context.host.files, path);
  const json = text === undefined ? {} : await parseConfig({ path, text });
  const config = complete(isObject(json) ? json : {});
  context.terminal.out(
    jsonText(showSecrets ? config : maskSecrets(config), pretty ? 2 : undefined),
  );
  return 0;
}

function complete(config: Readonly<Record<string, unknown>>): unknown {
  const { version = 1, providers, ...rest } = config;
  const entries: readonly unknown[] = Array.isArray(providers) ? providers : [];
  const defaults = { id: 'kimi', ...kimiDefaults() };
  return {
    version,
    providers: entries.some(isKimi)
      ? entries.map((entry) => (isKimi(entry) ? { ...defaults, ...entry } : entry))
      : [...entries, defaults],
    ...rest,
  };
}

function kimiDefaults(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    settingsTable
      .filter(({ home }) => home === 'kimi')
      .map(({ name, default: value }) => [name, value]),
  );
}
