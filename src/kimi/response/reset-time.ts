import { amountOf, fieldOf, numberOf } from './wire.ts';

/** Every real reset is between these years; anything else is a placeholder (`0001-01-01`, `42`). */
const earliestMs = Date.UTC(2020, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);

/** No window is longer than a year. */
const maxDelaySeconds = 366 * 86_400;

const isoPattern =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?\d*(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * When a row resets, epoch milliseconds; undefined if it does not say or says something impossible.
 * Reads every spelling seen: ISO text, epoch seconds or milliseconds as number or text, and seconds
 * from `nowMs`.
 */
export function readReset(row: unknown, nowMs: number): number | undefined {
  const given = ['resetTime', 'resetAt', 'reset_time', 'reset_at'].map((name) =>
    readInstant(fieldOf(row, name)),
  );
  const moment = given.find((candidate) => candidate !== undefined);
  if (moment !== undefined) return moment;
  const seconds = ['reset_in', 'resetIn', 'ttl']
    .map((name) => amountOf(fieldOf(row, name)))
    .find((value) => value !== undefined);
  return seconds !== undefined && seconds <= maxDelaySeconds
    ? nowMs + Math.floor(seconds * 1000)
    : undefined;
}

/** A time in epoch milliseconds, fractions cut off; undefined outside of plausible years. */
export function readInstant(value: unknown): number | undefined {
  const moment =
    (typeof value === 'string' ? readIso(value.trim()) : undefined) ?? readEpoch(value);
  return moment !== undefined && moment >= earliestMs && moment <= latestMs ? moment : undefined;
}

/** Size distinguishes seconds from milliseconds: seconds beyond the year 5000 are milliseconds. */
function readEpoch(value: unknown): number | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  return Math.floor(number < 1e11 ? number * 1000 : number);
}

/** `Date.parse` accepts far more than ISO and reads a time without a zone as local. */
function readIso(text: string): number | undefined {
  const parts = isoPattern.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isRealDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isRealDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
    return undefined;
  const timeMs =
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3));
  return date.getTime() + timeMs - zoneOffsetMs(zone);
}

function zoneOffsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
