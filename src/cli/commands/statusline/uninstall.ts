import {
  readDotfile,
  removeDotfile,
  writeDotfile,
  type Dotfile,
} from '../../../host/files/dotfile.ts';
import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { findTool, type FoundTool, type InstallOptions } from './find-tool.ts';
import { codeOf, difference, withoutMark } from './file-change.ts';
import { isAsInstalled, readReceipt, removeReceipt, type Receipt } from './receipt.ts';

/**
 * `statusline uninstall TARGET`: puts the file back as it was, to the byte, where nobody has changed it since; else takes
 * out our line alone and gives back what it replaced. A file that the install made goes away again.
 * Exit code 0 where no line of ours is left, 1 where the file stands in the way.
 */
export async function runUninstall(
  context: CommandContext,
  options: InstallOptions,
  program: ThisProgram = thisProgram(),
): Promise<number> {
  const { host, messages, terminal } = context;
  const words = messages.statuslineSetup;
  const tool = await findTool(context, options, program);
  const file = tool.file;
  if (file === undefined || tool.policy === 'by-hand') {
    terminal.out(words.notThere(tool.name));
    return 0;
  }
  if (file === 'not-text' || 'code' in file || !file.isWritable) {
    terminal.err(file === 'not-text' ? words.notText(tool.path) : words.readOnly(tool.path));
    return 1;
  }
  const receipt = readReceipt(host, options.target);
  const back = restored(tool, file, receipt);
  if (back.kind !== 'text' && back.kind !== 'gone') {
    if (back.kind === 'not-there') terminal.out(words.notThere(tool.name));
    else terminal.err(words.broken({ file: tool.path, why: back.why }));
    return back.kind === 'not-there' ? 0 : 1;
  }
  const after = back.kind === 'text' ? back.text : '';
  if (options.dryRun) {
    terminal.out(`${words.wouldChange(tool.path)}\n${difference(tool.path, file.text, after)}`);
    return 0;
  }
  try {
    if (back.kind === 'gone') removeDotfile(file.realPath);
    else await writeDotfile(file.realPath, after, file.mode);
  } catch (error) {
    terminal.err(words.unwritable({ file: tool.path, code: codeOf(error) }));
    return 1;
  }
  if (receipt?.backupPath !== undefined && receipt.realPath === file.realPath)
    removeDotfile(receipt.backupPath);
  await removeReceipt(host, options.target);
  terminal.out(
    back.exactly ? words.restored(tool.path) : words.removed({ tool: tool.name, file: tool.path }),
  );
  return 0;
}

type Restored =
  | { readonly kind: 'text'; readonly text: string; readonly exactly: boolean }
  | { readonly kind: 'gone'; readonly exactly: boolean }
  | { readonly kind: 'not-there' }
  | { readonly kind: 'broken'; readonly why: 'TOML' | 'JSON' };

function restored({ editor }: FoundTool, file: Dotfile, receipt: Receipt | undefined): Restored {
  const before = receipt?.realPath === file.realPath ? backupText(receipt) : undefined;
  if (isAsInstalled(receipt, file.realPath, file.text)) {
    if (receipt.backupPath === undefined) return { kind: 'gone', exactly: true };
    if (before !== undefined) return { kind: 'text', text: before, exactly: true };
  }
  const { mark, text = '' } = withoutMark(file.text);
  const change = editor.remove(text, withoutMark(before).text);
  if (change.kind === 'same' || change.kind === 'own') return { kind: 'not-there' };
  if (change.kind === 'broken') return change;
  // Nothing but ours was in it, and nothing was there before.
  if (change.text === '' && receipt?.backupPath === undefined)
    return { kind: 'gone', exactly: false };
  return { kind: 'text', text: mark + change.text, exactly: false };
}

function backupText({ backupPath }: Receipt): string | undefined {
  const backup = backupPath === undefined ? undefined : readDotfile(backupPath);
  return backup === undefined || backup === 'not-text' ? undefined : backup.text;
}
