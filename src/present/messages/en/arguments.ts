/** What is said of a command line that can't be understood; one line each, naming the word and what is allowed. */
export const argumentWords = {
  /** `option` is as typed, dashes included. */
  unknownOption: ({ option, similar }: { option: string; similar?: string | undefined }) =>
    `Unknown option ${option}${didYouMean(similar)}`,
  /** `group` is the command whose subcommand was meant. */
  unknownCommand: ({
    command,
    similar,
    group,
  }: {
    command: string;
    similar?: string | undefined;
    group?: string | undefined;
  }) => `Unknown command "${command}"${didYouMean(similar, group)}`,
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
  secondsBetween: ({ min, max }: { min: number; max: number }) => `seconds from ${min} to ${max}`,
  numberBetween: ({ min, max }: { min: number; max: number }) => `a number from ${min} to ${max}`,
  spanSuchAs: 'a time such as 90m, 6h or 2d',
  internalError:
    'KimiBar made a mistake of its own. Run the command again with -v to see where, and please report it.',
};

function didYouMean(similar: string | undefined, group?: string): string {
  return similar === undefined
    ? `. See: kimibar ${group === undefined ? '' : `${group} `}--help`
    : `. Did you mean ${similar}?`;
}
