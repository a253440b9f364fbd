import { Argument, Option, type Command } from 'commander';
import type { Messages } from '../../present/messages/en.ts';
import { oneOf, wholeNumber } from './option-values.ts';
import { defaultTimeoutMs, formats, usageValues } from './usage-flags.ts';

/** An option with a few allowed words (`--source <source>`), which the help lists and a complaint repeats. */
export function choiceOption(
  flags: string,
  description: string,
  allowed: readonly string[],
  messages: Messages,
): Option {
  const [name = flags] = flags.split(' ');
  return new Option(flags, description).choices(allowed).argParser(oneOf(name, allowed, messages));
}

/** An argument (`<shell>`) with a few allowed words. */
export function choiceArgument(
  term: string,
  description: string,
  allowed: readonly string[],
  messages: Messages,
): Argument {
  return new Argument(term, description).choices(allowed).argParser(oneOf(term, allowed, messages));
}

/** `--timeout` over everything that a reading takes; milliseconds once parsed. */
export function timeoutOption(messages: Messages): Option {
  return new Option('--timeout <seconds>', messages.help.options.timeout)
    .default(defaultTimeoutMs, '20')
    .argParser(usageValues(messages).timeout);
}

/** `--port` of a page; 0 is any free one. */
export function portOption(messages: Messages): Option {
  return new Option('--port <port>', messages.help.options.port).argParser(
    wholeNumber('--port', { min: 0, max: 65_535 }, messages),
  );
}

/** Adds what everything that prints a reading can be asked: its format. Returns the command. */
export function formatOptions(command: Command, messages: Messages): Command {
  const { options } = messages.help;
  return command
    .addOption(choiceOption('--format <format>', options.format, formats, messages).default('text'))
    .option('--json', options.json)
    .option('--pretty', options.pretty);
}
