import { openApp } from '../../../app/open-app.ts';
import { Failure } from '../../../domain/failure.ts';
import { cleanName } from '../../../present/words/clean-text.ts';
import type { CommandContext } from '../../command-context.ts';
import { awaitsAccount, candidates, type Candidate } from '../../command-line/candidates.ts';
import type { Command } from '../../command-line/command.ts';
import { completionScripts } from './completion-scripts.ts';

/**
 * `kimibar completion SHELL`: the script on stdout; how to install it on stderr if a user reads the
 * script. In a shell's start-up file, only stderr is a terminal.
 */
export async function runCompletion(
  { terminal, messages }: CommandContext,
  shell: keyof typeof completionScripts,
): Promise<number> {
  terminal.out(completionScripts[shell]);
  if (terminal.isOutputShown) terminal.err(messages.completion.howTo[shell]);
  return 0;
}

/**
 * `kimibar complete -- WORDS`: one candidate a line with its meaning after a tab, as the scripts
 * expect it.
 */
export async function runComplete(
  context: CommandContext,
  words: readonly string[],
  program: Command,
): Promise<number> {
  const { terminal, messages } = context;
  // PowerShell drops empty arguments of native programs, so its script passes a blank.
  const typed = words.map((word) => word.trim());
  const names = awaitsAccount(program, typed)
    ? await accountNames(context, typed.at(-1) ?? '')
    : [];
  const lines = [...candidates(program, typed, messages.help), ...names].map((candidate) =>
    candidate.join('\t'),
  );
  if (lines.length > 0) terminal.out(lines.join('\n'));
  return 0;
}

/** The accounts that a word may become; none if the config file is invalid. */
async function accountNames(context: CommandContext, start: string): Promise<readonly Candidate[]> {
  try {
    const { accounts } = await openApp(context);
    return accounts
      .filter((name) => name.startsWith(start) && name === cleanName(name))
      .map((name) => [name, '']);
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}
