import { Command, Option } from 'commander';
import { version } from '../app/version.ts';
import type { Messages } from '../present/messages/en.ts';
import { scenarioNames } from '../simulator/scenarios.ts';
import { runUsage } from './commands/usage.ts';
import { addCompleteCommand, addCompletionCommand } from './completion-program.ts';
import { addConfigCommands } from './config-program.ts';
import { addCookiesCommands } from './cookies-program.ts';
import { addGuardCommand } from './guard-program.ts';
import { addHistoryCommand } from './history-program.ts';
import { addHooksCommands } from './hooks-program.ts';
import { localiseHelp } from './localise-help.ts';
import { languageName, oneOf, wholeNumber } from './option-values.ts';
import { addServeCommands } from './serve-program.ts';
import { addLoginCommand, addSetupCommand } from './setup-program.ts';
import { addStatuslineCommands } from './statusline-program.ts';
import { addTrayCommand } from './tray-program.ts';
import {
  defaultMaxAgeMs,
  defaultTimeoutMs,
  formatOf,
  formats,
  sources,
  usageValues,
  usageWish,
  withoutTalk,
  type FormatFlags,
  type UsageFlags,
} from './usage-flags.ts';
import { addWatchCommand } from './watch-program.ts';
import type { Act, AddCommand, CommonOptions } from './command-line.ts';

/**
 * The command line: every command with its flags, in the language of `messages`. `act` hears which one was asked for.
 * `argv` only saves work: the subcommands of `config` and `cookies` are made where they are named.
 */
export function buildProgram(argv: readonly string[], messages: Messages, act: Act): Command {
  const { about, commands, options } = messages.help;
  const program = new Command('kimibar').description(about);
  const add: AddCommand = (parent, name, summary) => {
    const command = parent.command(name, { isDefault: name === 'usage' }).description(commands[summary]);
    // A command that is not asked for is there to be listed and guessed at: its flags would cost every run a tenth of a millisecond.
    const isAsked = parent !== program || name === 'usage' || argv.includes(name);
    return isAsked ? localiseHelp(addCommonOptions(command, messages), messages) : command;
  };
  localiseHelp(program, messages).helpCommand(`help ${messages.help.commandPlaceholder}`, commands.help);
  addCommonOptions(program, messages).version(version, '--version', options.version);
  addUsage(add(program, 'usage', 'usage'), messages, act);
  addSetupCommand(add(program, 'setup', 'setup'), act);
  addLoginCommand(add(program, 'login', 'login'), { messages, act });
  const watch = add(program, 'watch', 'watch');
  if (argv.includes('watch')) addWatchCommand(watch, { messages, act });
  const guard = add(program, 'guard', 'guard');
  if (argv.includes('guard')) addGuardCommand(guard, { messages, act });
  const statusline = add(program, 'statusline', 'statusline');
  if (argv.includes('statusline')) addStatuslineCommands(statusline, { add, messages, act });
  const serve = add(program, 'serve', 'serve');
  if (argv.includes('serve')) addServeCommands(serve, { add, messages, act });
  const tray = add(program, 'tray', 'tray');
  if (argv.includes('tray')) addTrayCommand(tray, { messages, act });
  const history = add(program, 'history', 'history');
  if (argv.includes('history')) addHistoryCommand(history, { messages, act });
  const hooks = add(program, 'hooks', 'hooks');
  if (argv.includes('hooks')) addHooksCommands(hooks, { add, messages, act });
  const cookies = add(program, 'cookies', 'cookies');
  if (argv.includes('cookies')) addCookiesCommands(cookies, { add, messages, act });
  const config = add(program, 'config', 'config');
  if (argv.includes('config')) addConfigCommands(config, { add, messages, act });
  add(program, 'doctor', 'doctor')
    .option('--json', options.json)
    .action((given: CommonOptions & { json?: boolean }) =>
      act(given, async (context) => (await import('./commands/doctor.ts')).runDoctor(context, { json: given.json === true })),
    );
  addDemo(add(program, 'demo', 'demo'), messages, act);
  const completion = add(program, 'completion', 'completion');
  if (argv.includes('completion')) addCompletionCommand(completion, { messages, act });
  if (argv[0] === 'complete') addCompleteCommand(program, { act, whole: () => buildWholeProgram(messages) });
  return program;
}

/** The program with every subcommand and flag, to be read and not to be run: naming all commands makes all their parts. */
export function buildWholeProgram(messages: Messages): Command {
  const names = buildProgram([], messages, () => {}).commands.map((command) => command.name());
  return buildProgram(names, messages, () => {});
}

function addCommonOptions(command: Command, messages: Messages): Command {
  const { help } = messages;
  return command
    .helpOption('-h, --help', help.options.help)
    .option('--no-color', help.options.noColor)
    .option('--config <path>', help.options.config)
    .addOption(new Option('--lang <language>', help.options.lang).choices(['en', 'zh-CN']).argParser(languageName('--lang', messages)))
    .option('-v, --verbose', help.options.verbose);
}

function addFormatOptions(command: Command, messages: Messages): Command {
  const { options } = messages.help;
  return command
    .addOption(choice('--format <format>', options.format, formats, messages).default('text'))
    .option('--json', options.json)
    .option('--pretty', options.pretty);
}

function addUsage(command: Command, messages: Messages, act: Act): void {
  const { options } = messages.help;
  const { maxAge, timeout } = usageValues(messages);
  addFormatOptions(command, messages)
    .option('--json-only', options.jsonOnly)
    .addOption(choice('--provider <name>', options.provider, ['kimi'], messages))
    .addOption(choice('--source <source>', options.source, sources, messages))
    .option('--account <name>', options.account)
    .option('--all-accounts', options.allAccounts)
    .option('--refresh', options.refresh)
    .addOption(new Option('--max-age <seconds>', options.maxAge).default(defaultMaxAgeMs, '30').argParser(maxAge))
    .addOption(new Option('--timeout <seconds>', options.timeout).default(defaultTimeoutMs, '20').argParser(timeout))
    .action((given: UsageFlags, ran: Command) => {
      const wish = usageWish(given, ran.getOptionValueSource('maxAge') !== 'default');
      act(withoutTalk(given), (context) => runUsage(context, wish));
    });
}

type DemoFlags = {
  readonly scenario: (typeof scenarioNames)[number];
  readonly list?: boolean;
  readonly serve?: boolean;
  readonly port?: number;
  readonly open?: boolean;
};

function addDemo(command: Command, messages: Messages, act: Act): void {
  const { options } = messages.help;
  addFormatOptions(command, messages)
    .addOption(
      new Option('--scenario <name>', options.scenario)
        .choices(scenarioNames)
        .default('everyday')
        .argParser(oneOf('--scenario', scenarioNames, messages)),
    )
    .option('--list', options.list)
    .option('--serve', options.serve)
    .addOption(new Option('--port <port>', options.port).argParser(wholeNumber('--port', { min: 0, max: 65_535 }, messages)))
    .option('--open', options.open)
    .action((given: FormatFlags & DemoFlags) =>
      act(given, async (context) => {
        const { runDemo, runDemoList } = await import('./commands/demo.ts');
        if (given.serve === true) {
          const { runDemoPage } = await import('./commands/demo-page.ts');
          return runDemoPage(context, { scenario: given.scenario, port: given.port ?? 0, open: given.open === true });
        }
        return given.list === true ? runDemoList(context) : runDemo(context, { ...formatOf(given), scenario: given.scenario });
      }),
    );
}

/** An option with a few allowed words, which the help lists and a complaint repeats. */
function choice(flags: string, description: string, allowed: readonly string[], messages: Messages): Option {
  const [name = flags] = flags.split(' ');
  return new Option(flags, description).choices(allowed).argParser(oneOf(name, allowed, messages));
}
