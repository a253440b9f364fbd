import { textDigest } from '../../../domain/text-digest.ts';
import { readDotfile, writeDotfile, type Dotfile } from '../../../host/files/dotfile.ts';
import { statusFields, unknownFields } from '../../../present/status-line/status-template.ts';
import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';
import { codeOf, difference, withoutMark } from './file-change.ts';
import { findTool, isDotfile, type FoundTool, type InstallOptions } from './find-tool.ts';
import { isAsInstalled, readReceipt, writeReceipt } from './receipt.ts';

/** A change to a tool's config that is ready to be written. */
type Edit = {
  readonly tool: FoundTool;
  readonly file: Dotfile | undefined;
  readonly after: string;
};

/**
 * `statusline install TARGET`: adds the line to the tool's own config, which is edited in place
 * behind all links, and keeps a backup beside it. Exit code 0 if the line is there now, or is shown
 * to be added by hand; 1 if the file can't be edited. Throws `invalid-arguments` for a template
 * with unknown fields.
 */
export async function runInstall(
  context: CommandContext,
  options: InstallOptions,
  program: ThisProgram = thisProgram(),
): Promise<number> {
  refuseUnknownFields(context, options.line.format);
  const tool = await findTool(context, options, program);
  const { messages, terminal } = context;
  const words = messages.statuslineSetup;
  const obstacle = obstacleOf(tool, words);
  if (obstacle !== undefined) return byHand(context, tool, obstacle);
  const file = isDotfile(tool.file) ? tool.file : undefined;
  const { mark, text } = withoutMark(file?.text);
  const change = tool.editor.add(text, options.force);
  switch (change.kind) {
    case 'same':
      terminal.out(words.alreadyThere({ tool: tool.name, file: tool.path }));
      return 0;
    case 'own':
      terminal.err(words.ownCommand({ tool: tool.name, file: tool.path, command: change.command }));
      return 1;
    case 'broken': {
      const line = words.broken({ file: tool.path, why: change.why });
      return byHand(context, tool, { line, exitCode: 1 });
    }
    case 'changed': {
      const edit = { tool, file, after: mark + change.text };
      return options.dryRun ? showEdit(context, edit) : writeEdit(context, options, edit);
    }
  }
}

function refuseUnknownFields(context: CommandContext, template: string | undefined): void {
  const unknown = unknownFields(template ?? '');
  if (unknown.length === 0) return;
  const facts = { fields: unknown.join(', '), known: statusFields.join(', ') };
  throw refusal(context, ({ statuslineSetup }) => statuslineSetup.unknownFields(facts));
}

function showEdit({ messages, terminal }: CommandContext, { tool, file, after }: Edit): number {
  const heading = messages.statuslineSetup.wouldChange(tool.path);
  terminal.out(`${heading}\n${difference(tool.path, file?.text ?? '', after)}`);
  return 0;
}

async function writeEdit(
  context: CommandContext,
  options: InstallOptions,
  edit: Edit,
): Promise<number> {
  const { messages, terminal } = context;
  const words = messages.statuslineSetup;
  const { tool } = edit;
  try {
    const backupPath = await writeWithBackup(context, options, edit);
    terminal.out(words.installed({ tool: tool.name, file: tool.path }));
    if (backupPath !== undefined) terminal.out(words.backup(backupPath));
    terminal.out(words.next[options.target]);
    return 0;
  } catch (error) {
    const line = words.unwritable({ file: tool.path, code: codeOf(error) });
    return byHand(context, tool, { line, exitCode: 1 });
  }
}

type Words = CommandContext['messages']['statuslineSetup'];
type Obstacle = { readonly line: string; readonly exitCode: number };

/** Why a config can't be edited at all. */
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

/** Prints what to add on stdout, and why KimiBar does not on stderr. */
function byHand(
  { terminal }: CommandContext,
  { editor }: FoundTool,
  { line, exitCode }: Obstacle,
): number {
  terminal.err(line);
  terminal.out(editor.snippet);
  return exitCode;
}

/**
 * Writes the change. The backup is the file without our line, even if an older one of ours is
 * replaced. Returns its path; undefined if there was no file.
 */
async function writeWithBackup(
  { host }: CommandContext,
  { target }: InstallOptions,
  { tool, file, after }: Edit,
): Promise<string | undefined> {
  const realPath = file?.realPath ?? tool.path;
  const receipt = readReceipt(host, target);
  let backupPath: string | undefined;
  if (file !== undefined && isAsInstalled(receipt, realPath, file.text)) {
    ({ backupPath } = receipt);
  } else if (file !== undefined) {
    backupPath = `${realPath}.kimibar-backup`;
    const removed = tool.editor.remove(file.text, undefined);
    const before = removed.kind === 'changed' ? removed.text : file.text;
    await writeDotfile(backupPath, before, file.mode);
  }
  await writeDotfile(realPath, after, file?.mode ?? tool.mode);
  // The file may have been created behind links: uninstall looks it up by its real path.
  const written = readDotfile(tool.path);
  const writtenPath = written === undefined || written === 'not-text' ? realPath : written.realPath;
  await writeReceipt(host, target, {
    realPath: writtenPath,
    backupPath,
    afterMark: textDigest(after),
  });
  return backupPath;
}
