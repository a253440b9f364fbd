import { absolutePath } from '../../host/absolute-path.ts';
import type { ValueType } from './flag.ts';

type Bounds = { readonly min: number; readonly max: number };

const unitMs: Readonly<Record<string, number>> = {
  '': 1000,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const maxSpanMs = 366 * 86_400_000;

/** Any text. */
export const text: ValueType<string> = { parse: (typed) => typed, allowed: () => '' };

/** Any text that is not blank. */
export const filledText: ValueType<string> = {
  parse: (typed) => (typed.trim() === '' ? undefined : typed),
  allowed: (words) => words.filledText,
};

/** Any text, since the command itself checks it; completion suggests the accounts. */
export const accountName: ValueType<string> = { ...text, suggests: 'accounts' };

/**
 * A path, absolute from here on. It may be written into the files of services and bars, which a
 * line break would break.
 */
export const path: ValueType<string> = {
  parse: (typed) => (/\p{Cc}/u.test(typed) ? undefined : absolutePath(typed)),
  allowed: (words) => words.pathWithoutControls,
};

/** A path, or `-` for standard input. */
export const inputFile: ValueType<string> = {
  parse: (typed) => (typed === '-' ? typed : path.parse(typed)),
  allowed: path.allowed,
};

/** One of a few words. */
export function oneOf<const T extends string>(choices: readonly T[]): ValueType<T> {
  return {
    choices,
    parse: (typed) => choices.find((choice) => choice === typed),
    allowed: () => choices.join(', '),
  };
}

/** Any text, with words to suggest in help and completion. The command itself checks the value. */
export function textSuch(
  choices: readonly string[],
  meanings?: ValueType<string>['meanings'],
): ValueType<string> {
  return { ...text, choices, meanings };
}

/** A number of seconds, as milliseconds. */
export function seconds(bounds: Bounds): ValueType<number> {
  return {
    parse(typed) {
      const amount = numberIn(typed, bounds);
      return amount === undefined ? undefined : amount * 1000;
    },
    allowed: (words) => words.secondsBetween(bounds),
  };
}

export function wholeNumber(bounds: Bounds): ValueType<number> {
  return {
    parse(typed) {
      const number = numberIn(typed, bounds);
      return Number.isInteger(number) ? number : undefined;
    },
    allowed: (words) => words.numberBetween(bounds),
  };
}

/** A percentage, with or without its sign; fractions are accepted. */
export const percentage: ValueType<number> = {
  parse: (typed) => numberIn(typed.trim().replace(/%$/, ''), { min: 0, max: 100 }),
  allowed: (words) => words.numberBetween({ min: 0, max: 100 }),
};

/** A duration such as `90m`, `6h` or `2d`, or plain seconds, as milliseconds. */
export const duration: ValueType<number> = {
  parse(typed) {
    const [, digits, unit = ''] = /^(\d{1,9})([smhd]?)$/.exec(typed.trim()) ?? [];
    const ms = Number(digits) * (unitMs[unit] ?? Number.NaN);
    return ms > 0 && ms <= maxSpanMs ? ms : undefined;
  },
  allowed: (words) => words.spanSuchAs,
};

function numberIn(typed: string, { min, max }: Bounds): number | undefined {
  const number = typed.trim() === '' ? Number.NaN : Number(typed);
  return number >= min && number <= max ? number : undefined;
}
