import { configFilePath } from '../../../config/config-paths.ts';
import type { CommandContext } from '../../command-context.ts';

/** `config path`: the config file's path, whether or not it exists. */
export async function configPath(ctx: CommandContext): Promise<number> {
  ctx.terminal.out(pathInUse(ctx));
  return 0;
}

/** The config file's path for this run. */
export function pathInUse(ctx: CommandContext): string {
  return configFilePath(ctx.host.env, ctx.host.platform, ctx.configPath);
}
