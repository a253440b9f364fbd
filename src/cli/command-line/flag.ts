import type { Messages } from '../../present/messages/en.ts';

/** What a flag or an argument accepts, and what it becomes. */
export type ValueType<T> = {
  /** Undefined if the text is not accepted. */
  readonly parse: (text: string) => T | undefined;
  /** The accepted values, as an error message lists them. */
  readonly allowed: (words: Messages['arguments']) => string;
  /** The accepted values, for help and completion, if they can be listed. */
  readonly choices?: readonly string[] | undefined;
  /** Values of the settings that completion suggests. */
  readonly suggests?: 'accounts' | undefined;
  /** Values that depend on the words before, for completion. */
  readonly choicesAfter?: ((words: readonly string[]) => readonly string[]) | undefined;
  /** What the choices mean, for completion. */
  readonly meanings?: ((help: Messages['help']) => Readonly<Record<string, string>>) | undefined;
};

type FlagFacts = {
  readonly summary: keyof Messages['help']['options'];
  /** One letter: `v` for `-v`. */
  readonly short?: string | undefined;
};

/** A flag without a value. One that is on by default is typed as `--no-name`. */
export type SwitchFlag = FlagFacts & { readonly default?: true };

/**
 * A flag with a value, which help shows as `<value>`. The default is written as a user would type
 * it.
 */
export type ValueFlag<T> = FlagFacts & {
  readonly value: string;
  readonly type: ValueType<T>;
  readonly default?: string;
};

export type Flag = SwitchFlag | ValueFlag<unknown>;

/** Flags by name in camel case: `maxAge` is typed as `--max-age`. */
export type Flags = Readonly<Record<string, Flag>>;

/** An argument is required. With `rest` it takes all remaining words instead. */
export type Argument<T = unknown> = {
  readonly summary: keyof Messages['help']['arguments'];
  readonly type: ValueType<T>;
  readonly rest?: true;
};

/** Arguments by name, in the order they are typed. */
export type Arguments = Readonly<Record<string, Argument>>;

type FlagValue<F> = F extends { readonly type: ValueType<infer T> }
  ? F extends { readonly default: string }
    ? T
    : T | undefined
  : boolean;

type ArgumentValue<A> =
  A extends Argument<infer T> ? (A extends { readonly rest: true } ? readonly T[] : T) : never;

/** The values of flags once parsed. */
export type FlagValues<F> = { readonly [Name in keyof F]: FlagValue<F[Name]> };

/** The values of arguments once parsed. */
export type ArgumentValues<A> = { readonly [Name in keyof A]: ArgumentValue<A[Name]> };

/** A flag as it is typed, dashes included. */
export function flagWord(name: string, flag: Flag): string {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return flag.default === true ? `--no-${kebab}` : `--${kebab}`;
}

/** A flag as help lists it: `-v, --verbose`, `--max-age <seconds>`. */
export function flagTerm(name: string, flag: Flag): string {
  const short = flag.short === undefined ? '' : `-${flag.short}, `;
  const value = 'value' in flag ? ` <${flag.value}>` : '';
  return `${short}${flagWord(name, flag)}${value}`;
}

/** An argument as help lists it: `<name>`, `[words...]`. */
export function argumentTerm(name: string, { rest }: Argument): string {
  return rest === true ? `[${name}...]` : `<${name}>`;
}
