import {
  refreshStatusLine,
  updateStatusLines,
} from '../../../app/status-line/refresh-status-line.ts';
import { thisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import {
  drawStatusLine,
  isConfigChanged,
  readStatusInput,
} from '../../statusline/draw-status-line.ts';
import { readSession } from '../../statusline/read-session.ts';
import { refreshInBackground } from '../../statusline/background-refresh.ts';
import type { StatusLineOptions } from '../../statusline/status-line-flags.ts';
import { prepareShellLine } from './shell-line.ts';
import { requireLineAccount } from './line-account.ts';
import { findTool, type InstallOptions } from './find-tool.ts';

/** `kimibar statusline TARGET`, if the launcher's quick path left it to the whole program. */
export async function runStatusLineOnce(
  context: CommandContext,
  options: StatusLineOptions,
): Promise<number> {
  const { host, terminal } = context;
  await requireLineAccount(context, options.account);
  if (isConfigChanged(readStatusInput(host, options)))
    await updateStatusLines(host, options.config);
  const session = await readSession(options.target, host.env);
  const input = readStatusInput(host, options);
  const { text, due } = drawStatusLine(host, options, { input, program: thisProgram(), session });
  terminal.out(text);
  if (due !== undefined) refreshInBackground(host, due, options);
  return 0;
}

/**
 * `kimibar statusline print TARGET`: what `install` would add, on stdout; the file for it, on
 * stderr. The command must work once it is added, so that KimiBar's own files are written.
 */
export async function runPrint(context: CommandContext, options: InstallOptions): Promise<number> {
  const program = thisProgram();
  await requireLineAccount(context, options.line.account);
  if (!(await prepareShellLine(context, options, program))) return 1;
  const { name, path, editor } = await findTool(context, options, program);
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
  { isForced, account }: { readonly isForced: boolean; readonly account?: string | undefined },
): Promise<number> {
  await refreshStatusLine(host, { isForced, account, configPath, signal });
  return 0;
}
