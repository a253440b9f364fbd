import type { CommandContext } from '../command-context.ts';
import type { Command, TypedCommand, Values } from './command.ts';
import { commonFlags, type CommonValues } from './common-flags.ts';
import {
  argumentTerm,
  flagTerm,
  type Argument,
  type Arguments,
  type Flags,
  type FlagValues,
  type ValueType,
} from './flag.ts';
import { commandAt, scanWords, type KnownFlags, type Scan, type TypedFlag } from './scan.ts';

/** Why a command line can't be run. `name` is the flag or argument as help lists it. */
export type Problem =
  | { readonly kind: 'unknown-option'; readonly option: string }
  | { readonly kind: 'unknown-command'; readonly word: string }
  | { readonly kind: 'unexpected-argument'; readonly word: string }
  | { readonly kind: 'missing-value'; readonly name: string }
  | { readonly kind: 'missing-argument'; readonly name: string; readonly argument: Argument }
  | {
      readonly kind: 'invalid-value';
      readonly name: string;
      readonly type: ValueType<unknown>;
      readonly value: string;
    };

/** What the arguments ask for. `path` leads from the program to the command that was named. */
export type CommandLine<Context = CommandContext> =
  | { readonly kind: 'help'; readonly path: readonly Command<Context>[] }
  | { readonly kind: 'version'; readonly path: readonly Command<Context>[] }
  | {
      readonly kind: 'problem';
      readonly path: readonly Command<Context>[];
      readonly problem: Problem;
    }
  | {
      readonly kind: 'run';
      readonly command: Command<Context>;
      readonly values: CommonValues & Readonly<Record<string, unknown>>;
      /** The names of the flags that were typed. */
      readonly given: ReadonlySet<string>;
    };

/** Reads arguments without `node` and the script. Never throws: problems are part of the result. */
export function parseCommandLine<Context>(
  program: Command<Context>,
  argv: readonly string[],
): CommandLine<Context> {
  const scan = scanWords(program, argv);
  const { path, known, flags, words, hasHelpWord } = scan;
  const command = commandAt(path) ?? program;
  const isTyped = (flag: string): boolean => flags.some(({ word }) => word === flag);
  if (isTyped('--version') || isVersionWord(scan)) return { kind: 'version', path };
  if (isTyped('--help')) {
    const problem = excessProblem(scan);
    // The help of the whole program does not answer a question about an unknown command.
    if (problem?.kind === 'unknown-command') return { kind: 'problem', path, problem };
    return { kind: 'help', path };
  }
  const typed = readFlags(known, flags);
  const problem =
    typed.problem ?? excessProblem(scan) ?? (hasHelpWord ? undefined : missing(command, words));
  if (problem !== undefined) return { kind: 'problem', path, problem };
  if (hasHelpWord || command.run === undefined) return { kind: 'help', path };
  const values = {
    ...argumentValues(command.arguments ?? {}, words),
    ...flagValues(command.flags ?? {}, typed.values),
    ...flagValues(commonFlags, typed.values),
  };
  return { kind: 'run', command, values, given: new Set(typed.values.keys()) };
}

/** The values for one command; undefined if the words are not a valid call of exactly this one. */
export function parseFor<F extends Flags, A extends Arguments>(
  { flags, arguments: args, ...command }: TypedCommand<F, A>,
  words: readonly string[],
): Values<F, A> | undefined {
  const alone = {
    name: command.name,
    flags,
    arguments: args,
    run: () => Promise.resolve(0),
  };
  const parsed = parseCommandLine(alone, words);
  // The same flags and arguments make the values and their type.
  return parsed.kind === 'run' ? (parsed.values as Values<F, A>) : undefined;
}

/**
 * The values of typed flags by name, and the first problem with one. Of two values the last counts.
 */
function readFlags(
  known: KnownFlags,
  flags: readonly TypedFlag[],
): { readonly values: ReadonlyMap<string, unknown>; readonly problem?: Problem | undefined } {
  const values = new Map<string, unknown>();
  for (const { word, value } of flags) {
    const [name, flag] = known.get(word) ?? [];
    if (name === undefined || flag === undefined)
      return { values, problem: { kind: 'unknown-option', option: word } };
    if (!('value' in flag)) {
      values.set(name, flag.default !== true);
      continue;
    }
    if (value === undefined)
      return { values, problem: { kind: 'missing-value', name: flagTerm(name, flag) } };
    const parsed = flag.type.parse(value);
    if (parsed === undefined)
      return { values, problem: { kind: 'invalid-value', name: word, type: flag.type, value } };
    values.set(name, parsed);
  }
  return { values };
}

/** `kimibar version`, as many programs have it. */
function isVersionWord<Context>({ path, words }: Scan<Context>): boolean {
  return path.length === 1 && words.length === 1 && words[0] === 'version';
}

/** A word too many: a mistyped command, or an argument that the command does not take. */
function excessProblem<Context>({ path, words }: Scan<Context>): Problem | undefined {
  const args = Object.values(commandAt(path)?.arguments ?? {});
  const word = args.some(({ rest }) => rest === true) ? undefined : words[args.length];
  if (word === undefined) return undefined;
  const isCommand = args.length === 0 && path.at(-1)?.commands !== undefined;
  return { kind: isCommand ? 'unknown-command' : 'unexpected-argument', word };
}

/** The first argument that is missing or invalid. */
function missing<Context>(
  command: Command<Context>,
  words: readonly string[],
): Problem | undefined {
  for (const [index, [name, argument]] of Object.entries(command.arguments ?? {}).entries()) {
    const value = words[index];
    if (argument.rest === true) return undefined;
    if (value === undefined) return { kind: 'missing-argument', name, argument };
    if (argument.type.parse(value) === undefined)
      return {
        kind: 'invalid-value',
        name: argumentTerm(name, argument),
        type: argument.type,
        value,
      };
  }
  return undefined;
}

function flagValues<F extends Flags>(flags: F, typed: ReadonlyMap<string, unknown>): FlagValues<F> {
  const entries = Object.entries(flags).map(([name, flag]) => {
    if (typed.has(name)) return [name, typed.get(name)] as const;
    if (!('value' in flag)) return [name, flag.default === true] as const;
    return [name, flag.default === undefined ? undefined : flag.type.parse(flag.default)] as const;
  });
  return Object.fromEntries(entries) as FlagValues<F>;
}

function argumentValues(args: Arguments, words: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, { rest, type }], index) => [
      name,
      rest === true ? words.slice(index) : type.parse(words[index] ?? ''),
    ]),
  );
}
