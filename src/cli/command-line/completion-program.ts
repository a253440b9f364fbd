import type { Command } from 'commander';
import { choiceArgument } from './options.ts';
import type { Act, CommonOptions, Tools } from './program-tools.ts';
import { shells, type Shell } from './shells.ts';

/** `completion SHELL`, which prints the script. */
export function addCompletionCommand(command: Command, { messages, act }: Tools): void {
  command
    .addArgument(choiceArgument('<shell>', messages.help.arguments.shell, shells, messages))
    .action((shell: Shell, given: CommonOptions) =>
      act(given, async (context) =>
        (await import('../commands/completion/completion.ts')).runCompletion(context, shell),
      ),
    );
}

/** The hidden `complete -- WORDS`, which the scripts ask at every press of the key. `whole` makes the program with all its parts. */
export function addCompleteCommand(
  program: Command,
  { act, whole }: { act: Act; whole: () => Command },
): void {
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action((words: readonly string[]) =>
      act({ color: false }, async () =>
        (await import('../commands/completion/completion.ts')).runComplete(words, whole()),
      ),
    );
}
