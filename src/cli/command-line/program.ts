import { Command, Option } from 'commander';
import { version } from '../../app/version.ts';
import { languages } from '../../domain/language.ts';
import type { Messages } from '../../present/messages/en.ts';
import type { Act, AddCommand, CommonOptions, Tools } from './program-tools.ts';
import { addCompleteCommand, addCompletionCommand } from './completion-program.ts';
import { addConfigCommands } from './config-program.ts';
import { addCookiesCommands } from './cookies-program.ts';
import { addDemoCommand } from './demo-program.ts';
import { addGuardCommand } from './guard-program.ts';
import { addHistoryCommand } from './history-program.ts';
import { addHooksCommands } from './hooks-program.ts';
import { localiseHelp } from './localise-help.ts';
import { languageName } from './option-values.ts';
import { addServeCommands } from './serve-program.ts';
import { addLoginCommand, addSetupCommand } from './setup-program.ts';
import { addStatuslineCommands } from './statusline-program.ts';
import { addTrayCommand } from './tray-program.ts';
import { addUsageCommand } from './usage-program.ts';
import { addWatchCommand } from './watch-program.ts';

type PartName = keyof typeof parts;

/** Every command with what makes its arguments, flags and subcommands, in the order of the help. */
const parts = {
  usage: addUsageCommand,
  setup: addSetupCommand,
  login: addLoginCommand,
  watch: addWatchCommand,
  guard: addGuardCommand,
  statusline: addStatuslineCommands,
  serve: addServeCommands,
  tray: addTrayCommand,
  history: addHistoryCommand,
  hooks: addHooksCommands,
  cookies: addCookiesCommands,
  config: addConfigCommands,
  doctor: addDoctorCommand,
  demo: addDemoCommand,
  completion: addCompletionCommand,
} satisfies Record<string, (command: Command, tools: Tools) => void>;

/**
 * The command line: every command with its flags, in the language of `messages`. `act` hears which one was asked for.
 * `argv` only saves work: a command's parts are made where it is named.
 */
export function buildProgram(argv: readonly string[], messages: Messages, act: Act): Command {
  const { about, commands, options } = messages.help;
  const program = new Command('kimibar').description(about);
  // A command that is not asked for is there to be listed and guessed at: its flags would cost every run a tenth of a millisecond.
  const isAsked = (name: string): boolean => name === 'usage' || argv.includes(name);
  const add: AddCommand = (parent, name, summary) => {
    const command = parent
      .command(name, { isDefault: name === 'usage' })
      .description(commands[summary]);
    return parent !== program || isAsked(name)
      ? localiseHelp(addCommonOptions(command, messages), messages)
      : command;
  };
  localiseHelp(program, messages).helpCommand(
    `help ${messages.help.commandPlaceholder}`,
    commands.help,
  );
  addCommonOptions(program, messages).version(version, '--version', options.version);
  for (const [name, addParts] of Object.entries(parts)) {
    const command = add(program, name, name as PartName);
    if (isAsked(name)) addParts(command, { add, messages, act });
  }
  if (argv[0] === 'complete')
    addCompleteCommand(program, { act, whole: () => buildWholeProgram(messages) });
  return program;
}

/** The program with every subcommand and flag, to be read and not to be run: naming all commands makes all their parts. */
export function buildWholeProgram(messages: Messages): Command {
  return buildProgram(Object.keys(parts), messages, () => {});
}

function addCommonOptions(command: Command, messages: Messages): Command {
  const { help } = messages;
  return command
    .helpOption('-h, --help', help.options.help)
    .option('--no-color', help.options.noColor)
    .option('--config <path>', help.options.config)
    .addOption(
      new Option('--lang <language>', help.options.lang)
        .choices(languages)
        .argParser(languageName('--lang', messages)),
    )
    .option('-v, --verbose', help.options.verbose);
}

function addDoctorCommand(command: Command, { messages, act }: Tools): void {
  command
    .option('--json', messages.help.options.asJson)
    .action((given: CommonOptions & { json?: boolean | undefined }) =>
      act(given, async (context) =>
        (await import('../commands/doctor.ts')).runDoctor(context, { json: given.json === true }),
      ),
    );
}
