import { thisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { findTool, type InstallOptions } from './find-tool.ts';

/** `statusline print TARGET`: what `install` would add on stdout, and where it belongs on stderr. */
export async function runPrint(context: CommandContext, options: InstallOptions): Promise<number> {
  const { name, path, editor } = await findTool(context, options, thisProgram());
  const { byHand, noFolder } = context.messages.statuslineSetup;
  context.terminal.err(
    options.target === 'swiftbar' ? noFolder : byHand({ tool: name, file: path }),
  );
  context.terminal.out(editor.snippet);
  return 0;
}
