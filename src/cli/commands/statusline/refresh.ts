import { refreshStatusLine } from '../../../app/status-line/refresh-status-line.ts';
import type { CommandContext } from '../../command-context.ts';

/** `kimibar statusline refresh`: what a status line starts behind itself. Prints nothing; the line tells what came of it. */
export async function runStatusRefresh(
  { host, configPath, signal }: CommandContext,
  options: { readonly insist: boolean },
): Promise<number> {
  await refreshStatusLine(host, {
    ...options,
    signal,
    ...(configPath === undefined ? {} : { configPath }),
  });
  return 0;
}
