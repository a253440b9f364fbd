import { RootCommand, type Command as Completable } from '@bomb.sh/tab';
import type { Command, Option } from 'commander';
import type { CommandContext } from '../../command-context.ts';
import type { Shell } from '../../command-line/shells.ts';
import { completionScripts } from './completion-scripts.ts';

/** `kimibar completion SHELL`: the script on stdout, and where a person reads it, how it is put to use on stderr. */
export async function runCompletion(
  { terminal, messages }: CommandContext,
  shell: Shell,
): Promise<number> {
  terminal.out(completionScripts[shell]);
  if (terminal.interactive) terminal.err(messages.completion.howTo[shell]);
  return 0;
}

/** What may follow the words so far, one candidate a line with its meaning after a tab, as the scripts expect it. */
export async function runComplete(words: readonly string[], program: Command): Promise<number> {
  const root = new RootCommand();
  describe(root, program);
  addCommands(root, program, '');
  // PowerShell drops empty words on their way to a program: its script sends a blank.
  root.parse(words.map((word) => word.trim()));
  return 0;
}

function addCommands(root: RootCommand, parent: Command, path: string): void {
  for (const command of parent.createHelp().visibleCommands(parent)) {
    const name = path === '' ? command.name() : `${path} ${command.name()}`;
    describe(root.command(name, command.description()), command);
    addCommands(root, command, name);
  }
}

/** The flags and arguments of one command, with the words they may hold where those are few. */
function describe(completable: Completable, command: Command): void {
  for (const option of command.createHelp().visibleOptions(command)) addOption(completable, option);
  for (const argument of command.registeredArguments) {
    const { argChoices = [] } = argument;
    completable.argument(
      argument.name(),
      (complete) => argChoices.forEach((choice) => complete(choice, '')),
      argument.variadic,
    );
  }
}

function addOption(
  completable: Completable,
  { long, short, description, required, optional, argChoices = [] }: Option,
): void {
  const name = long?.slice(2);
  if (name === undefined) return;
  const alias = short?.slice(1);
  if (required || optional)
    completable.option(
      name,
      description,
      (complete) => argChoices.forEach((choice) => complete(choice, '')),
      alias,
    );
  else if (alias === undefined) completable.option(name, description);
  else completable.option(name, description, alias);
}
