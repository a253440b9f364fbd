import type { Command } from 'commander';
import type { Messages } from '../../present/messages/en.ts';
import type { CommandContext } from '../command-context.ts';

/** The flags that every command knows. */
export type CommonOptions = {
  readonly color: boolean;
  readonly config?: string | undefined;
  readonly verbose?: boolean | undefined;
};

/** Called with what the arguments ask for. Commands load their code only when they run, but for `usage`, which nearly every run is. */
export type Act = (
  common: CommonOptions,
  run: (context: CommandContext) => Promise<number>,
) => void;

/** What the parts of the command line are made with. */
export type Tools = { readonly add: AddCommand; readonly messages: Messages; readonly act: Act };

/** Makes a command under a parent, with its summary and the flags that every command has. */
export type AddCommand = (
  parent: Command,
  name: string,
  summary: keyof Messages['help']['commands'],
) => Command;
