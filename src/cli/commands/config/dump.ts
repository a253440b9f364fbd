import { maskSecrets } from '../../../config/mask-secrets.ts';
import { parseConfig } from '../../../config/parse-config.ts';
import { readConfigText } from '../../../config/read-config-text.ts';
import type { CommandContext } from '../../command-context.ts';
import { pathInUse } from './path.ts';

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
  ctx.terminal.out(
    JSON.stringify(options.showSecrets === true ? json : maskSecrets(json), null, 2),
  );
  return 0;
}
