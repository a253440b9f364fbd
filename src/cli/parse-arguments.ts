import { CommanderError, type Command } from 'commander';
import { Failure } from '../domain/failure.ts';
import type { Messages } from '../present/messages.ts';
import type { CommandContext } from './command-context.ts';
import { buildProgram } from './program.ts';

/** The flags that every command knows. */
export type CommonOptions = { readonly color: boolean; readonly config?: string; readonly verbose?: boolean };

/** What the arguments ask for: a text to print, or a command to run. */
export type Parsed =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'run'; readonly common: CommonOptions; readonly run: (context: CommandContext) => Promise<number> };

/** Reads the arguments. Throws `Failure('invalid-arguments')` whose detail's subject is the whole line to print. */
export function parseArguments(argv: readonly string[], messages: Messages): Parsed {
  let parsed: Parsed | undefined;
  let text = '';
  const program = buildProgram(messages, (common, run) => {
    parsed = { kind: 'run', common, run };
  });
  everyCommand(program, (command) => {
    command.exitOverride().configureOutput({ writeOut: (part) => void (text += part), writeErr: () => {} });
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'help', text };
    throw argumentFailure(error, program, messages);
  }
  // A group without a subcommand (`kimibar config`) shows what it offers.
  return parsed ?? { kind: 'help', text };
}

function everyCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) everyCommand(child, visit);
}

/** Commander's complaint in our words. Its code says what is wrong; which word it is about stands in quotes in its message. */
function argumentFailure(error: CommanderError, program: Command, messages: Messages): Failure {
  const words = messages.arguments;
  const subject = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const similar = /Did you mean (?:one of )?(.+)\?/.exec(error.message)?.[1];
  switch (error.code) {
    case 'commander.unknownOption':
      return complaint(words.unknownOption({ option: subject, ...(similar === undefined ? {} : { similar }) }));
    case 'commander.unknownCommand':
      return complaint(words.unknownCommand({ command: subject, ...(similar === undefined ? {} : { similar }) }));
    case 'commander.optionMissingArgument':
      return complaint(words.missingValue(subject));
    case 'commander.missingArgument':
      return complaint(words.missingArgument(subject));
    case 'commander.excessArguments':
      return complaint(words.unexpectedArgument(firstExcess(program)));
    default:
      return complaint(error.message.replace(/^error: /, ''));
  }
}

function complaint(line: string): Failure {
  return new Failure('invalid-arguments', line, { detail: { code: 'argument', subject: line } });
}

function firstExcess(program: Command): string {
  let excess = '';
  everyCommand(program, (command) => {
    if (command.commands.length === 0) excess ||= command.args[command.registeredArguments.length] ?? '';
  });
  return excess;
}
