import { flagWord, type Flags } from './flag.ts';

// For what must be known before the arguments are parsed, or although they can't be: the language,
// and whether errors are wanted as JSON. Everything else in the arguments is ignored. The last of
// two values counts, as for the parser.

/** The text that follows a flag; undefined if the flag is absent. */
export function peekValue<F extends Flags>(
  argv: readonly string[],
  flags: F,
  name: keyof F & string,
): string | undefined {
  const word = wordOf(flags, name);
  const at = argv.findLastIndex((typed) => typed === word || typed.startsWith(`${word}=`));
  return argv[at] === word ? argv[at + 1] : argv[at]?.slice(word.length + 1);
}

/** Whether a switch was typed, in its long or its short form. */
export function peekSwitch<F extends Flags>(
  argv: readonly string[],
  flags: F,
  name: keyof F & string,
): boolean {
  return argv.includes(wordOf(flags, name)) || argv.includes(`-${flags[name]?.short}`);
}

function wordOf(flags: Flags, name: string): string {
  const flag = flags[name];
  return flag === undefined ? '' : flagWord(name, flag);
}
