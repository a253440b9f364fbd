import { loadSettings } from '../../../config/load-settings.ts';
import type { CommandContext } from '../../command-context.ts';
import { wantsJson, type FormatOption } from './config-options.ts';
import { pathInUse } from './path.ts';

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
