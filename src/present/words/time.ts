import type { Messages } from '../messages/en.ts';
import type { CountdownParts, LocalDateParts, MomentParts } from '../messages/en/usage.ts';

type UsageWords = Pick<Messages, 'usage'>;

/** The last millisecond of the year 9999: later times do not fit `YYYY-MM-DDTHH:MM:SSZ`. */
const latestMs = 253_402_300_799_999;

/** A weekday alone is clear for six days. */
const soonMs = 6 * 86_400_000;
const halfYearMs = 183 * 86_400_000;

/** How a countdown (milliseconds) is worded: as part of a sentence, and as a bare span. */
export type CountdownWords = { resetsIn(ms: number): string; span(ms: number): string };

/**
 * Epoch milliseconds as `YYYY-MM-DDTHH:MM:SSZ`, without fractions; undefined if that is impossible.
 */
export function formatUtc(ms: number | undefined): string | undefined {
  if (ms === undefined || !(ms >= 0 && ms <= latestMs)) return undefined;
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/**
 * A past moment (epoch milliseconds) in local time: `Mon 24 Nov, 15:23`, or `15:23` if it is today.
 * `timeZone` is an IANA name; undefined means the system's.
 */
export function formatLocalTime(
  atMs: number,
  nowMs: number,
  timeZone: string | undefined,
  messages: UsageWords,
): string {
  const at = partsOf(atMs, timeZone, messages);
  const isToday = isSameDay(at, partsOf(nowMs, timeZone, messages));
  return messages.usage.localTime(isToday ? { time: at.time } : at);
}

/**
 * A moment to come, as briefly as it is clear: `17:17` today, `Tue 17:12` within six days, then
 * `Thu 10 Dec`, and `27 Nov 2027` if it is more than half a year away.
 */
export function momentParts(
  atMs: number,
  nowMs: number,
  { timeZone, messages }: { timeZone: string | undefined; messages: UsageWords },
): MomentParts {
  const at = partsOf(atMs, timeZone, messages);
  const { time, date, year } = at;
  if (isSameDay(at, partsOf(nowMs, timeZone, messages))) return { kind: 'today', time };
  if (Math.abs(atMs - nowMs) < soonMs) return { kind: 'soon', time, weekday: date.weekday };
  const isFar = Math.abs(atMs - nowMs) > halfYearMs;
  return { kind: 'later', ...date, year: isFar ? year : undefined };
}

/** A moment to come as text, in the system's time zone. */
export function formatMoment(atMs: number, nowMs: number, messages: UsageWords): string {
  return messages.usage.moment(momentParts(atMs, nowMs, { timeZone: undefined, messages }));
}

/** The span from one moment to another as the times of day beside it show it; at least `1m`. */
export function spanBetween(fromMs: number, toMs: number, messages: UsageWords): string {
  const minutes = Math.floor(toMs / 60_000) - Math.floor(fromMs / 60_000);
  return formatCountdown(Math.max(1, minutes) * 60_000, messages);
}

/**
 * A time span (milliseconds): `3h 31m`, `1d 2h`, `2d`, `now` below a second. Minutes are rounded
 * up, so that nothing is promised too early, and omitted next to days and hours.
 */
export function formatCountdown(ms: number, messages: UsageWords): string {
  const parts = countdownParts(ms);
  return parts === undefined ? messages.usage.now : messages.usage.span(parts);
}

/** A time span in the shortest form of the language. */
export function formatTightCountdown(ms: number, messages: UsageWords): string {
  const parts = countdownParts(ms);
  return parts === undefined ? messages.usage.now : messages.usage.tightSpan(parts);
}

/** A time span to the second: `0:42`, `12:05`, `3:12:05`, `2d 03:12:05`. Never negative. */
export function formatTicking(ms: number, messages: UsageWords): string {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const [days, hours, minutes, seconds] = [
    Math.floor(total / 86_400),
    Math.floor((total % 86_400) / 3600),
    Math.floor((total % 3600) / 60),
    total % 60,
  ];
  if (days > 0)
    return `${messages.usage.tightSpan({ days })} ${two(hours)}:${two(minutes)}:${two(seconds)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Countdowns to the second, for live views. */
export function tickingWords(messages: Pick<Messages, 'usage' | 'watch'>): CountdownWords {
  const span = (ms: number): string => formatTicking(ms, messages);
  return { span, resetsIn: (ms) => messages.watch.resetsIn(span(ms)) };
}

/**
 * The age of usage in its largest unit, rounded down: `just now` below a minute, `12m old`, `2d
 * old`.
 */
export function formatAge(ageMs: number, messages: UsageWords): string {
  const { justNow, old, span } = messages.usage;
  const minutes = Math.floor(ageMs / 60_000);
  if (!(minutes >= 1)) return justNow;
  if (minutes < 60) return old(span({ minutes }));
  if (minutes < 1440) return old(span({ hours: Math.floor(minutes / 60) }));
  return old(span({ days: Math.floor(minutes / 1440) }));
}

function countdownParts(ms: number): CountdownParts | undefined {
  if (!(ms >= 1000)) return undefined;
  const total = Math.max(1, Math.ceil(ms / 60_000));
  const days = Math.floor(total / 1440) || undefined;
  const hours = Math.floor((total % 1440) / 60) || undefined;
  const minutes = days !== undefined && hours !== undefined ? undefined : total % 60 || undefined;
  return { days, hours, minutes };
}

type LocalParts = { readonly date: LocalDateParts; readonly year: string; readonly time: string };

function partsOf(ms: number, timeZone: string | undefined, { usage }: UsageWords): LocalParts {
  const { year, month, day, weekday, hour, minute } = calendarOf(ms, timeZone);
  const half = usage.halfDays[hour < 12 ? 0 : 1] ?? '';
  return {
    date: {
      weekday: usage.weekdays[weekday] ?? '',
      day: String(day),
      month: usage.months[month] ?? '',
    },
    year: String(year),
    time:
      usage.hourCycle === 'h12'
        ? usage.halfDayTime(`${hour % 12 || 12}:${two(minute)}`, half)
        : `${two(hour)}:${two(minute)}`,
  };
}

/** Month and weekday count from 0, Sunday first. */
type Calendar = Readonly<Record<'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute', number>>;

/** Without Intl if possible: its first use takes longer than everything else a status line does. */
function calendarOf(ms: number, timeZone: string | undefined): Calendar {
  const at = timeZone === undefined ? new Date(ms) : shifted(ms, timeZone);
  return timeZone === undefined
    ? {
        year: at.getFullYear(),
        month: at.getMonth(),
        day: at.getDate(),
        weekday: at.getDay(),
        hour: at.getHours(),
        minute: at.getMinutes(),
      }
    : {
        year: at.getUTCFullYear(),
        month: at.getUTCMonth(),
        day: at.getUTCDate(),
        weekday: at.getUTCDay(),
        hour: at.getUTCHours(),
        minute: at.getUTCMinutes(),
      };
}

/** A date whose UTC fields are the local ones of this zone. */
function shifted(ms: number, timeZone: string): Date {
  const format = new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    timeZone,
  });
  const found = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => found.get(type) ?? 0;
  return new Date(
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')),
  );
}

function isSameDay(a: LocalParts, b: LocalParts): boolean {
  return a.year === b.year && a.date.month === b.date.month && a.date.day === b.date.day;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
