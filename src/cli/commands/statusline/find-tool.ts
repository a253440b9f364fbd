import { join } from 'node:path';
import type { ThisProgram } from '../../../host/this-program.ts';
import type { InstallTarget } from '../../../present/status-line/status-target.ts';
import type { CommandContext } from '../../command-context.ts';
import { refuseControlCharacters } from '../../lasting-command.ts';
import { lineWords, type LineOptions } from './line-command.ts';
import { findConfig, type FoundTool } from '../tool-config/tool.ts';
import { toolFor } from './tools.ts';

export type InstallOptions = {
  readonly target: InstallTarget;
  readonly line: LineOptions;
  readonly dryRun: boolean;
  readonly force: boolean;
  /** SwiftBar's plugin folder. */
  readonly folder?: string | undefined;
};

/** Finds the tool's config file. */
export async function findTool(
  { host, messages }: Pick<CommandContext, 'host' | 'messages'>,
  { target, line, folder }: InstallOptions,
  program: ThisProgram,
): Promise<FoundTool> {
  const words = lineWords({ target, line }, host, program);
  refuseControlCharacters({ messages }, [...words, line.format ?? '']);
  const pluginFolder = target === 'swiftbar' ? (folder ?? (await swiftbarFolder(host))) : undefined;
  return findConfig(toolFor(target, words, { machine: host, pluginFolder }));
}

/** SwiftBar's folder is in its preferences; xbar's is fixed. */
async function swiftbarFolder({
  commands,
  files,
  platform,
}: CommandContext['host']): Promise<string | undefined> {
  if (platform.os !== 'darwin') return undefined;
  const preference = await commands.run(
    '/usr/bin/defaults',
    ['read', 'com.ameba.SwiftBar', 'PluginDirectory'],
    { timeoutMs: 2000 },
  );
  if (preference.kind === 'ran' && preference.exitCode === 0 && preference.stdout.trim() !== '')
    return preference.stdout.trim();
  const xbar = join(platform.homeDir, 'Library', 'Application Support', 'xbar', 'plugins');
  return files.facts(xbar)?.kind === 'folder' ? xbar : undefined;
}
