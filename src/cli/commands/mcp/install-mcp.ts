import type { Host } from '../../../host/host.ts';
import { lastingProgram } from '../../../host/lasting-program.ts';
import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { isOnPath, refuseControlCharacters } from '../../lasting-command.ts';
import { installPart } from '../tool-config/install-part.ts';
import { findConfig, type Part } from '../tool-config/tool.ts';
import { partPath, uninstallPart } from '../tool-config/uninstall-part.ts';
import type { McpTarget } from './mcp-targets.ts';
import { mcpToolFor } from './mcp-tools.ts';

export type McpInstallOptions = {
  readonly target: McpTarget;
  readonly dryRun: boolean;
  readonly force: boolean;
};

/** Desktop programs start without the shell's PATH, so they get absolute paths. */
const startedByDesktop: ReadonlySet<McpTarget> = new Set(['cursor', 'vscode']);

/** `mcp install TARGET`: see `installPart`. */
export async function runMcpInstall(
  context: CommandContext,
  { target, ...flags }: McpInstallOptions,
  program: ThisProgram = thisProgram(),
): Promise<number> {
  return installPart(context, partFor(context, target, program), { ...flags, program });
}

/** `mcp uninstall TARGET`: see `uninstallPart`. */
export async function runMcpUninstall(
  context: CommandContext,
  { target, dryRun }: McpInstallOptions,
  program: ThisProgram = thisProgram(),
): Promise<number> {
  return uninstallPart(context, partFor(context, target, program), { dryRun });
}

/** The config file that has the server; undefined if there is none. */
export async function mcpPath(
  context: CommandContext,
  target: McpTarget,
): Promise<string | undefined> {
  return partPath(context, partFor(context, target, thisProgram()));
}

function partFor(context: CommandContext, target: McpTarget, program: ThisProgram): Part {
  const { host, messages, configPath } = context;
  const isByName = isFoundByName(host, target);
  const start = isByName ? (['kimibar'] as const) : programWords(host, program);
  const words = [...start, 'mcp', ...(configPath === undefined ? [] : ['--config', configPath])];
  refuseControlCharacters(context, words);
  const [command = '', ...args] = words;
  return {
    find: async () => findConfig(mcpToolFor(target, [command, ...args], host)),
    receipt: `mcp/${target}`,
    words: { ...messages.statuslineSetup, ...messages.mcpSetup },
    next: messages.mcpSetup.next,
    hasPath: !isByName,
  };
}

/** On Windows `kimibar` is a script, which a program that starts no shell cannot run. */
function isFoundByName(host: Host, target: McpTarget): boolean {
  return host.platform.os !== 'win32' && !startedByDesktop.has(target) && isOnPath(host);
}

function programWords({ env }: Pick<Host, 'env'>, program: ThisProgram): readonly string[] {
  const { node, script } = lastingProgram(env, program);
  return [node, script];
}
