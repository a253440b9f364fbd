import { accountWord } from '../account-flag.ts';

/** What could have been meant: a similar word, and the command whose help lists them all. */
type Known = { readonly similar?: string | undefined; readonly of: string };

/** Errors in a command line: one line each, with the offending word and the allowed values. */
export const argumentWords = {
  /** `option` is as typed, dashes included. */
  unknownOption: ({ option, ...known }: { option: string } & Known) =>
    `Unknown option ${option}${didYouMean(known)}`,
  unknownCommand: ({ command, ...known }: { command: string } & Known) =>
    `Unknown command "${command}"${didYouMean(known)}`,
  /** Some of the scenarios of `demo`. */
  scenarios: (names: readonly string[]) =>
    `${names.join(', ')}; for all, run: kimibar demo --list --all`,
  missingValue: (option: string) => `Missing value for ${option}`,
  missingArgument: ({ name, allowed }: { name: string; allowed?: string | undefined }) =>
    `Missing argument <${name}>${allowed === undefined ? '' : `. Allowed: ${allowed}`}`,
  unexpectedArgument: (word: string) => `Unexpected argument "${word}"`,
  invalidValue: ({
    option,
    value,
    allowed,
    similar,
  }: {
    option: string;
    value: string;
    allowed: string;
    similar?: string | undefined;
  }) => {
    const guess = similar === undefined ? '' : ` Did you mean ${similar}?`;
    return `Invalid value "${value}" for ${option}.${guess} Allowed: ${allowed}`;
  },
  /** `known` are the named accounts. */
  unknownAccount: ({
    name,
    similar,
    known,
  }: {
    name: string;
    similar?: string | undefined;
    known: readonly string[];
  }) => {
    if (known.length === 0)
      return `No account named ${name}. Add it with: kimibar accounts add${accountWord(name)} --stdin`;
    const guess = similar === undefined ? '' : ` Did you mean ${similar}?`;
    return `No account named ${name}.${guess} Your accounts: ${known.join(', ')}`;
  },
  oneOrAllAccounts: 'Use either --account or --all-accounts, not both.',
  secondsBetween: ({ min, max }: { min: number; max: number }) =>
    `a number of seconds from ${min} to ${max}`,
  numberBetween: ({ min, max }: { min: number; max: number }) => `a number from ${min} to ${max}`,
  filesMissing:
    "Some of KimiBar's files are missing. If it was just updated, run it again; if not, install it again.",
  cannotWrite: (code: string) => `Can't write the output (${code}).`,
  unreadableFile: (path: string, code: string) => `Can't read ${path} (${code}).`,
  noConfigFile: (path: string) => `There is no config file at ${path}.`,
  filledText: 'a text that is not empty',
  pathWithoutControls: 'a path without control characters',
  spanSuchAs: 'a duration such as 90m, 6h or 2d',
  internalError:
    'This is a bug in KimiBar. Run the command again with -v for details, and please report it.',
};

function didYouMean({ similar, of }: Known): string {
  return similar === undefined ? `. For a list, run: ${of} --help` : `. Did you mean ${similar}?`;
}
