import { textDigest } from '../../../domain/text-digest.ts';
import { readDotfile, writeDotfile, type Dotfile } from '../../../host/files/dotfile.ts';
import { statusFields, unknownFields } from '../../../present/status-line/status-template.ts';
import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';
import { codeOf, difference, withoutMark } from './file-change.ts';
import { findTool, type FoundTool, type InstallOptions } from './find-tool.ts';
import { isAsInstalled, readReceipt, writeReceipt } from './receipt.ts';
import type { TextChange } from './text-change.ts';

/**
 * `statusline install TARGET`: adds the line to the tool's own config, which is edited in place behind all links, and keeps
 * a backup beside it. Exit code 0 where the line is there now (or shown, where it is to be added by hand), 1 where the file
 * stands in the way. Throws `invalid-arguments` for a template with fields that there are not.
 */
export async function runInstall(
  context: CommandContext,
  options: InstallOptions,
  program: ThisProgram = thisProgram(),
): Promise<number> {
  const unknown = unknownFields(options.line.format ?? '');
  if (unknown.length > 0) {
    const facts = { fields: unknown.join(', '), known: statusFields.join(', ') };
    throw refusal(context, ({ statuslineSetup }) => statuslineSetup.unknownFields(facts));
  }
  const tool = await findTool(context, options, program);
  const { messages, terminal } = context;
  const words = messages.statuslineSetup;
  const obstacle = obstacleOf(tool, words);
  if (obstacle !== undefined) return byHand(context, tool, obstacle);
  const file = tool.file as Dotfile | undefined;
  const { mark, text } = withoutMark(file?.text);
  const change = tool.editor.add(text, options.force);
  const refused = refusedBecause(change, tool, words);
  if (refused !== undefined) {
    if (change.kind !== 'own') return byHand(context, tool, { ...refused, exitCode: 1 });
    terminal.err(refused.line);
    return 1;
  }
  if (change.kind !== 'changed') {
    terminal.out(words.alreadyThere({ tool: tool.name, file: tool.path }));
    return 0;
  }
  const after = mark + change.text;
  if (options.dryRun) {
    terminal.out(
      `${words.wouldChange(tool.path)}\n${difference(tool.path, file?.text ?? '', after)}`,
    );
    return 0;
  }
  try {
    const backupPath = await writeWithBackup(context, options, { tool, file, after });
    terminal.out(words.installed({ tool: tool.name, file: tool.path }));
    if (backupPath !== undefined) terminal.out(words.backup(backupPath));
    terminal.out(nextStep(context, options));
    return 0;
  } catch (error) {
    return byHand(context, tool, {
      line: words.unwritable({ file: tool.path, code: codeOf(error) }),
      exitCode: 1,
    });
  }
}

type Words = CommandContext['messages']['statuslineSetup'];
type Obstacle = { readonly line: string; readonly exitCode: number };

/** Why a config is not edited at all. */
function obstacleOf({ name, path, file, policy }: FoundTool, words: Words): Obstacle | undefined {
  if (policy === 'by-hand')
    return {
      line: name === 'SwiftBar' ? words.noFolder : words.byHand({ tool: name, file: path }),
      exitCode: 0,
    };
  if (file === undefined)
    return policy === 'leave'
      ? { line: words.noConfig({ tool: name, file: path }), exitCode: 1 }
      : undefined;
  if (file === 'not-text') return { line: words.notText(path), exitCode: 1 };
  if ('code' in file)
    return { line: words.unwritable({ file: path, code: file.code }), exitCode: 1 };
  return file.isWritable ? undefined : { line: words.readOnly(path), exitCode: 1 };
}

function refusedBecause(
  change: TextChange,
  { name, path }: FoundTool,
  words: Words,
): { readonly line: string } | undefined {
  if (change.kind === 'broken') return { line: words.broken({ file: path, why: change.why }) };
  if (change.kind === 'own')
    return { line: words.ownCommand({ tool: name, file: path, command: change.command }) };
  return undefined;
}

/** What to add goes to stdout, why it was not added to stderr. */
function byHand(
  { terminal }: CommandContext,
  { editor }: FoundTool,
  { line, exitCode }: Obstacle,
): number {
  terminal.err(line);
  terminal.out(editor.snippet);
  return exitCode;
}

/** The backup is of the file without our line, also where an older one of ours is replaced. Returns where it is. */
async function writeWithBackup(
  { host }: CommandContext,
  { target }: InstallOptions,
  { tool, file, after }: { tool: FoundTool; file: Dotfile | undefined; after: string },
): Promise<string | undefined> {
  const realPath = file?.realPath ?? tool.path;
  const receipt = readReceipt(host, target);
  const keepsBackup = file !== undefined && isAsInstalled(receipt, realPath, file.text);
  const backupPath = keepsBackup
    ? receipt.backupPath
    : file === undefined
      ? undefined
      : `${realPath}.kimibar-backup`;
  if (!keepsBackup && file !== undefined && backupPath !== undefined) {
    const removed = tool.editor.remove(file.text, undefined);
    await writeDotfile(
      backupPath,
      removed.kind === 'changed' ? removed.text : file.text,
      file.mode,
    );
  }
  await writeDotfile(realPath, after, file?.mode ?? tool.mode);
  // Behind links that were not there before: what was written is found again under its real name.
  const written = readDotfile(tool.path);
  const writtenPath = written === undefined || written === 'not-text' ? realPath : written.realPath;
  await writeReceipt(host, target, {
    realPath: writtenPath,
    backupPath,
    afterMark: textDigest(after),
  });
  return backupPath;
}

function nextStep({ messages }: CommandContext, { target }: InstallOptions): string {
  return messages.statuslineSetup.next[target];
}
