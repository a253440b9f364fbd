import type { Messages } from '../../present/messages/en.ts';
import type { Command } from './command.ts';
import { flagWord, type Argument, type Flag } from './flag.ts';
import { summaryOf, visibleCommands, visibleFlags } from './help.ts';
import { commandAt, isGroup, scanWords, type Scan } from './scan.ts';

/** A word that may come next, and what it means; the meaning of a value may be empty. */
export type Candidate = readonly [word: string, meaning: string];

/** What the last of `words`, which may be empty, can become. */
export function candidates(
  program: Command,
  words: readonly string[],
  help: Messages['help'],
): readonly Candidate[] {
  const start = words.at(-1)?.replace(/^=$/, '') ?? '';
  // bash makes three words of `--source=auto`.
  const before = words.slice(0, -1).filter((word) => word !== '=');
  const scan = scanWords(program, before);
  const next = start.startsWith('-')
    ? flagCandidates(scan, start, help)
    : wordCandidates(scan, help);
  return (awaitedValues(scan) ?? next).filter(([word]) => word.startsWith(start));
}

/** Is the last of `words` the name of an account? */
export function awaitsAccount(program: Command, words: readonly string[]): boolean {
  const { path, known, flags, words: typed } = scanWords(program, words.slice(0, -1));
  const { word = '', value } = flags.at(-1) ?? {};
  const [, flag] = known.get(word) ?? [];
  const isFlagOpen = flag !== undefined && 'value' in flag && value === undefined;
  const argument = Object.values(commandAt(path)?.arguments ?? {})[typed.length];
  const type = isFlagOpen ? flag.type : argument?.type;
  return type?.suggests === 'accounts';
}

/** The values of a flag that was typed last and still needs one; undefined if there is none. */
function awaitedValues({ known, flags }: Scan): readonly Candidate[] | undefined {
  const { word = '', value } = flags.at(-1) ?? {};
  const [, flag] = known.get(word) ?? [];
  if (flag === undefined || !('value' in flag) || value !== undefined) return undefined;
  return choicesOf(flag).map((choice) => [choice, '']);
}

/** Flags, or the values of one that was typed with an equals sign. */
function flagCandidates(
  { path, known }: Scan,
  start: string,
  help: Messages['help'],
): readonly Candidate[] {
  if (start.includes('=')) {
    const word = start.slice(0, start.indexOf('='));
    const [, flag] = known.get(word) ?? [];
    return flag === undefined ? [] : choicesOf(flag).map((choice) => [`${word}=${choice}`, '']);
  }
  const flags = visibleFlags(commandAt(path) ?? { name: '' });
  return Object.entries(flags).map(([name, flag]) => [
    flagWord(name, flag),
    help.options[flag.summary],
  ]);
}

/** Commands, unless an argument was typed, and the values of the next argument. */
function wordCandidates({ path, words }: Scan, help: Messages['help']): readonly Candidate[] {
  const argumentCount = words.length;
  const group = path.at(-1);
  if (group === undefined) return [];
  const argument = Object.values(commandAt(path)?.arguments ?? {})[argumentCount];
  const meanings = argument?.type.meanings?.(help) ?? {};
  const commands = argumentCount > 0 ? [] : visibleCommands(group);
  return [
    ...commands.map((child): Candidate => [child.name, summaryOf(child, help)]),
    ...(argumentCount === 0 && isGroup(group) ? [['help', help.commands.help] as const] : []),
    ...choicesNext(argument, words).map((choice): Candidate => [choice, meanings[choice] ?? '']),
  ];
}

function choicesNext(argument: Argument | undefined, words: readonly string[]): readonly string[] {
  return argument?.type.choicesAfter?.(words) ?? argument?.type.choices ?? [];
}

function choicesOf(flag: Flag): readonly string[] {
  return 'value' in flag ? (flag.type.choices ?? []) : [];
}
