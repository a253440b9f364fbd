import { providerChanges } from '../../../config/provider-changes.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { CommandContext } from '../../command-context.ts';
import {
  requireKimi,
  wantsJson,
  type FormatOption,
  type ProviderOption,
} from './config-options.ts';
import { changeConfigFile, pathInUse } from './config-file.ts';

/** `config providers`: the one provider and whether it is enabled. */
export async function configProviders(ctx: CommandContext, options: FormatOption): Promise<number> {
  const json = wantsJson(ctx, options);
  const { enabled } = (await loadSettings(ctx.host, { path: pathInUse(ctx) })).settings.provider;
  const displayName = 'Kimi Code';
  if (json)
    ctx.terminal.out(
      JSON.stringify([{ provider: 'kimi', displayName, enabled, defaultEnabled: true }]),
    );
  else ctx.terminal.out(ctx.messages.config.providerLine(displayName, enabled));
  return 0;
}

/** `config enable`: KimiBar queries Kimi again. */
export function configEnable(
  ctx: CommandContext,
  options: ProviderOption & FormatOption,
): Promise<number> {
  return switchKimi(ctx, options, true);
}

/** `config disable`: KimiBar sends no requests; the other settings stay. */
export function configDisable(
  ctx: CommandContext,
  options: ProviderOption & FormatOption,
): Promise<number> {
  return switchKimi(ctx, options, false);
}

async function switchKimi(
  ctx: CommandContext,
  options: ProviderOption & FormatOption,
  enabled: boolean,
): Promise<number> {
  const json = wantsJson(ctx, options);
  requireKimi(ctx, options);
  const path = pathInUse(ctx);
  await changeConfigFile(ctx, (config) => providerChanges(config, { enabled }));
  if (json) ctx.terminal.out(JSON.stringify({ provider: 'kimi', enabled, configPath: path }));
  else ctx.terminal.out(enabled ? ctx.messages.config.enabled : ctx.messages.config.disabled);
  return 0;
}
