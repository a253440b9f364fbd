import { Option, type Command } from 'commander';
import { refusal } from '../refusal.ts';
import { openTerminalDialogue } from '../terminal/node-terminal.ts';
import { seconds } from './option-values.ts';
import type { CommonOptions, Tools } from './program-tools.ts';

/** `setup`: questions on the terminal, so its parts load only here. */
export function addSetupCommand(command: Command, { act }: Pick<Tools, 'act'>): void {
  command.action((given: CommonOptions) =>
    act(given, async (context) => {
      const { runSetup } = await import('../commands/setup/setup.ts');
      const colour = context.terminal.colour !== 'none';
      return runSetup(context, () => openTerminalDialogue({ colour, signal: context.signal }));
    }),
  );
}

/** `login` with its flags. */
export function addLoginCommand(command: Command, { messages, act }: Tools): void {
  const { options } = messages.help;
  command
    .option('--console', options.console)
    .option('--web', options.web)
    .addOption(
      new Option('--timeout <seconds>', options.timeout)
        .default(300_000, '300')
        .argParser(seconds('--timeout', { min: 1, max: 86_400 }, messages)),
    )
    .action(
      (
        given: CommonOptions & {
          console?: boolean | undefined;
          web?: boolean | undefined;
          timeout: number;
        },
      ) =>
        act(given, async (context) => {
          if (given.console === true && given.web === true)
            throw refusal(context, ({ login }) => login.onlyOne);
          const { runLogin } = await import('../commands/login.ts');
          return runLogin(context, {
            page: given.web === true ? 'web' : 'console',
            timeoutMs: given.timeout,
          });
        }),
    );
}
