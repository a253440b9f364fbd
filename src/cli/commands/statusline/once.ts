import { refreshStatusLine } from '../../../app/status-line/refresh-status-line.ts';
import { thisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { drawStatusLine } from '../../statusline/draw-status-line.ts';
import { refreshInBackground } from '../../statusline/background-refresh.ts';
import type { StatusLineOptions } from '../../statusline/status-line-flags.ts';
import { findTool, type InstallOptions } from './find-tool.ts';

/** `kimibar statusline TARGET`, if the launcher's quick path left it to the whole program. */
export async function runStatusLineOnce(
  { host, terminal }: CommandContext,
  options: StatusLineOptions,
): Promise<number> {
  const { text, due } = drawStatusLine(host, options, thisProgram());
  terminal.out(text);
  if (due !== undefined) refreshInBackground(host, due, options.config);
  return 0;
}

/**
 * `kimibar statusline print TARGET`: what `install` would add, on stdout; where it belongs, on
 * stderr.
 */
export async function runPrint(context: CommandContext, options: InstallOptions): Promise<number> {
  const { name, path, editor } = await findTool(context, options, thisProgram());
  const { byHand, noFolder } = context.messages.statuslineSetup;
  context.terminal.err(
    options.target === 'swiftbar' ? noFolder : byHand({ tool: name, file: path }),
  );
  context.terminal.out(editor.snippet);
  return 0;
}

/**
 * `kimibar statusline refresh`, which a status line starts in the background. Prints nothing: the
 * line shows the result.
 */
export async function runStatusRefresh(
  { host, configPath, signal }: CommandContext,
  { isForced }: { readonly isForced: boolean },
): Promise<number> {
  await refreshStatusLine(host, { isForced, configPath, signal });
  return 0;
}
