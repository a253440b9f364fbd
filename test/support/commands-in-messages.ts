import { knownFlags } from '../../src/cli/command-line/scan.ts';
import type { Command } from '../../src/cli/command-line/command.ts';
import { program } from '../../src/cli/table/program.ts';
import type { Language } from '../../src/domain/language.ts';
import { messagesIn } from '../../src/present/messages.ts';
import { pageMessagesIn } from '../../src/present/page-messages.ts';

/** A command that a message names, and the message's path in its catalogue. */
export type NamedCommand = { readonly text: string; readonly path: string };

/** Words in capitals stand for something to fill in. */
const fillings: Readonly<Record<string, string>> = {
  NAME: 'work',
  OLD: 'work',
  NEW: 'office',
  TARGET: 'tmux',
  TOOL: 'cursor',
  URL: 'http://127.0.0.1:4318',
  '<name>': 'work',
};

/** What messages get, by the name of the parameter; everything else is the account `work`. */
const parts: Readonly<Record<string, unknown>> = {
  group: 'config',
  similar: undefined,
  known: ['work'],
  nouns: ['week'],
  lefts: [],
  parts: { kind: 'today', time: '12:00' },
};

/**
 * Every `kimibar …` that the texts of a language name. Texts that depend on facts are made with all
 * kinds of facts; whatever a message does not understand is left out.
 */
export function commandsInMessages(language: Language): readonly NamedCommand[] {
  const catalogue = { ...messagesIn(language), page: pageMessagesIn(language).page };
  const texts = textsIn(catalogue, language);
  return texts.flatMap(([path, text]) =>
    commandsIn(text).map((command) => ({ path, text: command })),
  );
}

/** The messages whose source names a command but from which none was made. */
export function unreadMessages(language: Language): readonly string[] {
  const named = new Set(commandsInMessages(language).map(({ path }) => path));
  const all = functionsIn(messagesIn(language), language);
  return all
    .filter(([, source]) => /kimibar [a-z]|setKey\(|setCookie\(|usageCommand\(/.test(source))
    .map(([path]) => path)
    .filter((path) => !named.has(path));
}

function textsIn(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function')
    return resultsOf(node as Message).flatMap((result) => textsIn(result, path));
  if (typeof node !== 'object' || node === null) return [];
  const isResult = 'what' in node || Array.isArray(node);
  return Object.entries(node).flatMap(([key, child]) =>
    textsIn(child, isResult ? path : `${path}.${key}`),
  );
}

function functionsIn(node: unknown, path: string): [string, string][] {
  if (typeof node === 'function') return [[path, String(node)]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => functionsIn(child, `${path}.${key}`));
}

type Message = (...values: readonly unknown[]) => unknown;

function resultsOf(message: Message): unknown[] {
  const values = [
    facts(parts),
    facts({ ...parts, known: [] }),
    facts({ ...parts, account: undefined, name: undefined, known: [] }),
  ];
  const choices: unknown[] = [...values, 'work', undefined, 77, ['work'], true, false];
  return combinations(choices, Math.min(message.length || 1, 2)).flatMap((list) => {
    try {
      return [message(...list)];
    } catch {
      return [];
    }
  });
}

function combinations(choices: readonly unknown[], count: number): unknown[][] {
  if (count === 0) return [[]];
  return combinations(choices, count - 1).flatMap((list) =>
    choices.map((choice) => [...list, choice]),
  );
}

/** An object that has every property. */
function facts(known: Readonly<Record<string, unknown>>): object {
  return new Proxy(
    {},
    {
      get: (_, key) => (typeof key === 'string' && key in known ? known[key] : 'work'),
      has: () => true,
    },
  );
}

const wordPattern = /"[^"]*"|'[^']*'|[^\s"'“”‘’`（）。，；：、]+/g;

function commandsIn(text: string): string[] {
  return text
    .split(/(?<![\w/@.-])kimibar /)
    .slice(1)
    .flatMap((rest) => {
      const sentence = rest.split(/\n|[`）。，；、]/, 1)[0] ?? '';
      const words = (sentence.match(wordPattern) ?? []).map((one) => one);
      const taken = takeCommand(words);
      // The value of a flag belongs to its flag.
      return taken === undefined ? [] : [['kimibar', ...taken].join(' ').replaceAll(' =', ' ')];
    });
}

/**
 * The words up to where prose goes on; a word that is no command is taken, too, since it may be a
 * mistake. Undefined for prose, and for a command made from facts that its message never gets.
 */
function takeCommand(words: readonly string[]): readonly string[] | undefined {
  const taken: string[] = [];
  const path: Command[] = [program];
  const rest = [...words];
  for (let raw = rest.shift(); raw !== undefined; raw = rest.shift()) {
    const bare = withoutStop(raw);
    if (/^=?(undefined|true|false|77)$/.test(bare)) return undefined;
    const last = path.at(-1) ?? program;
    const child = taken.length === path.length - 1 ? subcommand(last, bare) : undefined;
    if (child !== undefined) path.push(child);
    else if (taken.length === 0 && !bare.startsWith('-')) return isProse(bare) ? undefined : [bare];
    else if (!bare.startsWith('-') && !isArgument(bare, last)) return taken;
    taken.push(filled(bare));
    if (takesValue(bare, path) && raw === bare) rest.unshift(`=${rest.shift() ?? ''}`);
    if (raw !== bare) return taken;
  }
  return taken;
}

/** The value of a flag begins with `=`. */
function filled(word: string): string {
  const [, sign = '', name = ''] = /^(=?)(.*)$/.exec(word) ?? [];
  return `${sign}${fillings[name] ?? name}`;
}

function subcommand({ commands = [] }: Command, text: string): Command | undefined {
  return commands.find(({ name }) => name === text);
}

function takesValue(word: string, path: readonly Command[]): boolean {
  const [, flag] = knownFlags(path).get(word) ?? [];
  return flag !== undefined && 'value' in flag;
}

/** `kimibar` as the name of a program in a sentence. */
function isProse(text: string): boolean {
  return !/^[a-z]/.test(text) || text === 'any';
}

function isArgument(text: string, command: Command): boolean {
  if (text in fillings || /^["'=]/.test(text) || ['work', 'office', 'apiKey'].includes(text))
    return true;
  return Object.values(command.arguments ?? {}).some(({ type }) => type.choices?.includes(text));
}

function withoutStop(text: string): string {
  return text.replace(/[.,;:)]+$/, '');
}
