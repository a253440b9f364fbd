import type { CommandContext } from '../../command-context.ts';
import { candidates } from '../../command-line/candidates.ts';
import type { Command } from '../../command-line/command.ts';
import { completionScripts } from './completion-scripts.ts';

/**
 * `kimibar completion SHELL`: the script on stdout; how to install it on stderr, if a user reads
 * it.
 */
export async function runCompletion(
  { terminal, messages }: CommandContext,
  shell: keyof typeof completionScripts,
): Promise<number> {
  terminal.out(completionScripts[shell]);
  if (terminal.interactive) terminal.err(messages.completion.howTo[shell]);
  return 0;
}

/**
 * `kimibar complete -- WORDS`: one candidate a line with its meaning after a tab, as the scripts
 * expect it.
 */
export async function runComplete(
  { terminal, messages }: CommandContext,
  words: readonly string[],
  program: Command,
): Promise<number> {
  // PowerShell drops empty arguments of native programs, so its script passes a blank.
  const typed = words.map((word) => word.trim());
  const lines = candidates(program, typed, messages.help).map((candidate) => candidate.join('\t'));
  if (lines.length > 0) terminal.out(lines.join('\n'));
  return 0;
}
