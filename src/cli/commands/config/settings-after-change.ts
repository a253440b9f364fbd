import { loadSettings, type LoadedSettings } from '../../../config/load-settings.ts';
import { Failure } from '../../../domain/failure.ts';
import type { CommandContext } from '../../command-context.ts';
import { pathInUse } from './path.ts';

/** The settings as they are after a change, or undefined where the file still holds a mistake: the change was made, so that is only noted. */
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
