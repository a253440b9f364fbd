import type { Command } from 'commander';
import type { Messages } from '../present/messages/en.ts';
import type { Act, CommonOptions } from './command-line.ts';
import { oneOf } from './option-values.ts';
import { shells, type Shell } from './shells.ts';

/** `completion SHELL`, which prints the script. */
export function addCompletionCommand(command: Command, { messages, act }: { messages: Messages; act: Act }): void {
  command
    .addArgument(
      command
        .createArgument('<shell>', messages.help.arguments.shell)
        .choices(shells)
        .argParser(oneOf('SHELL', shells, messages)),
    )
    .action((shell: Shell, given: CommonOptions) =>
      act(given, async (context) => (await import('./commands/completion.ts')).runCompletion(context, shell)),
    );
}

/** The hidden `complete -- WORDS`, which the scripts ask at every press of the key. `whole` makes the program with all its parts. */
export function addCompleteCommand(program: Command, { act, whole }: { act: Act; whole: () => Command }): void {
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action((words: readonly string[]) =>
      act({ color: false }, async () => (await import('./commands/completion.ts')).runComplete(words, whole())),
    );
}
