import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { warnOfVanishingProgram } from '../../lasting-command.ts';
import { difference, whileChanging, withoutMark } from './file-change.ts';
import { isDotfile, type FoundTool, type Part } from './tool.ts';
import { writeEdit, type Edit } from './write-edit.ts';

export type InstallFlags = { readonly dryRun: boolean; readonly force: boolean };

/**
 * Adds a part to the tool's own config, which is edited in place behind all links, and keeps a
 * backup beside it. Exit code 0 if the part is there now, or is shown to be added by hand; 1 if the
 * file can't be edited.
 */
export async function installPart(
  context: CommandContext,
  part: Part,
  flags: InstallFlags & { readonly program?: ThisProgram | undefined },
): Promise<number> {
  return whileChanging(context, () => installOnce(context, part, flags));
}

async function installOnce(
  context: CommandContext,
  part: Part,
  { dryRun, force, program = thisProgram() }: Parameters<typeof installPart>[2],
): Promise<number | 'changed'> {
  const tool = await part.find();
  const { terminal } = context;
  const { words } = part;
  const obstacle = obstacleOf(tool, part, context);
  const file = isDotfile(tool.file) ? tool.file : undefined;
  const { mark, text } = withoutMark(file?.text);
  const change = tool.editor.add(text, force);
  const isOwn = obstacle === undefined && change.kind === 'own';
  if (!dryRun && !isOwn && (await part.prepare?.()) === false) return 1;
  if (obstacle !== undefined) return byHand(context, tool, obstacle);
  switch (change.kind) {
    case 'same':
      terminal.out(words.alreadyThere({ tool: tool.name, file: tool.path }));
      return 0;
    case 'own':
      terminal.err(words.ownCommand({ tool: tool.name, file: tool.path, command: change.command }));
      return 1;
    case 'in-the-way':
      return byHand(context, tool, { line: words.inTheWay(tool.path), exitCode: 1 });
    case 'broken': {
      const line = words.broken({ file: tool.path, why: change.why });
      return byHand(context, tool, { line, exitCode: 1 });
    }
    case 'changed': {
      const edit = { tool, file, after: mark + change.text };
      return dryRun ? showEdit(context, part, edit) : applyEdit(context, part, { edit, program });
    }
  }
}

function showEdit(
  { terminal }: CommandContext,
  { words }: Part,
  { tool, file, after }: Edit,
): number {
  const heading = words.wouldChange(tool.path);
  terminal.out(`${heading}\n${difference(tool.path, file?.text ?? '', after)}`);
  return 0;
}

async function applyEdit(
  context: CommandContext,
  part: Part,
  { edit, program }: { readonly edit: Edit; readonly program: ThisProgram },
): Promise<number | 'changed'> {
  const { messages, terminal } = context;
  const { words } = part;
  const { tool } = edit;
  const result = await writeEdit(context, part, edit);
  if (result.kind === 'changed') return 'changed';
  if (result.kind === 'failed') {
    const why = messages.systemErrors.reason(result.why);
    const line = words.unwritable({ file: result.path, why });
    return byHand(context, tool, { line, exitCode: 1 });
  }
  terminal.out(words.installed({ tool: tool.name, file: tool.path }));
  if (result.backupPath !== undefined) terminal.out(words.backup(result.backupPath));
  terminal.out(part.next);
  if (part.hasPath) warnOfVanishingProgram(context, program);
  return 0;
}

type Obstacle = { readonly line: string; readonly exitCode: number };

/** Why a config can't be edited at all. */
function obstacleOf(
  { name, path, file, policy }: FoundTool,
  { words }: Part,
  { messages: { systemErrors } }: CommandContext,
): Obstacle | undefined {
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
  if ('why' in file)
    return {
      line: words.unwritable({ file: path, why: systemErrors.reason(file.why) }),
      exitCode: 1,
    };
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
