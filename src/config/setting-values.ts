import { maxThresholds, thresholdRange } from '../domain/setting-choices.ts';
import { unwrapText } from '../domain/api-key.ts';
import { headersIn } from '../domain/header-text.ts';
import { isTimeOfDay, type QuietHours } from '../domain/quiet-hours.ts';
import {
  isUsageEventKind,
  usageEventKinds,
  type UsageEventKind,
} from '../domain/events/usage-event.ts';
import { maskUrl } from './mask-secrets.ts';
import { listOf, objectOf, oneOf, string, where, wholeNumber } from './check.ts';

/** Percent left, highest first, each once. */
export const thresholds = {
  check: listOf(
    wholeNumber(thresholdRange.min, thresholdRange.max),
    maxThresholds,
    `at most ${maxThresholds}`,
  ),
  read: (percents: readonly number[]): readonly number[] =>
    [...new Set(percents)].toSorted((a, b) => b - a),
  parse: (text: string) => (text.trim() === '' ? undefined : splitList(text).map(Number)),
  examples: ['50,20,10 (1 to 99, at most 5 of them)'],
};

/** Kinds of usage events. */
export const eventKinds = {
  check: listOf(oneOf(usageEventKinds)),
  read: (kinds: readonly UsageEventKind[]) => kinds,
  parse: (text: string) => {
    const kinds = splitList(text);
    return kinds.every(isUsageEventKind) ? kinds : undefined;
  },
  examples: usageEventKinds,
};

const timeOfDay = where(string, 'a time like 22:00', isTimeOfDay);
const quietEntries = { from: timeOfDay, to: timeOfDay };

/** A span of the day, as `22:00-08:00` on the command line. */
export const quietHours = {
  check: objectOf(quietEntries),
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
  check: string,
  parse: (text: string) => (/^[\w.:-]{1,253}$/.test(text.trim()) ? text.trim() : undefined),
  examples: ['127.0.0.1', '0.0.0.0', '::'],
};

export const port = {
  check: wholeNumber(0, 65_535),
  read: (number: number) => number,
  parse: (text: string) => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined),
  examples: ['0 to 65535'],
};

/** The address of a service that speaks HTTP. */
export const serviceAddress = {
  check: where(string, 'an http:// or https:// address', isServiceAddress),
  read: (text: string) => text.trim(),
  parse: (text: string) => text.trim(),
  format: maskUrl,
  examples: ['https://metrics.example/otlp'],
};

function isServiceAddress(text: string): boolean {
  return /^https?:\/\//i.test(text.trim()) && URL.canParse(text.trim());
}

/** Headers of requests to such a service. */
export const headerList = {
  check: where(string, 'name=value,name=value', isHeaderList),
  examples: ['Authorization=Bearer%20TOKEN'],
};

function isHeaderList(text: string): boolean {
  return headersIn(unwrapText(text) ?? '').every((header) => header !== undefined);
}

/** The value of a label in metrics, and of a query for it. */
export const seriesLabel = {
  check: where(string, 'letters, digits, - . _ and single spaces', isLabelValue),
  read: (text: string) => text.trim(),
  parse: (text: string) => text.trim(),
  examples: ['letters, digits, - . _ and single spaces'],
};

function isLabelValue(text: string): boolean {
  return text.length <= 100 && /^[\p{L}\p{N}._-]+(?: [\p{L}\p{N}._-]+)*$/u.test(text.trim());
}

function splitList(text: string): string[] {
  return text.trim().split(/[\s,]+/);
}
