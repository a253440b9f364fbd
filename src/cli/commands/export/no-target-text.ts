import type { Settings } from '../../../config/settings.ts';
import { unusableVariable } from '../../../daemon/export/export-target.ts';
import type { CommandContext } from '../../command-context.ts';

/** Why nothing would be pushed, for `export test` and `export preview`. */
export function noTargetText(
  { host, messages }: Pick<CommandContext, 'host' | 'messages'>,
  { enabled }: Settings['export'],
): string {
  const words = messages.export;
  if (!enabled) return words.off;
  const variable = unusableVariable(host.env);
  return variable === undefined ? words.noEndpoint : words.invalidVariable(variable);
}
