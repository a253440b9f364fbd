import { configFilePath } from '../../../config/config-paths.ts';
import { loadSettings, type LoadedSettings } from '../../../config/load-settings.ts';
import { maskSecrets } from '../../../config/mask-secrets.ts';
import { parseConfig } from '../../../config/parse-config.ts';
import { readConfigText } from '../../../config/read-config-text.ts';
import { updateConfigFile } from '../../../config/save-settings.ts';
import { Failure } from '../../../domain/failure.ts';
import type { CommandContext } from '../../command-context.ts';

/** The config file's path for this run. */
export function pathInUse(ctx: CommandContext): string {
  return configFilePath(ctx.host.env, ctx.host.platform, ctx.configPath);
}

/** Changes the config file and shows the new settings on status lines. */
export async function changeConfigFile(
  ctx: CommandContext,
  edit: Parameters<typeof updateConfigFile>[2],
): Promise<void> {
  const { host, configPath: given, messages, signal, terminal } = ctx;
  const path = configFilePath(host.env, host.platform, given);
  const ask = { mayPrompt: terminal.interactive, signal };
  const { forgettingKeys } = await import('../../../app/keyring.ts');
  const change = () => updateConfigFile(host, path, edit);
  if (!(await forgettingKeys(host, { path, ask }, change)))
    terminal.err(messages.config.keyStillInKeyring);
  // Most of what `config` does changes nothing, and this loads all that requests need.
  const { updateStatusLines } = await import('../../../app/status-line/refresh-status-line.ts');
  await updateStatusLines(host, given);
}

/** `config path`: the config file's path, whether or not it exists. */
export async function configPath(ctx: CommandContext): Promise<number> {
  ctx.terminal.out(pathInUse(ctx));
  return 0;
}

/**
 * `config dump`: the whole file as JSON, unknown keys included; secrets masked unless requested.
 */
export async function configDump(
  ctx: CommandContext,
  options: { readonly showSecrets?: boolean | undefined },
): Promise<number> {
  const path = pathInUse(ctx);
  const text = readConfigText(ctx.host.files, path);
  if (text === undefined) ctx.terminal.err(ctx.messages.config.fileMissing(path));
  const json = text === undefined ? {} : await parseConfig({ path, text });
  ctx.terminal.out(printableJson(options.showSecrets === true ? json : maskSecrets(json), 2));
  return 0;
}

/** JSON without control characters: JSON itself escapes only those below 32. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(
    /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => character.split('').map(escaped).join(''),
  );
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * The settings after a change. If another value of the file is still invalid, prints a note and
 * returns undefined.
 */
export async function settingsAfterChange(
  ctx: CommandContext,
): Promise<LoadedSettings | undefined> {
  try {
    return await loadSettings(ctx.host, { path: pathInUse(ctx) });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    ctx.terminal.err(ctx.messages.config.stillMistaken);
    return undefined;
  }
}
