import { loadSettings, type LoadedSettings } from '../../../config/load-settings.ts';
import { Failure } from '../../../domain/failure.ts';
import type { CommandContext } from '../../command-context.ts';
import { pathInUse } from './path.ts';

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
