import { join } from 'node:path';
import { systemReason } from '../../../config/read-config-text.ts';
import { readDotfile, type Dotfile } from '../../../host/files/dotfile.ts';
import type { ThisProgram } from '../../../host/this-program.ts';
import type { InstallTarget } from '../../../present/status-line/status-target.ts';
import type { CommandContext } from '../../command-context.ts';
import { refuseControlCharacters } from '../../lasting-command.ts';
import { lineWords, type LineOptions } from './line-command.ts';
import { toolFor, type Tool } from './tools.ts';

export type InstallOptions = {
  readonly target: InstallTarget;
  readonly line: LineOptions;
  readonly dryRun: boolean;
  readonly force: boolean;
  /** SwiftBar's plugin folder. */
  readonly folder?: string | undefined;
};

/** A tool with its config file, which may be missing (undefined) or unreadable. */
export type FoundTool = Tool & {
  readonly path: string;
  readonly file: Dotfile | 'not-text' | { readonly why: string } | undefined;
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
  const tool = toolFor(target, words, { machine: host, pluginFolder });
  for (const path of tool.paths) {
    const file = readOrCode(path);
    if (file !== undefined) return { ...tool, path, file };
  }
  return { ...tool, path: tool.paths[0] ?? '', file: undefined };
}

/** Narrows a found file to one that can be edited. */
export function isDotfile(file: FoundTool['file']): file is Dotfile {
  return typeof file === 'object' && 'realPath' in file;
}

function readOrCode(path: string): FoundTool['file'] {
  try {
    return readDotfile(path);
  } catch (error) {
    return { why: systemReason(error) };
  }
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
