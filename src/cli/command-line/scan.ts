import type { CommandContext } from '../command-context.ts';
import type { Command } from './command.ts';
import { commonFlags, versionFlag } from './common-flags.ts';
import { flagWord, type Flag } from './flag.ts';

/** A flag as typed, in its long form. The value is undefined for a switch, and if it is missing. */
export type TypedFlag = { readonly word: string; readonly value: string | undefined };

/** Flags by the word that is typed, dashes included, with their names. */
export type KnownFlags = ReadonlyMap<string, readonly [name: string, flag: Flag]>;

type KnownFlag = { readonly word: string; readonly flag: Flag };

/** The words of a command line, sorted but not checked. */
export type Scan<Context = CommandContext> = {
  /** From the program to the command that was named. */
  readonly path: readonly Command<Context>[];
  /** Every flag that the command accepts. */
  readonly known: KnownFlags;
  readonly flags: readonly TypedFlag[];
  readonly words: readonly string[];
  /** `help config set` instead of `config set --help`. */
  readonly hasHelpWord: boolean;
};

/** Sorts arguments without `node` and the script. Flags may come before the command or after it. */
export function scanWords<Context>(
  program: Command<Context>,
  argv: readonly string[],
): Scan<Context> {
  const path = [program];
  const flags: TypedFlag[] = [];
  const words: string[] = [];
  let hasHelpWord = false;
  let known: KnownFlags | undefined;
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const command = path.at(-1) ?? program;
    const child = words.length === 0 ? findCommand(command, word) : undefined;
    if (word === '--') words.push(...rest.splice(0));
    else if (isFlagWord(word)) flags.push(...typedFlags(word, (known ??= knownFlags(path)), rest));
    else if (child !== undefined) {
      path.push(child);
      known = undefined;
    } else if (word === 'help' && words.length === 0 && isGroup(command)) hasHelpWord = true;
    else words.push(word);
  }
  return { path, known: known ?? knownFlags(path), flags, words, hasHelpWord };
}

/** What runs at the end of a path. */
export function commandAt<Context>(
  path: readonly Command<Context>[],
): Command<Context> | undefined {
  const last = path.at(-1);
  return last?.defaultCommand ?? last;
}

/** Every flag that the command at the end of a path accepts. */
export function knownFlags<Context>(path: readonly Command<Context>[]): KnownFlags {
  const known = new Map<string, readonly [string, Flag]>();
  for (const flags of [commandAt(path)?.flags ?? {}, commonFlags, versionFlag]) {
    for (const entry of Object.entries(flags)) known.set(flagWord(...entry), entry);
  }
  return known;
}

/**
 * A group does nothing without one of its commands, so its first word can only be a command or
 * `help`.
 */
export function isGroup<Context>({ commands, run }: Command<Context>): boolean {
  return commands !== undefined && run === undefined;
}

function findCommand<Context>(
  { commands }: Command<Context>,
  word: string,
): Command<Context> | undefined {
  return commands?.find(({ name }) => name === word);
}

/** A negative number is an argument; `-` usually means stdin. */
function isFlagWord(word: string): boolean {
  return word.length > 1 && word.startsWith('-') && !/^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(word);
}

/** A flag by the word that is typed; American and British spelling are the same. */
function findFlag(word: string, known: KnownFlags): KnownFlag | undefined {
  const other = word.includes('colour')
    ? word.replace('colour', 'color')
    : word.replace('color', 'colour');
  const name = [word, other].find((spelling) => known.has(spelling));
  const flag = name === undefined ? undefined : known.get(name)?.[1];
  return name === undefined || flag === undefined ? undefined : { word: name, flag };
}

/** Takes the value from `rest` if the flag needs one and it is not behind an equals sign. */
function typedFlags(word: string, known: KnownFlags, rest: string[]): readonly TypedFlag[] {
  if (!word.startsWith('--')) return shortFlags(word, known);
  const [name = word, ...values] = word.split('=');
  const found = findFlag(name, known);
  // The value of an unknown flag may be a secret; error messages show the name only.
  if (found === undefined) return [{ word: name, value: undefined }];
  if ('value' in found.flag)
    return [{ word: found.word, value: values.length === 0 ? rest.shift() : values.join('=') }];
  return [{ word: values.length === 0 ? found.word : word, value: undefined }];
}

/** `-vh` is `-v -h`. Short flags have no values. */
function shortFlags(word: string, known: KnownFlags): readonly TypedFlag[] {
  const long = [...known].find(([, [, { short }]]) => short === word[1])?.[0];
  if (long === undefined) return [{ word, value: undefined }];
  const first = { word: long, value: undefined };
  return word.length === 2 ? [first] : [first, ...shortFlags(`-${word.slice(2)}`, known)];
}
