import { Failure } from '../domain/failure.ts';
import type { Messages } from '../present/messages.ts';

/** One of some words, or a complaint that lists them. */
export function oneOf<T extends string>(option: string, allowed: readonly T[], messages: Messages): (value: string) => T {
  return (value) => {
    const found = allowed.find((word) => word === value);
    if (found === undefined) throw invalidValue(messages, { option, value, allowed: allowed.join(', ') });
    return found;
  };
}

/** A number of seconds within bounds, as milliseconds. */
export function seconds(option: string, bounds: { min: number; max: number }, messages: Messages): (value: string) => number {
  return (value) => {
    const amount = value.trim() === '' ? Number.NaN : Number(value);
    if (amount >= bounds.min && amount <= bounds.max) return amount * 1000;
    throw invalidValue(messages, { option, value, allowed: messages.arguments.secondsBetween(bounds) });
  };
}

function invalidValue(messages: Messages, wrong: { option: string; value: string; allowed: string }): Failure {
  const line = messages.arguments.invalidValue(wrong);
  return new Failure('invalid-arguments', line, { detail: { code: 'argument', subject: line } });
}
