import { CommanderError, type Command } from 'commander';
import { closestMatch } from 'leven';
import type { Messages } from '../../present/messages/en.ts';
import { argumentFailure, type Sentence } from './argument-failure.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommonOptions } from './program-tools.ts';
import { buildProgram } from './program.ts';

/** What the arguments ask for: a text to print, or a command to run. */
export type Parsed =
  | { readonly kind: 'help'; readonly text: string }
  | {
      readonly kind: 'run';
      readonly common: CommonOptions;
      readonly run: (context: CommandContext) => Promise<number>;
    };

/** Reads the arguments. Throws `Failure('invalid-arguments')` whose detail's subject is the whole line to print. */
export function parseArguments(argv: readonly string[], messages: Messages): Parsed {
  let parsed: Parsed | undefined;
  let text = '';
  let complaints = '';
  const program = buildProgram(argv, messages, (common, run) => {
    parsed = { kind: 'run', common: withFlagsBefore(program, common), run };
  });
  everyCommand(program, (command) => {
    command.exitOverride().configureOutput({
      writeOut: (part) => void (text += part),
      writeErr: (part) => void (complaints += part),
    });
  });
  try {
    program.parse(withoutHelpWord(argv, program), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'help', text };
    // A group without a subcommand (`kimibar config`) shows what it offers.
    if (error.code === 'commander.help') return { kind: 'help', text: complaints };
    throw argumentFailure(sentenceFor(error, program, argv), messages);
  }
  return parsed ?? { kind: 'help', text };
}

function everyCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) everyCommand(child, visit);
}

/** The flags of a command, and those that stood before its name: `kimibar --no-color config show`, `kimibar -v`. */
function withFlagsBefore(program: Command, common: CommonOptions): CommonOptions {
  const given: CommonOptions[] = [common];
  everyCommand(program, (command) => given.push(command.opts()));
  const config = given.find((flags) => flags.config !== undefined)?.config;
  return {
    color: given.every(({ color }) => color !== false),
    verbose: common.verbose ?? given.some(({ verbose }) => verbose === true),
    config,
  };
}

/** Commander's complaint in our words. Its code says what is wrong; which word it is about stands in quotes in its message. */
function sentenceFor(error: CommanderError, program: Command, argv: readonly string[]): Sentence {
  const subject = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const similar = /Did you mean (?:one of )?(.+)\?/.exec(error.message)?.[1];
  const guess = similar === undefined ? {} : { similar };
  switch (error.code) {
    case 'commander.unknownOption':
      return (words) => words.unknownOption({ option: subject, ...guess });
    case 'commander.unknownCommand':
      return (words) =>
        words.unknownCommand({ command: subject, ...guess, ...groupIn(program, argv) });
    case 'commander.optionMissingArgument':
      return (words) => words.missingValue(subject);
    case 'commander.missingArgument':
      return (words) =>
        words.missingArgument({ name: subject, ...choicesOf(subject, program, argv) });
    case 'commander.excessArguments':
      return excessSentence(program, argv);
    default:
      return () => error.message.replace(/^error: /, '');
  }
}

/** The command with subcommands that was asked for. */
function groupIn(
  program: Command,
  argv: readonly string[],
): { readonly group?: string | undefined } {
  const group = program.commands.find(
    (command) => command.commands.length > 0 && argv.includes(command.name()),
  );
  return group === undefined ? {} : { group: group.name() };
}

/** What a command that is named in `argv` takes as this argument, where that is a list. The innermost such command is the one meant. */
function choicesOf(
  name: string,
  program: Command,
  argv: readonly string[],
): { readonly allowed?: string | undefined } {
  let choices: readonly string[] | undefined;
  everyCommand(program, (command) => {
    const argument = command.registeredArguments.find((candidate) => candidate.name() === name);
    if (argument !== undefined && argv.includes(command.name())) choices = argument.argChoices;
  });
  return choices === undefined ? {} : { allowed: choices.join(', ') };
}

/** Without a command's name the default command got the word: a command was meant, and perhaps mistyped. */
function excessSentence(program: Command, argv: readonly string[]): Sentence {
  const word = firstExcess(program);
  if (program.commands.some((command) => argv.includes(command.name())))
    return (words) => words.unexpectedArgument(word);
  const names = program.commands.map((command) => command.name());
  const similar = closestMatch(word, names, { maxDistance: Math.floor(word.length * 0.4) });
  return (words) => words.unknownCommand({ command: word, similar });
}

/** A group's arguments begin with its subcommand's name, so the innermost command knows best. */
function firstExcess(program: Command): string {
  let excess = '';
  everyCommand(program, (command) => {
    excess = command.args[command.registeredArguments.length] ?? excess;
  });
  return excess;
}

/**
 * `help config set` is `config set --help`: commander's own help command knows one level alone.
 * An unknown command is left to be complained of.
 */
function withoutHelpWord(argv: readonly string[], program: Command): readonly string[] {
  const at = argv.findIndex((word) => !word.startsWith('-'));
  const asked = argv.slice(at + 1).find((word) => !word.startsWith('-'));
  if (argv[at] !== 'help' || asked === undefined) return argv;
  const isKnown = program.commands.some((command) => command.name() === asked);
  return [...argv.slice(0, at), ...argv.slice(at + 1), ...(isKnown ? ['--help'] : [])];
}
