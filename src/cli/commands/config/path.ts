import { configFilePath } from '../../../config/config-paths.ts';
import type { CommandContext } from '../../command-context.ts';

/** `config path`: where the config file is, whether or not it is there. */
export async function configPath(ctx: CommandContext): Promise<number> {
  ctx.terminal.out(pathInUse(ctx));
  return 0;
}

/** The config file's path for this run. */
export function pathInUse(ctx: CommandContext): string {
  return configFilePath(ctx.host.env, ctx.host.platform, ctx.configPath);
}
