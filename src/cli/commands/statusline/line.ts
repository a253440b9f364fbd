import { thisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { drawStatusLine } from '../../statusline/draw-status-line.ts';
import { refreshBehind } from '../../statusline/refresh-behind.ts';
import type { StatusLineFlags } from '../../statusline/status-line-flags.ts';

/** `kimibar statusline TARGET` where it was called in a way that the quick path leaves to the whole program. */
export async function runStatusLineOnce(
  { host, terminal, configPath }: CommandContext,
  flags: StatusLineFlags,
): Promise<number> {
  const asked = configPath === undefined ? flags : { ...flags, config: configPath };
  const { text, due } = drawStatusLine(host, asked, thisProgram());
  terminal.out(text);
  if (due !== undefined) refreshBehind(host, due, asked.config);
  return 0;
}
