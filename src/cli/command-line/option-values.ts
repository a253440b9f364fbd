import { languages } from '../../domain/language.ts';
import type { Messages } from '../../present/messages/en.ts';
import { argumentFailure } from './argument-failure.ts';

/** One of some words, or a complaint that lists them. */
export function oneOf<T extends string>(
  option: string,
  allowed: readonly T[],
  messages: Messages,
): (value: string) => T {
  return (value) => {
    const found = allowed.find((word) => word === value);
    if (found === undefined)
      throw argumentFailure(
        (words) => words.invalidValue({ option, value, allowed: allowed.join(', ') }),
        messages,
      );
    return found;
  };
}

/** A number of seconds within bounds, as milliseconds. */
export function seconds(
  option: string,
  bounds: { min: number; max: number },
  messages: Messages,
): (value: string) => number {
  return (value) => {
    const amount = value.trim() === '' ? Number.NaN : Number(value);
    if (amount >= bounds.min && amount <= bounds.max) return amount * 1000;
    throw argumentFailure(
      (words) => words.invalidValue({ option, value, allowed: words.secondsBetween(bounds) }),
      messages,
    );
  };
}

/** A whole number within bounds. */
export function wholeNumber(
  option: string,
  bounds: { min: number; max: number },
  messages: Messages,
): (value: string) => number {
  return (value) => {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    if (Number.isInteger(number) && number >= bounds.min && number <= bounds.max) return number;
    throw argumentFailure(
      (words) => words.invalidValue({ option, value, allowed: words.numberBetween(bounds) }),
      messages,
    );
  };
}

/** A percentage, fractions included. */
export function percentage(option: string, messages: Messages): (value: string) => number {
  return (value) => {
    const percent = value.trim() === '' ? Number.NaN : Number(value.trim().replace(/%$/, ''));
    if (percent >= 0 && percent <= 100) return percent;
    throw argumentFailure(
      (words) =>
        words.invalidValue({ option, value, allowed: words.numberBetween({ min: 0, max: 100 }) }),
      messages,
    );
  };
}

/** A span such as `90m`, `6h` or `2d`, or plain seconds, as milliseconds. */
export function span(option: string, messages: Messages): (value: string) => number {
  const unitMs: Readonly<Record<string, number>> = {
    '': 1000,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
  };
  return (value) => {
    const [, digits = '', unit = ''] = /^(\d{1,9})([smhd]?)$/.exec(value.trim()) ?? [];
    const ms = Number(digits) * (unitMs[unit] ?? Number.NaN);
    if (digits !== '' && ms > 0 && ms <= 366 * 86_400_000) return ms;
    throw argumentFailure(
      (words) => words.invalidValue({ option, value, allowed: words.spanSuchAs }),
      messages,
    );
  };
}

/** A language we speak, in any of the ways it is written: `zh`, `zh_CN.UTF-8`, `en-GB`. Which one it is, is chosen before parsing. */
export function languageName(option: string, messages: Messages): (value: string) => string {
  return (value) => {
    if (/^(en|zh|auto)([-_.@]|$)/i.test(value.trim())) return value;
    throw argumentFailure(
      (words) => words.invalidValue({ option, value, allowed: languages.join(', ') }),
      messages,
    );
  };
}
