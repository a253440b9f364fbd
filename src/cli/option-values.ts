import type { Messages } from '../present/messages.ts';
import { argumentFailure } from './argument-failure.ts';

/** One of some words, or a complaint that lists them. */
export function oneOf<T extends string>(option: string, allowed: readonly T[], messages: Messages): (value: string) => T {
  return (value) => {
    const found = allowed.find((word) => word === value);
    if (found === undefined) throw argumentFailure((words) => words.invalidValue({ option, value, allowed: allowed.join(', ') }), messages);
    return found;
  };
}

/** A number of seconds within bounds, as milliseconds. */
export function seconds(option: string, bounds: { min: number; max: number }, messages: Messages): (value: string) => number {
  return (value) => {
    const amount = value.trim() === '' ? Number.NaN : Number(value);
    if (amount >= bounds.min && amount <= bounds.max) return amount * 1000;
    throw argumentFailure((words) => words.invalidValue({ option, value, allowed: words.secondsBetween(bounds) }), messages);
  };
}

/** A language we speak, in any of the ways it is written: `zh`, `zh_CN.UTF-8`, `en-GB`. Which one it is, is chosen before parsing. */
export function languageName(option: string, messages: Messages): (value: string) => string {
  return (value) => {
    if (/^(en|zh|auto)([-_.@]|$)/i.test(value.trim())) return value;
    throw argumentFailure((words) => words.invalidValue({ option, value, allowed: 'en, zh-CN' }), messages);
  };
}
