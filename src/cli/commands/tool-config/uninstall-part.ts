import { systemReason } from '../../../config/read-config-text.ts';
import {
  readDotfile,
  removeDotfile,
  writeDotfile,
  type Dotfile,
} from '../../../host/files/dotfile.ts';
import { FileChanged } from '../../../host/files/replace-file.ts';
import type { CommandContext } from '../../command-context.ts';
import { difference, whileChanging, withoutMark } from './file-change.ts';
import { isAsInstalled, readReceipt, removeReceipt, type Receipt } from './receipt.ts';
import { isDotfile, type FoundTool, type Part, type PartWords } from './tool.ts';

/**
 * Removes a part: restores the file to the byte if nothing has changed in it since; else removes our
 * part only and restores what it replaced. A file that the install created is deleted. Exit code 0
 * if no part of ours is left, 1 if the file can't be edited.
 */
export async function uninstallPart(
  context: CommandContext,
  part: Part,
  { dryRun }: { readonly dryRun: boolean },
): Promise<number> {
  return whileChanging(context, () => uninstallOnce(context, part, dryRun));
}

/** The config file that has the part, or a receipt for it; undefined if none has. */
export async function partPath(
  { host }: Pick<CommandContext, 'host'>,
  part: Part,
): Promise<string | undefined> {
  const tool = await part.find();
  if (tool.policy === 'by-hand' || !isDotfile(tool.file)) return undefined;
  const receipt = readReceipt(host, part.receipt);
  const { kind } = restored(tool, tool.file, receipt);
  const isThere = kind === 'restored' || (kind === 'broken' && receipt !== undefined);
  return isThere ? tool.path : undefined;
}

async function uninstallOnce(
  context: CommandContext,
  part: Part,
  dryRun: boolean,
): Promise<number | 'changed'> {
  const { host, terminal } = context;
  const { words } = part;
  const tool = await part.find();
  const { file, path } = tool;
  if (file === undefined || tool.policy === 'by-hand') {
    terminal.out(words.notThere(tool.name));
    return 0;
  }
  if (!isDotfile(file)) {
    terminal.err(obstacleText(path, file, { words, context }));
    return 1;
  }
  const receipt = readReceipt(host, part.receipt);
  const result = restored(tool, file, receipt);
  if (result.kind === 'not-there') {
    terminal.out(words.notThere(tool.name));
    return 0;
  }
  if (result.kind !== 'restored' || !file.isWritable) {
    terminal.err(unremovable(path, result, words));
    return 1;
  }
  if (dryRun) {
    terminal.out(`${words.wouldChange(path)}\n${difference(path, file.text, result.text ?? '')}`);
    return 0;
  }
  return write(context, part, { tool, file, receipt, result });
}

function obstacleText(
  path: string,
  file: Exclude<FoundTool['file'], Dotfile | undefined>,
  { words, context }: { readonly words: PartWords; readonly context: CommandContext },
): string {
  return file === 'not-text'
    ? words.removeByHand(path)
    : words.notWritten({ file: path, why: context.messages.systemErrors.reason(file.why) });
}

function unremovable(path: string, result: Restored, words: PartWords): string {
  if (result.kind === 'broken') return words.removeFromBroken({ file: path, why: result.why });
  return result.kind === 'restored' ? words.removeFromReadOnly(path) : words.removeByHand(path);
}

type Removal = {
  readonly tool: FoundTool;
  readonly file: Dotfile;
  readonly receipt: Receipt | undefined;
  readonly result: Extract<Restored, { kind: 'restored' }>;
};

async function write(
  { host, messages, terminal }: CommandContext,
  { receipt: name, words }: Part,
  { tool, file, receipt, result }: Removal,
): Promise<number | 'changed'> {
  try {
    const { realPath, mode } = file;
    if (result.text === undefined) removeDotfile(realPath, file);
    else await writeDotfile(realPath, result.text, { mode, before: file });
  } catch (error) {
    if (error instanceof FileChanged) return 'changed';
    terminal.err(
      words.notWritten({ file: tool.path, why: messages.systemErrors.reason(systemReason(error)) }),
    );
    return 1;
  }
  try {
    if (receipt?.backupPath !== undefined && receipt.realPath === file.realPath)
      removeDotfile(receipt.backupPath);
    await removeReceipt(host, name);
  } catch {
    // Our line is gone. A receipt that does not match its file is ignored.
  }
  terminal.out(
    result.isExact
      ? words.restored(tool.path)
      : words.removed({ tool: tool.name, file: tool.path }),
  );
  return 0;
}

type Restored =
  | {
      readonly kind: 'restored';
      /** Undefined: there was no file before. */
      readonly text: string | undefined;
      readonly isExact: boolean;
    }
  | { readonly kind: 'not-there' | 'in-the-way' }
  | { readonly kind: 'broken'; readonly why: 'TOML' | 'JSON' };

function restored({ editor }: FoundTool, file: Dotfile, receipt: Receipt | undefined): Restored {
  const before = receipt?.realPath === file.realPath ? backupText(receipt) : undefined;
  if (isAsInstalled(receipt, file.realPath, file.text)) {
    if (receipt.backupPath === undefined || before !== undefined)
      return { kind: 'restored', text: before, isExact: true };
  }
  const { mark, text = '' } = withoutMark(file.text);
  const change = editor.remove(text, withoutMark(before).text);
  if (change.kind === 'same' || change.kind === 'own') return { kind: 'not-there' };
  if (change.kind !== 'changed') return change;
  // Nothing but our line was in it, and the install created it.
  const isCreated = change.text === '' && receipt?.backupPath === undefined;
  return {
    kind: 'restored',
    text: isCreated ? undefined : mark + change.text,
    isExact: false,
  };
}

function backupText({ backupPath }: Receipt): string | undefined {
  try {
    const backup = backupPath === undefined ? undefined : readDotfile(backupPath);
    return backup === undefined || backup === 'not-text' ? undefined : backup.text;
  } catch {
    // Our line is removed without it.
    return undefined;
  }
}
