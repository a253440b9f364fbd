import * as v from 'valibot';
import { isTimeOfDay, type QuietHours } from '../domain/quiet-hours.ts';
import {
  isUsageEventKind,
  usageEventKinds,
  type UsageEventKind,
} from '../domain/events/usage-event.ts';
import { isObject } from '../domain/shape.ts';

/**
 * An object with these entries; other keys pass. Unlike valibot's own, it does not accept a list.
 */
export function objectOf<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(v.custom<Record<string, unknown>>(isObject, 'object'), v.looseObject(entries));
}

const percentLeft = v.pipe(
  v.number(),
  v.integer('a whole number'),
  v.minValue(1, '1 to 99'),
  v.maxValue(99, '1 to 99'),
);

/** Percent left, highest first, each once. */
export const thresholds = {
  schema: v.pipe(v.array(percentLeft), v.maxLength(5, 'at most 5')),
  read: (percents: readonly number[]): readonly number[] =>
    [...new Set(percents)].toSorted((a, b) => b - a),
  parse: (text: string) => (text.trim() === '' ? undefined : splitList(text).map(Number)),
  examples: ['50,20,10 (1 to 99, at most 5 of them)'],
};

/** Kinds of usage events. */
export const eventKinds = {
  schema: v.array(v.picklist(usageEventKinds)),
  read: (kinds: readonly UsageEventKind[]) => kinds,
  parse: (text: string) => {
    const kinds = splitList(text);
    return kinds.every(isUsageEventKind) ? kinds : undefined;
  },
  examples: usageEventKinds,
};

const timeOfDay = v.pipe(v.string(), v.check(isTimeOfDay, 'a time like 22:00'));
const quietEntries = { from: timeOfDay, to: timeOfDay };

/** A span of the day, as `22:00-08:00` on the command line. */
export const quietHours = {
  schema: objectOf(quietEntries),
  read: ({ from, to }: QuietHours): QuietHours => ({ from, to }),
  parse: (text: string) => {
    const [from, to, ...more] = text.trim().split(/\s*[-–]\s*/);
    // The same time twice would be a day without notifications, or none at all.
    const isSpan = more.length === 0 && from?.padStart(5, '0') !== to?.padStart(5, '0');
    return isSpan ? { from, to } : undefined;
  },
  format: ({ from, to }: QuietHours) => `${from}-${to}`,
  examples: ['22:00-08:00'],
  innerKeys: Object.keys(quietEntries),
};

/** An address or a host name; whether it exists shows when the server listens on it. */
export const hostName = {
  schema: v.string(),
  parse: (text: string) => (/^[\w.:-]{1,253}$/.test(text.trim()) ? text.trim() : undefined),
  examples: ['127.0.0.1', '0.0.0.0', '::'],
};

export const port = {
  schema: v.pipe(
    v.number(),
    v.integer('a whole number'),
    v.minValue(0, '0 to 65535'),
    v.maxValue(65_535, '0 to 65535'),
  ),
  read: (number: number) => number,
  parse: (text: string) => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined),
  examples: ['0 to 65535'],
};

function splitList(text: string): string[] {
  return text.trim().split(/[\s,]+/);
}
