import { removeLine } from '../../../app/status-line/installed-lines.ts';
import { systemReason } from '../../../config/read-config-text.ts';
import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import { promptTarget } from '../../../present/status-line/prompt-note.ts';
import { statusFields, unknownFields } from '../../../present/status-line/status-template.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';
import { installPart } from '../tool-config/install-part.ts';
import type { Part } from '../tool-config/tool.ts';
import { partPath, uninstallPart } from '../tool-config/uninstall-part.ts';
import { findTool, type InstallOptions } from './find-tool.ts';
import { isFoundByName } from './line-command.ts';
import { requireLineAccount } from './line-account.ts';
import { prepareShellLine } from './shell-line.ts';

/**
 * `statusline install TARGET`: see `installPart`. Throws `invalid-arguments` for a template with
 * unknown fields.
 */
export async function runInstall(
  context: CommandContext,
  options: InstallOptions,
  program: ThisProgram = thisProgram(),
): Promise<number> {
  refuseUnknownFields(context, options.line.format);
  await requireLineAccount(context, options.line.account);
  const { dryRun, force } = options;
  return installPart(context, partFor(context, options, program), { dryRun, force, program });
}

/** `statusline uninstall TARGET`: see `uninstallPart`. Also removes what the script drew from. */
export async function runUninstall(
  context: CommandContext,
  options: InstallOptions,
  program: ThisProgram = thisProgram(),
): Promise<number> {
  const exitCode = await uninstallPart(context, partFor(context, options, program), options);
  if (exitCode === 0 && !options.dryRun) await removeOwnFiles(context, options);
  return exitCode;
}

/** The config file that has this tool's line; undefined if there is none. */
export async function statusLinePath(
  context: CommandContext,
  options: InstallOptions,
): Promise<string | undefined> {
  return partPath(context, partFor(context, options, thisProgram()));
}

function partFor(context: CommandContext, options: InstallOptions, program: ThisProgram): Part {
  const words = context.messages.statuslineSetup;
  return {
    find: () => findTool(context, options, program),
    receipt: `statusline/${options.target}`,
    words,
    next: words.next[options.target],
    hasPath: !isFoundByName(options.target, context.host),
    prepare: () => prepareShellLine(context, options, program),
  };
}

function refuseUnknownFields(context: CommandContext, template: string | undefined): void {
  const unknown = unknownFields(template ?? '');
  if (unknown.length === 0) return;
  const facts = { fields: unknown.join(', '), known: statusFields.join(', ') };
  throw refusal(context, ({ statuslineSetup }) => statuslineSetup.unknownFields(facts));
}

async function removeOwnFiles({ host }: CommandContext, { target }: InstallOptions): Promise<void> {
  try {
    await removeLine(host, target);
    if (target === 'kimi-code') await removeLine(host, promptTarget);
  } catch (error) {
    // Our line is gone, so that nothing runs the script any more.
    host.log.debug('files of the status line were not removed', { reason: systemReason(error) });
  }
}
