import { statusFields, unknownFields } from '../../../present/status-line/status-template.ts';
import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import { warnOfVanishingProgram } from '../../lasting-command.ts';
import { refusal } from '../../refusal.ts';
import { difference, whileChanging, withoutMark } from './file-change.ts';
import { findTool, isDotfile, type FoundTool, type InstallOptions } from './find-tool.ts';
import { isFoundByName } from './line-command.ts';
import { prepareShellLine } from './shell-line.ts';
import { writeEdit, type Edit } from './write-edit.ts';

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
  return whileChanging(context, () => installOnce(context, options, program));
}

async function installOnce(
  context: CommandContext,
  options: InstallOptions,
  program: ThisProgram,
): Promise<number | 'changed'> {
  const tool = await findTool(context, options, program);
  const { messages, terminal } = context;
  const words = messages.statuslineSetup;
  const obstacle = obstacleOf(tool, messages);
  const file = isDotfile(tool.file) ? tool.file : undefined;
  const { mark, text } = withoutMark(file?.text);
  const change = tool.editor.add(text, options.force);
  const isOwn = obstacle === undefined && change.kind === 'own';
  if (!options.dryRun && !isOwn && !(await prepareShellLine(context, options, program))) return 1;
  if (obstacle !== undefined) return byHand(context, tool, obstacle);
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
      return options.dryRun
        ? showEdit(context, edit)
        : applyEdit(context, options, { ...edit, program });
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

async function applyEdit(
  context: CommandContext,
  options: InstallOptions,
  { program, ...edit }: Edit & { readonly program: ThisProgram },
): Promise<number | 'changed'> {
  const { messages, terminal } = context;
  const words = messages.statuslineSetup;
  const { tool } = edit;
  const result = await writeEdit(context, options, edit);
  if (result.kind === 'changed') return 'changed';
  if (result.kind === 'failed') {
    const why = messages.systemErrors.reason(result.why);
    const line = words.unwritable({ file: result.path, why });
    return byHand(context, tool, { line, exitCode: 1 });
  }
  terminal.out(words.installed({ tool: tool.name, file: tool.path }));
  if (result.backupPath !== undefined) terminal.out(words.backup(result.backupPath));
  terminal.out(words.next[options.target]);
  if (!isFoundByName(options.target, context.host)) warnOfVanishingProgram(context, program);
  return 0;
}

type Obstacle = { readonly line: string; readonly exitCode: number };

/** Why a config can't be edited at all. */
function obstacleOf(
  { name, path, file, policy }: FoundTool,
  { statuslineSetup: words, systemErrors }: Messages,
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
