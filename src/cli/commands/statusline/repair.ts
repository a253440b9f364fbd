import { findInstalledLine } from '../../../app/status-line/installed-lines.ts';
import { thisProgram } from '../../../host/this-program.ts';
import { promptTarget } from '../../../present/status-line/prompt-note.ts';
import type { CommandContext } from '../../command-context.ts';
import { runInstall } from './install.ts';
import { prepareShellLine } from './shell-line.ts';

/**
 * `kimibar statusline repair`, which the plugin of Kimi Code runs when a session starts: prepares
 * the note for prompts, and puts the status line back if Kimi Code has dropped it while rewriting
 * its config. Adds none that was not installed. Prints nothing.
 */
export async function runRepair(context: CommandContext): Promise<number> {
  const program = thisProgram();
  const quiet = { ...context, terminal: silent(context.terminal) };
  const note = { target: promptTarget, line: { refresh: true, config: context.configPath } };
  await prepareShellLine(quiet, note, program);
  const line = findInstalledLine(context.host, 'kimi-code');
  if (line === undefined) return 0;
  const { account, format, width, refresh, config } = line;
  const path = config.isGiven ? config.path : undefined;
  const options = { account, format, width, refresh, config: path };
  const flags = { dryRun: false, force: false };
  return runInstall(quiet, { target: 'kimi-code', line: options, ...flags }, program);
}

function silent(terminal: CommandContext['terminal']): CommandContext['terminal'] {
  const drop = { value: () => undefined };
  return Object.create(terminal, { out: drop, err: drop }) as CommandContext['terminal'];
}
