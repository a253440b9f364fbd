import { displayWidth, hangingLines, padAfter, wrapText } from '../../present/words/columns.ts';
import type { Messages } from '../../present/messages/en.ts';
import type { Command } from './command.ts';
import { commonFlags, versionFlag } from './common-flags.ts';
import { argumentTerm, flagTerm, type Argument, type Flag, type Flags } from './flag.ts';
import { isGroup } from './scan.ts';

/** A term and what it means, side by side. */
export type HelpRow = readonly [term: string, meaning: string];

/** Meanings with fewer columns than this go below their term. */
const minWrapColumns = 24;
const indent = 2;
const gap = 2;
const indentBelow = 6;

/** The help of the command at the end of a path. */
export function helpText(
  path: readonly Command[],
  { messages: { help }, width }: { readonly messages: Messages; readonly width: number },
): string {
  const command = path.at(-1) ?? { name: '' };
  const args = argumentRows(command, help);
  const options = flagRows(visibleFlags(command), help);
  const commands = commandRows(command, help);
  const rows = [...args, ...options, ...commands];
  const termWidth = Math.max(...rows.map(([term]) => displayWidth(term)));
  const section = (heading: string, sectionRows: readonly HelpRow[]): string | undefined =>
    sectionRows.length === 0
      ? undefined
      : [heading, ...sectionRows.map((row) => rowText(row, termWidth, width))].join('\n');
  return [
    hangingLines(help.headings.usage, usageLine(path, help), width).join('\n'),
    wrapText(summaryOf(command, help), width).join('\n'),
    section(help.headings.arguments, args),
    section(help.headings.options, options),
    section(help.headings.commands, commands),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

/** The command's own flags, then those of every command. */
export function visibleFlags(command: Command): Flags {
  const { help, ...common } = commonFlags;
  const version = command.summary === undefined ? versionFlag : {};
  return { ...command.flags, ...common, ...version, help };
}

/** Flags as help lists them, with what they accept and their default. */
export function flagRows(flags: Flags, help: Messages['help']): readonly HelpRow[] {
  return Object.entries(flags).map(([name, flag]) => [
    flagTerm(name, flag),
    help.options[flag.summary] + details(flag, help),
  ]);
}

export function summaryOf({ summary }: Command, help: Messages['help']): string {
  return summary === undefined ? help.about : help.commands[summary];
}

/** The name of a command with the arguments it needs. */
export function commandTerm({ name, arguments: args = {} }: Command): string {
  return [name, ...Object.entries(args).map(([arg, argument]) => argumentTerm(arg, argument))].join(
    ' ',
  );
}

export function visibleCommands({ commands = [] }: Command): readonly Command[] {
  return commands.filter(({ isHidden }) => isHidden !== true);
}

function argumentRows(command: Command, help: Messages['help']): readonly HelpRow[] {
  return Object.entries(command.arguments ?? {}).map(([name, argument]) => [
    name,
    help.arguments[argument.summary] + details(argument, help),
  ]);
}

function commandRows(command: Command, help: Messages['help']): readonly HelpRow[] {
  // The program's own list stays narrow: the help of each command shows its arguments.
  const isProgram = command.summary === undefined;
  const rows = visibleCommands(command).map((child): HelpRow => [
    isProgram ? child.name : commandTerm(child),
    summaryOf(child, help),
  ]);
  if (isGroup(command)) rows.push([`help ${help.commandPlaceholder}`, help.commands.help]);
  return rows;
}

function usageLine(path: readonly Command[], help: Messages['help']): string {
  const command = path.at(-1) ?? { name: '' };
  const args = Object.entries(command.arguments ?? {});
  return [
    ...path.map(({ name }) => name),
    help.optionsPlaceholder,
    ...(command.commands === undefined ? [] : [help.commandPlaceholder]),
    ...args.map(([name, argument]) => argumentTerm(name, argument)),
  ].join(' ');
}

/** In brackets: the accepted values, if they can be listed, and the default. */
function details(part: Flag | Argument, help: Messages['help']): string {
  const choices = 'type' in part ? part.type.choices : undefined;
  const fallback = 'default' in part && part.default !== true ? part.default : undefined;
  const facts = [
    ...(choices === undefined ? [] : [help.choices(choices.join(', '))]),
    ...(fallback === undefined ? [] : [help.defaultValue(fallback)]),
  ];
  return facts.length === 0 ? '' : help.inBrackets(facts);
}

function rowText([term, meaning]: HelpRow, termWidth: number, width: number): string {
  const columns = width - indent - termWidth - gap;
  if (columns >= minWrapColumns) {
    const start = ' '.repeat(indent) + padAfter(term, termWidth) + ' '.repeat(gap);
    return hangingLines(start, meaning, width).join('\n');
  }
  const below = wrapText(meaning, Math.max(minWrapColumns, width - indentBelow));
  return [' '.repeat(indent) + term, ...below.map((line) => ' '.repeat(indentBelow) + line)].join(
    '\n',
  );
}
