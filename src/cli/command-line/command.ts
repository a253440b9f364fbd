import type { Messages } from '../../present/messages/en.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommonValues } from './common-flags.ts';
import type { Arguments, ArgumentValues, Flags, FlagValues } from './flag.ts';

/**
 * A command as data. Parser, help, completion and manual page all read it. `Context` is what it runs
 * with.
 */
export type Command<Context = CommandContext> = {
  readonly name: string;
  /** The program itself has none. */
  readonly summary?: keyof Messages['help']['commands'] | undefined;
  /** Left out of help, completion and the manual page. */
  readonly isHidden?: true;
  /** The file of `--config` need not exist: the command creates it, or does not read it. */
  readonly mayLackConfig?: true;
  readonly arguments?: Arguments | undefined;
  readonly flags?: Flags | undefined;
  readonly commands?: readonly Command<Context>[] | undefined;
  /** What `--version` prints for this command and those below it; default: KimiBar's version. */
  readonly versionText?: string | undefined;
  /** What runs if no subcommand is named. */
  readonly defaultCommand?: Command<Context> | undefined;
  /**
   * Loads the command's code, which no other command needs, and runs it. `given` has the names of
   * the flags that were typed. Returns the exit code. A command without it only groups others.
   */
  run?(
    context: Context,
    values: Readonly<Record<string, unknown>>,
    given: ReadonlySet<string>,
  ): Promise<number>;
};

/** What a command gets: its flags and arguments, and the flags of every command. */
export type Values<F, A> = FlagValues<F> & ArgumentValues<A> & CommonValues;

/** A command with the types of its flags and arguments. */
export type TypedCommand<F extends Flags, A extends Arguments, Context = CommandContext> = Omit<
  Command<Context>,
  'flags' | 'arguments' | 'run'
> & {
  readonly flags?: F;
  readonly arguments?: A;
  run?(context: Context, values: Values<F, A>, given: ReadonlySet<string>): Promise<number>;
};

/** Gives `run` the types of the values that its flags and arguments parse to. */
export function defineCommand<
  const F extends Flags = Record<never, never>,
  const A extends Arguments = Record<never, never>,
  Context = CommandContext,
>(command: TypedCommand<F, A, Context>): TypedCommand<F, A, Context> {
  return command;
}
