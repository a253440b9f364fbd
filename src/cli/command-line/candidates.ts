import type { Messages } from '../../present/messages/en.ts';
import type { Command } from './command.ts';
import { flagWord, type Flag } from './flag.ts';
import { summaryOf, visibleCommands, visibleFlags } from './help.ts';
import { commandAt, findFlag, flagsAt, isGroup, scanWords } from './scan.ts';

/** A word that may come next, and what it means; the meaning of a value may be empty. */
export type Candidate = readonly [word: string, meaning: string];

/** What the last of `words`, which may be empty, can become. */
export function candidates(
  program: Command,
  words: readonly string[],
  help: Messages['help'],
): readonly Candidate[] {
  const start = words.at(-1) ?? '';
  const { path, flags, words: args } = scanWords(program, words.slice(0, -1));
  const [, awaiting] = findFlag(flagsAt(path), flags.at(-1)?.word ?? '') ?? [];
  const next =
    flags.at(-1)?.value === undefined && awaiting !== undefined && 'value' in awaiting
      ? choicesOf(awaiting).map((choice): Candidate => [choice, ''])
      : start.startsWith('-')
        ? flagCandidates(path, start, help)
        : wordCandidates(path, args.length, help);
  return next.filter(([word]) => word.startsWith(start));
}

/** Flags, or the values of one that was typed with an equals sign. */
function flagCandidates(
  path: readonly Command[],
  start: string,
  help: Messages['help'],
): readonly Candidate[] {
  const [typed = '', value] = start.split('=', 1).concat(start.includes('=') ? [''] : []);
  const [, flag] = findFlag(flagsAt(path), typed) ?? [];
  if (value !== undefined && flag !== undefined)
    return choicesOf(flag).map((choice) => [`${typed}=${choice}`, '']);
  const command = commandAt(path);
  return command === undefined
    ? []
    : Object.entries(visibleFlags(command)).map(([name, shown]) => [
        flagWord(name, shown),
        help.options[shown.summary],
      ]);
}

/** Commands, unless an argument was typed, and the values of the next argument. */
function wordCandidates(
  path: readonly Command[],
  argumentCount: number,
  help: Messages['help'],
): readonly Candidate[] {
  const group = path.at(-1);
  if (group === undefined) return [];
  const argument = Object.values(commandAt(path)?.arguments ?? {})[argumentCount];
  const meanings = argument?.type.meanings?.(help) ?? {};
  const commands = argumentCount > 0 ? [] : visibleCommands(group);
  return [
    ...commands.map((child): Candidate => [child.name, summaryOf(child, help)]),
    ...(argumentCount === 0 && isGroup(group) ? [['help', help.commands.help] as const] : []),
    ...(argument?.type.choices ?? []).map((choice): Candidate => [choice, meanings[choice] ?? '']),
  ];
}

function choicesOf(flag: Flag): readonly string[] {
  return 'value' in flag ? (flag.type.choices ?? []) : [];
}
